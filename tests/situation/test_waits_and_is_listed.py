"""What waits for the duty officer in the bar is what the handover lists as begun, whatever was begun."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from ems_dashboard.rules.roles import Actor, Role
from ems_dashboard.rules.terms import OpenKind, OrderState, QuestionState, ReportState
from ems_dashboard.rules.waiting import WaitKind
from ems_dashboard.situation import situation
from ems_dashboard.situation.handover import open_list
from ems_dashboard.situation.orders import order_book
from ems_dashboard.situation.unfinished import REMEMBERED
from ems_dashboard.situation.waiting import waiting_for
from ems_dashboard.store import open_store
from tests.situation.rows import CITY
from tests.situation.test_unfinished import (
    FIGURE,
    NOW,
    ORDER,
    REPORT,
    TYPHOON,
    ZH,
    question,
    reminder,
)
from tests.situation.test_unfinished import asked_for as request

OFFICER = Actor("zhiban1", "值班员甲", Role.DUTY_OFFICER, "")
HOUR = timedelta(hours=1)
SAME = {
    WaitKind.ISSUE: OpenKind.ISSUE,
    WaitKind.RETURNED: OpenKind.RETURNED,
    WaitKind.HAND_IN: OpenKind.HAND_IN,
    WaitKind.REQUEST: OpenKind.REQUEST,
    WaitKind.UNASSIGNED: OpenKind.UNASSIGNED,
    WaitKind.REMINDERS: OpenKind.REMINDER,
}
LATE = replace(ORDER, receipt_due=NOW - HOUR / 2)
OLD = {"valid_at": NOW - REMEMBERED - HOUR, "known_at": NOW - REMEMBERED - HOUR}
AGAIN = replace(FIGURE, incident=TYPHOON.incident, known_at=NOW, moved=5)
"""The figure that lay under no incident, told anew for the one that is open."""
BEGUN = [
    *(replace(ORDER, order=f"O-{state}", state=state) for state in OrderState),
    LATE,
    reminder(),
    reminder("350626"),
    *(replace(REPORT, report=f"B-{state}", serial=9, state=state) for state in ReportState),
    question(report="B-draft"),
    question(QuestionState.ANSWERED, report="B-draft", unit="350623"),
    request(),
    FIGURE,
    replace(FIGURE, unit="350624", **OLD),
    AGAIN,
]


def both(rows):
    store = open_store("sqlite://")
    store.append([TYPHOON, *rows], moment=NOW)
    picture = situation(store, CITY, NOW)
    book = order_book(store, picture)
    waits = waiting_for(store, CITY, picture, book, OFFICER, ZH)
    listed = open_list(store, CITY, ZH, picture, NOW + 12 * HOUR)
    store.close()
    return waits, listed


@settings(max_examples=60, deadline=None)
@given(st.sets(st.integers(0, len(BEGUN) - 1)))
def test_whatever_was_begun_the_bar_and_the_handover_name_the_same(chosen):
    waits, listed = both([BEGUN[place] for place in sorted(chosen)])
    in_bar = {(SAME[item.kind], item.reference, item.late) for item in waits if _single(item.kind)}
    in_list = {
        (item.kind, item.reference or "/".join(sorted(item.units)), _late(item))
        for item in listed
        if item.kind in SAME.values() and item.kind is not OpenKind.REMINDER
    }
    assert in_bar == in_list
    reminders = [item for item in listed if item.kind is OpenKind.REMINDER]
    pairs = sorted(f"{item.reference}-{unit}" for item in reminders for unit in item.units)
    told = [item.reference for item in waits if item.kind is WaitKind.REMINDERS]
    assert told == (["/".join(pairs)] if pairs else [])


def _single(kind):
    return kind is not WaitKind.REMINDERS


def _late(item):
    """An order's deadline is its addressees'."""
    return item.late_at(NOW) and item.kind not in (OpenKind.ISSUE, OpenKind.RETURNED)


def test_a_figure_that_was_told_again_for_the_incident_waits_for_nobody():
    waits, listed = both([FIGURE])
    assert [item.kind for item in waits] == [WaitKind.UNASSIGNED]
    assert [item.kind for item in listed] == [OpenKind.UNASSIGNED]
    assert both([FIGURE, AGAIN]) == ((), ())
