"""What a day asked for and what became of it, as known at a moment."""

from dataclasses import replace
from datetime import date, timedelta

from ems_dashboard.clock import beijing
from ems_dashboard.rules.terms import DueKind, DueState, ReportState
from ems_dashboard.situation.rhythm import done_of, rhythm_of
from tests.builders import at, consultation, incident, report, response
from tests.situation.conftest import CITY

DAY = date(2026, 7, 1)
"""Of which `at(0)` is 08:00."""
MORNING, AFTERNOON = at(1), at(8)
"""The consultations of level Ⅲ: 09:00 and 16:00."""


def consultations(dues):
    return [due for due in dues if due.kind is DueKind.CONSULTATION]


def test_what_was_held_is_done_from_its_minute_and_a_report_from_its_signature():
    held, signed = done_of([consultation("C1", at(1))], [report(cut_off=at(3))])
    assert (held.kind, held.done_at, held.about) == (DueKind.CONSULTATION, at(1), at(1))
    assert (signed.kind, signed.done_at, signed.about) == (DueKind.REPORT, at(3.5), at(3))


def test_a_report_that_waits_for_its_signature_is_in_hand_and_not_done():
    waiting = report(cut_off=at(3), state=ReportState.FROZEN)
    (entry,) = done_of([], [waiting])
    assert entry.done_at is None
    assert done_of([], [replace(waiting, state=ReportState.REPLACED)])[0].done_at == at(3.5)


def test_a_day_without_a_case_or_without_a_level_asks_for_nothing(told):
    ledger = told(incident(began_at=at(24)))
    assert rhythm_of(ledger, CITY, DAY, at(48)) == ()
    told(incident("2026-TY00", began_at=at(-48), ended_at=at(-8)))
    assert rhythm_of(ledger, CITY, DAY, at(48)) == ()


def test_what_was_held_is_found_and_what_was_not_is_late(told):
    held = replace(consultation("C1", MORNING), due_at=MORNING)
    ledger = told(incident(), response(), held)
    morning, afternoon = consultations(rhythm_of(ledger, CITY, DAY, at(10)))
    assert [beijing(due.due_at).hour for due in (morning, afternoon)] == [9, 16]
    assert (morning.state, morning.item) == (DueState.DONE, "C1")
    assert afternoon.state in (DueState.LATE, DueState.MISSED)
    assert afternoon.item is None


def test_what_was_not_known_yet_was_not_there(told):
    held = replace(consultation("C1", MORNING), due_at=MORNING, known_at=at(6))
    ledger = told(incident(), response(), held)
    minute = timedelta(minutes=1)
    before = consultations(rhythm_of(ledger, CITY, DAY, at(6) - minute))
    after = consultations(rhythm_of(ledger, CITY, DAY, at(6)))
    assert [due.item for due in before] == [None, None]
    assert [due.item for due in after] == ["C1", None]


def test_a_case_that_ended_with_the_day_before_asks_nothing_of_this_one(told):
    midnight = at(-8)
    ended = incident(began_at=at(-24), ended_at=midnight)
    ledger = told(ended, response(valid_at=at(-24)))
    assert rhythm_of(ledger, CITY, DAY, at(10)) == ()
    yesterday = DAY - timedelta(days=1)
    assert consultations(rhythm_of(ledger, CITY, yesterday, at(10)))


def test_only_the_hours_of_the_level_are_asked_for(told):
    noon = at(4)
    ledger = told(incident(began_at=noon), response(valid_at=noon))
    (afternoon,) = consultations(rhythm_of(ledger, CITY, DAY, at(10)))
    assert beijing(afternoon.due_at).hour == 16
