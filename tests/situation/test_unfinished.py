"""The handover lists every kind of thing that was begun and not finished: one hand-made row each."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ems_dashboard import clock
from ems_dashboard.actions.handovers import frozen
from ems_dashboard.reports import handovers as paper
from ems_dashboard.rules.consultations import Consultation
from ems_dashboard.rules.dispatches import Dispatch
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.handovers import Handover
from ems_dashboard.rules.incidents import UNASSIGNED, Incident
from ems_dashboard.rules.orders import Order, Receipt, Reminder
from ems_dashboard.rules.reports import Report, ReportQuestion
from ems_dashboard.rules.responses import LevelProposal, Response
from ems_dashboard.rules.terms import (
    Category,
    ConsultationState,
    DispatchState,
    Hazard,
    Level,
    LevelChange,
    OpenKind,
    OrderKind,
    OrderState,
    ProposalState,
    QuestionCode,
    QuestionState,
    ReceiptState,
    ReminderStage,
    ReminderState,
    ReportState,
)
from ems_dashboard.situation import situation
from ems_dashboard.situation.handover import open_list
from ems_dashboard.store import open_store
from ems_dashboard.text import words
from tests.reports.test_documents import text_of
from tests.situation.rows import CITY

ZH = words("zh")
NOW = clock.parse("2026-07-02T19:50")
BEGAN, HOUR = NOW - timedelta(hours=6), timedelta(hours=1)
CASE = "2026-TY01"
KNOWN = {"incident": CASE, "valid_at": NOW - HOUR, "known_at": NOW - HOUR}
TYPHOON = Incident(
    incident=CASE,
    hazard=Hazard.TYPHOON,
    name="台风甲",
    began_at=BEGAN,
    valid_at=BEGAN,
    known_at=BEGAN,
)
ORDER = Order(
    order="O1", kind=OrderKind.DIRECTIVE, serial=0, title="关于转移的指令", units=("350626", "350624"),
    receipt_due=NOW + HOUR, **KNOWN,
)  # fmt: skip
REPORT = Report(
    report="B1",
    serial=3,
    state=ReportState.DRAFT,
    cut_off=NOW - HOUR,
    title="第3期",
    due_at=NOW,
    **KNOWN,
)
PROPOSAL = LevelProposal(
    proposal="P1", unit=CITY.code, hazard=Hazard.TYPHOON, level=Level.II, change=LevelChange.RAISE,
    effective_at=NOW, **KNOWN,
)  # fmt: skip
FIGURE = Evacuation(
    unit="350626", category=Category.PEOPLE, target=10, moved=4, **KNOWN | {"incident": UNASSIGNED}
)


def question(state=QuestionState.OPEN, **given):
    own = {
        "report": "B1",
        "version": 1,
        "unit": "350624",
        "category": "people",
        "question": QuestionCode.FELL,
    }
    return ReportQuestion(**own | given, state=state, **KNOWN)


@pytest.fixture
def left(tmp_path):
    """left(*facts) → what the shift leaves open, without what the plan's timetable and duties ask."""

    def listed(*facts):
        store = open_store(f"sqlite:///{tmp_path / 'own.sqlite'}")
        store.append([TYPHOON, *facts], moment=NOW)
        items = open_list(store, CITY, ZH, situation(store, CITY, NOW), NOW + 12 * HOUR)
        store.close()
        return items

    return listed


def told(items):
    return [(item.kind, item.subject, item.units, item.reference) for item in items]


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        (OrderState.DRAFT, OpenKind.APPROVAL),
        (OrderState.APPROVED, OpenKind.ISSUE),
        (OrderState.RETURNED, OpenKind.RETURNED),
    ],
)
def test_an_order_that_is_not_issued_yet_is_not_forgotten(left, state, kind):
    (item,) = left(replace(ORDER, state=state))
    assert (item.kind, item.subject, item.reference) == (kind, "关于转移的指令", "O1")


def test_an_issued_or_discarded_order_does_not_wait_for_its_issue(left):
    kinds = [
        item.kind
        for item in left(replace(ORDER, state=OrderState.DISCARDED), replace(ORDER, order="O2"))
    ]
    assert kinds == [OpenKind.RECEIPT]


def test_a_report_that_was_taken_and_not_handed_in_is_listed_with_its_open_questions(left):
    answered = question(QuestionState.ACCEPTED, unit="350623")
    items = left(REPORT, question(), answered)
    assert told(items) == [
        (OpenKind.HAND_IN, "第 3 期动态报告", (), "B1"),
        (OpenKind.QUESTION, "第 3 期动态报告:1 项核问", ("350624",), "B1"),
    ]
    assert items[0].due_at == NOW


def test_a_question_that_was_answered_later_is_not_open(left):
    after = {"valid_at": NOW - HOUR / 2, "known_at": NOW - HOUR / 2}
    items = left(REPORT, question(), replace(question(QuestionState.ANSWERED), **after))
    assert [item.kind for item in items] == [OpenKind.HAND_IN]


@pytest.mark.parametrize(
    ("state", "kinds"),
    [
        (ReportState.FROZEN, [OpenKind.APPROVAL]),
        (ReportState.SIGNED, []),
        (ReportState.REPLACED, []),
    ],
)
def test_a_report_that_was_handed_in_waits_for_its_signature_and_a_signed_one_for_nothing(
    left, state, kinds
):
    assert [item.kind for item in left(replace(REPORT, state=state))] == kinds


@pytest.mark.parametrize(
    ("state", "open_"),
    [
        (ProposalState.SUBMITTED, True),
        (ProposalState.APPROVED, False),
        (ProposalState.REFUSED, False),
    ],
)
def test_a_level_that_was_proposed_and_not_decided_is_listed(left, state, open_):
    items = left(replace(PROPOSAL, state=state))
    assert [(item.kind, item.subject, item.page) for item in items] == (
        [(OpenKind.APPROVAL, "防台风 提升 Ⅱ", "responses")] if open_ else []
    )


def test_minutes_that_wait_for_a_signature_are_listed(left):
    held = Consultation(consultation="C1", serial=2, state=ConsultationState.HELD, **KNOWN)
    assert told(left(held)) == [(OpenKind.APPROVAL, "第 2 次会商纪要", (), "C1")]


def reminder(unit="350624", state=ReminderState.DRAFTED):
    return Reminder(
        order="O1", unit=unit, stage=ReminderStage.RECEIPT, state=state, text="请签收", **KNOWN
    )


def test_a_reminder_that_was_drafted_and_not_sent_is_listed_once_per_order_for_who_still_owes(left):
    late = replace(ORDER, receipt_due=NOW - HOUR / 2)
    received = Receipt(
        order="O1",
        unit="350626",
        state=ReceiptState.RECEIVED,
        valid_at=NOW,
        known_at=NOW,
        person="值班员丙",
    )
    items = [
        item
        for item in left(late, reminder(), reminder("350626"), received)
        if item.kind is OpenKind.REMINDER
    ]
    assert told(items) == [(OpenKind.REMINDER, "关于转移的指令", ("350624",), "O1")]


def test_a_reminder_that_was_sent_is_not(left):
    late = replace(ORDER, receipt_due=NOW - HOUR / 2)
    assert OpenKind.REMINDER not in {
        item.kind for item in left(late, reminder(state=ReminderState.SENT))
    }


def test_a_figure_that_counts_in_no_incident_is_told_by_its_county(left):
    township = replace(FIGURE, unit="350626100", valid_at=NOW)
    (item,) = left(FIGURE, township)
    assert (item.kind, item.units, item.subject) == (
        OpenKind.UNASSIGNED, ("350626",), "2 项转移数据未归入事件,不计入任何画面",
    )  # fmt: skip


def test_figures_of_last_week_and_those_of_an_incident_are_no_matter_of_the_shift(left):
    old = replace(FIGURE, valid_at=NOW - timedelta(days=3), known_at=NOW - timedelta(days=3))
    assert left(old, replace(FIGURE, incident=CASE)) == ()


def asked_for():
    return Dispatch(
        dispatch="D1",
        unit="350626",
        state=DispatchState.REQUESTED,
        item="移动水泵",
        purpose="西埔镇排水",
        **KNOWN,
    )


def test_a_request_of_a_county_that_nobody_answered_is_late_after_the_plans_minutes(left):
    (item,) = left(asked_for())
    assert (item.kind, item.subject, item.units) == (
        OpenKind.REQUEST,
        "移动水泵 西埔镇排水",
        ("350626",),
    )
    assert item.late_at(NOW)
    assert not item.late_at(NOW - HOUR / 2)


def test_a_report_in_hand_is_told_once(left):
    """As what it waits for, not as the timetable's item too."""
    began = {"valid_at": BEGAN, "known_at": BEGAN}
    level = Response(
        incident=CASE,
        unit=CITY.code,
        hazard=Hazard.TYPHOON,
        level=Level.III,
        change=LevelChange.START,
        **began,
    )
    six = clock.parse("2026-07-02T18:00")
    taken = replace(REPORT, due_at=six, cut_off=six - HOUR)
    at_six = [item.kind for item in left(level, taken) if item.due_at == six]
    assert at_six == [OpenKind.HAND_IN]


def test_the_sheet_as_a_document_names_every_kind(left):
    items = left(replace(ORDER, state=OrderState.APPROVED), REPORT, question(), PROPOSAL, FIGURE)
    sheet = Handover(
        handover="h", outgoing="a", outgoing_name="值班员甲", shift_from=BEGAN, shift_to=NOW, valid_at=NOW,
        open_list=frozen(items),
    )  # fmt: skip
    printed = text_of(paper.document(sheet, CITY, ZH))
    for kind in (
        OpenKind.ISSUE,
        OpenKind.HAND_IN,
        OpenKind.QUESTION,
        OpenKind.APPROVAL,
        OpenKind.UNASSIGNED,
    ):
        assert ZH(f"terms.open_kind.{kind}") in printed
    assert "未办事项（5项）" in printed
