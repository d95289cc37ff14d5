from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ems_dashboard.clock import BEIJING
from ems_dashboard.rules.plan import ReportTime, Rhythm
from ems_dashboard.rules.rhythm import Done, LevelSpan, timetable, timetable_around
from ems_dashboard.rules.terms import DueKind, DueState, Level
from tests.situation.rows import CITY

DAY = date(2023, 9, 4)
PLAN = replace(
    CITY.plan,
    rhythms=(
        Rhythm(
            tuple(Level), (time(9), time(16)), tuple(ReportTime(time(h), time(h + 1)) for h in (6, 11, 17)), "clause"
        ),
    ),
)  # fmt: skip


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(DAY.year, DAY.month, DAY.day, hour, minute, tzinfo=BEIJING)


ALWAYS = (LevelSpan(Level.III, datetime(2023, 9, 1, tzinfo=UTC), None),)


def states(moment: datetime, *done: Done) -> dict[tuple[DueKind, int], DueState]:
    return {
        (item.kind, item.due_at.astimezone(BEIJING).hour): item.state
        for item in timetable(PLAN, ALWAYS, DAY, done, moment)
    }


def test_two_consultations_and_three_reports_are_owed_on_a_day_in_force():
    kinds = [item.kind for item in timetable(PLAN, ALWAYS, DAY, (), at(0))]
    assert (kinds.count(DueKind.CONSULTATION), kinds.count(DueKind.REPORT)) == (2, 3)


def test_nothing_is_owed_while_no_level_is_in_force():
    assert timetable(PLAN, (), DAY, (), at(12)) == ()


def test_a_span_that_begins_at_noon_owes_only_the_afternoon():
    begun = (LevelSpan(Level.III, at(12), None),)
    assert [item.due_at for item in timetable(PLAN, begun, DAY, (), at(12))] == [
        at(12),
        at(16),
        at(18),
    ]


def test_due_soon_late_missed_and_done_late():
    consultation = (DueKind.CONSULTATION, 9)
    assert states(at(7))[consultation] is DueState.DUE
    assert states(at(8))[consultation] is DueState.SOON
    assert states(at(9, 1))[consultation] is DueState.LATE
    assert states(at(16))[consultation] is DueState.MISSED
    held = Done(DueKind.CONSULTATION, at(9), at(9, 15), 1, "C1", about=at(9, 15))
    assert states(at(10), held)[consultation] is DueState.DONE
    late = Done(DueKind.CONSULTATION, at(9), at(9, 16), 1, "C1", about=at(9, 16))
    assert states(at(10), late)[consultation] is DueState.DONE_LATE


def test_a_report_that_waits_for_its_signature_is_in_hand_and_not_done():
    begun = Done(DueKind.REPORT, at(18), None, 3, "B3", about=at(17))
    item = next(
        due for due in timetable(PLAN, ALWAYS, DAY, (begun,), at(18, 5)) if due.due_at == at(18)
    )
    assert (item.state, item.done_at, item.serial, item.item) == (DueState.LATE, None, 3, "B3")


def test_a_corrected_version_does_not_make_a_report_late():
    versions = [
        Done(DueKind.REPORT, at(18), done, 3, "B3", about=at(17))
        for done in (at(20), at(18, 5), None)
    ]
    item = next(
        due for due in timetable(PLAN, ALWAYS, DAY, versions, at(21)) if due.due_at == at(18)
    )
    assert (item.state, item.done_at) == (DueState.DONE, at(18, 5))


def test_what_was_held_at_night_is_not_the_consultation_of_the_morning():
    """Booked for nine by mistake: nine stays due, and who holds it then has held it."""
    night = Done(DueKind.CONSULTATION, at(9), at(1, 16), 1, "C1", about=at(1, 16))
    assert states(at(8, 30), night)[DueKind.CONSULTATION, 9] is DueState.SOON
    assert states(at(9, 20), night)[DueKind.CONSULTATION, 9] is DueState.LATE
    morning = Done(DueKind.CONSULTATION, at(9), at(9, 5), 2, "C2", about=at(9, 5))
    (item,) = (
        due for due in timetable(PLAN, ALWAYS, DAY, (night, morning), at(10)) if due.due_at == at(9)
    )
    assert (item.state, item.item, item.serial) == (DueState.DONE, "C2", 2)


def test_a_report_of_other_figures_is_not_the_report_of_that_cut_off():
    of_night = Done(DueKind.REPORT, at(7), at(6, 50), 1, "B1", about=at(2))
    assert states(at(7, 30), of_night)[DueKind.REPORT, 7] is DueState.LATE
    late = Done(DueKind.REPORT, at(7), at(11), 1, "B1", about=at(6))
    assert states(at(11, 30), late)[DueKind.REPORT, 7] is DueState.DONE_LATE, (
        "signed late, but of these figures"
    )


@given(st.integers(-400, 400))
def test_the_window_of_the_plan_is_the_same_before_and_after(minutes):
    held_at = at(9) + timedelta(minutes=minutes)
    held = Done(DueKind.CONSULTATION, at(9), held_at, 1, "C1", about=held_at)
    (item,) = (due for due in timetable(PLAN, ALWAYS, DAY, (held,), at(23)) if due.due_at == at(9))
    assert (item.item == "C1") == (abs(minutes) <= PLAN.thresholds.due_window_minutes)


@given(st.integers(0, 23 * 60 + 59))
def test_around_a_moment_every_item_of_the_day_is_there_once_and_in_order(minutes):
    moment = at(0) + timedelta(minutes=minutes)
    items = timetable_around(PLAN, ALWAYS, (), moment)
    assert [item.due_at for item in items] == sorted(item.due_at for item in items)
    assert len({(item.kind, item.due_at) for item in items}) == len(items)
    assert sum(item.due_at.astimezone(BEIJING).date() == DAY for item in items) == 5
