"""What must be written down of a consultation before it is one, and what may become of it."""

from datetime import UTC, datetime, timedelta

import pytest

from ems_dashboard.rules.consultations import Consultation, Fault, Matter, Minutes, faults
from ems_dashboard.rules.terms import Hazard, Level, LevelChange

NOON = datetime(2026, 7, 1, 4, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
WHOLE = {
    "incident": "i",
    "held_at": NOON,
    "host": "指挥长",
    "conclusion": "维持",
    "attending": ("市气象局",),
}
DONE = Matter("巡查", ("350626",), NOON + MINUTE)


def wrong(moment=NOON, **changed):
    return [(fault.field, fault.code) for fault in faults(Minutes(**WHOLE | changed), moment)]


def test_minutes_with_a_host_a_conclusion_and_who_attended_are_whole():
    assert wrong() == []
    assert wrong(decisions=(DONE,)) == []


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"host": " "}, ("host", "no_host")),
        ({"conclusion": ""}, ("conclusion", "no_conclusion")),
        ({"attending": ()}, ("attending", "no_attending")),
        ({"held_at": None}, ("held_at", "no_moment")),
        ({"held_at": NOON + MINUTE}, ("held_at", "not_yet")),
    ],
)
def test_each_thing_that_is_missing_is_named_at_its_field(changed, found):
    assert wrong(**changed) == [found]


def test_a_consultation_of_this_minute_has_been_held():
    assert wrong(moment=NOON) == []
    assert wrong(moment=NOON - MINUTE) == [("held_at", "not_yet")]


@pytest.mark.parametrize(
    ("change", "hazard", "level", "found"),
    [
        (None, None, None, []),
        (LevelChange.RAISE, Hazard.TYPHOON, Level.II, []),
        (LevelChange.END, Hazard.TYPHOON, None, []),
        (LevelChange.RAISE, None, Level.II, [("hazard", "no_hazard")]),
        (LevelChange.RAISE, Hazard.TYPHOON, None, [("level", "no_level")]),
        (LevelChange.END, Hazard.TYPHOON, Level.IV, [("level", "level_at_end")]),
        (LevelChange.END, None, Level.IV, [("hazard", "no_hazard"), ("level", "level_at_end")]),
    ],
)  # fmt: skip
def test_a_change_of_level_has_a_hazard_and_only_an_end_has_no_level(change, hazard, level, found):
    assert wrong(change=change, hazard=hazard, level=level) == found


@pytest.mark.parametrize(
    ("matter", "found"),
    [
        (Matter(""), []),
        (Matter("", (), NOON + MINUTE), []),  # the plan's own deadline, before anything is written
        (Matter("", ("350626",), NOON + MINUTE), [("decision_1_matter", "no_matter")]),
        (Matter("巡查", (), NOON + MINUTE), [("decision_1_units", "no_units")]),
        (Matter("巡查", ("350626",)), [("decision_1_deadline", "no_deadline")]),
        (Matter("巡查", ("350626",), NOON), [("decision_1_deadline", "deadline_before")]),
    ],
)
def test_a_decision_names_a_matter_who_sees_to_it_and_a_later_deadline(matter, found):
    assert wrong(decisions=(DONE, matter)) == found


def test_a_deadline_is_not_measured_against_a_moment_that_nobody_wrote():
    assert faults(Minutes(**WHOLE | {"held_at": None, "decisions": (DONE,)}), NOON) == (
        Fault("held_at", "no_moment"),
    )


def test_a_row_that_names_no_minute_was_held_when_it_is_true_for():
    row = Consultation(consultation="C1", incident="i", serial=1, valid_at=NOON)
    assert row.began_at == NOON
    held = Consultation(
        consultation="C1", incident="i", serial=1, held_at=NOON - MINUTE, valid_at=NOON
    )
    assert held.began_at == NOON - MINUTE
