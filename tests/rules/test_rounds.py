"""The rounds of figures: nobody owes a figure for an hour at which nobody asked, and what is told while
a round is open counts for it."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ems_dashboard.clock import BEIJING
from ems_dashboard.rules.rhythm import LevelSpan, timetable
from ems_dashboard.rules.rounds import (
    begun_since,
    late_round,
    next_round,
    open_round,
    reached_round,
    round_of,
    rounds,
)
from ems_dashboard.rules.terms import DueKind, Level
from tests.situation.rows import CITY

PLAN, DAY = CITY.plan, date(2023, 9, 4)
MINUTES = st.integers(0, 3 * 24 * 60)
LEVELS = st.sampled_from([None, *Level])


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(DAY.year, DAY.month, DAY.day, hour, minute, tzinfo=BEIJING)


def span(level: Level, begins: datetime, ends: datetime | None = None) -> LevelSpan:
    return LevelSpan(level, begins, ends)


def reports(spans: list[LevelSpan]) -> list[tuple[int, datetime, bool]]:
    """(hour it is due, cut-off, figures owed) of the day."""
    found = timetable(PLAN, spans, DAY, (), at(0))
    return [
        (due.due_at.astimezone(BEIJING).hour, due.cut_off, due.figures_owed)
        for due in found
        if due.kind is DueKind.REPORT
    ]


def cut_offs(spans: list[LevelSpan], moment: datetime) -> list[datetime]:
    today = moment.astimezone(BEIJING).date()
    found = (each.cut_off for each in rounds(PLAN, spans, moment))
    return [each for each in found if each.astimezone(BEIJING).date() == today]


def test_a_response_begun_between_a_cut_off_and_its_report_owes_no_figures_for_it():
    """The report of noon tells how things stood when the response began."""
    begun = [span(Level.III, at(11, 35))]
    assert reports(begun) == [(12, at(11, 35), False), (18, at(17), True)]
    assert cut_offs(begun, at(12)) == [at(17)]


def test_a_response_begun_in_the_minute_of_the_cut_off_is_asked_for_it():
    assert reports([span(Level.III, at(11))])[0] == (12, at(11), True)
    assert reports([span(Level.III, at(11, 1))])[0] == (12, at(11, 1), False)


def test_a_level_raised_after_the_cut_off_leaves_the_round_that_the_lower_one_asked_for():
    raised = [span(Level.III, at(0), at(11, 35)), span(Level.II, at(11, 35))]
    assert (12, at(11), True) in reports(raised)
    assert at(11) in cut_offs(raised, at(12))


def test_a_round_that_only_the_higher_level_has_is_not_asked_for_where_it_came_too_late():
    raised = [span(Level.III, at(0), at(22, 30)), span(Level.II, at(22, 30))]
    assert (23, at(22, 30), False) in reports(raised)
    assert at(22) not in cut_offs(raised, at(23))
    in_time = [span(Level.III, at(0), at(21, 59)), span(Level.II, at(21, 59))]
    assert (23, at(22), True) in reports(in_time)


def test_a_response_that_ended_and_began_anew_between_is_a_new_one():
    anew = [span(Level.III, at(0), at(11, 10)), span(Level.III, at(11, 35))]
    assert (12, at(11, 35), False) in reports(anew)


def test_the_night_after_a_round_it_is_still_the_newest():
    """At three in the morning who was silent at five in the afternoon is still silent."""
    standing = [span(Level.III, at(0))]
    night = at(3) + timedelta(days=1)
    found = late_round(rounds(PLAN, standing, night), night)
    assert found is not None
    assert found.cut_off == at(17)


def test_the_moments_of_a_round():
    each = round_of(PLAN, at(11))
    limits = PLAN.thresholds
    assert each.opens_at == at(11) - timedelta(minutes=limits.soon_minutes)
    assert each.late_at == at(11) + timedelta(minutes=limits.grace_minutes)
    assert open_round([each], each.opens_at) is each
    assert open_round([each], each.opens_at - timedelta(minutes=1)) is None
    assert next_round([each], each.opens_at - timedelta(minutes=1)) is each
    assert next_round([each], each.opens_at) is None
    assert reached_round([each], at(11)) is each
    assert reached_round([each], at(10, 59)) is None
    assert late_round([each], each.late_at) is each
    assert late_round([each], each.late_at - timedelta(minutes=1)) is None
    assert begun_since([each], at(11)) == (each,)
    assert begun_since([each], at(11, 1)) == ()


def levels(steps: list[tuple[int, Level | None]]) -> list[LevelSpan]:
    """Each step's level until the next one's minute."""
    ordered = sorted(steps, key=lambda step: step[0])
    ends = [*(minute for minute, _ in ordered), None][1:]
    found = []
    for (minute, level), end in zip(ordered, ends, strict=True):
        begins = at(0) - timedelta(days=1) + timedelta(minutes=minute)
        until = None if end is None else at(0) - timedelta(days=1) + timedelta(minutes=end)
        if level is not None and begins != until:
            found.append(LevelSpan(level, begins, until))
    return found


STEPS = st.lists(st.tuples(MINUTES, LEVELS), max_size=5).map(levels)


@given(STEPS, MINUTES)
def test_no_figure_is_owed_for_an_hour_at_which_no_level_asked_for_it(spans, minute):
    moment = at(0) - timedelta(days=1) + timedelta(minutes=minute)
    for each in rounds(PLAN, spans, moment):
        (then,) = (
            s
            for s in spans
            if s.begins <= each.cut_off and (s.ends is None or each.cut_off < s.ends)
        )
        clock = each.cut_off.astimezone(BEIJING).time()
        assert clock in {times.cut_off for times in PLAN.rhythm(then.level).reports}


@given(STEPS)
def test_a_report_that_owes_figures_is_a_round_and_one_that_does_not_is_none(spans):
    asked = {each.cut_off for each in rounds(PLAN, spans, at(12))}
    for _, cut_off, owed in reports(spans):
        began = {s.begins for s in spans}
        assert owed == (cut_off in asked)
        assert owed or cut_off in began, "it tells how things stood at a beginning"


@given(STEPS, MINUTES)
def test_who_is_late_could_tell_the_round_and_the_round_to_come_is_after_the_open_one(
    spans, minute
):
    moment = at(0) - timedelta(days=1) + timedelta(minutes=minute)
    found = rounds(PLAN, spans, moment)
    late, reached, opened, coming = (
        pick(found, moment) for pick in (late_round, reached_round, open_round, next_round)
    )
    marks = [each.cut_off for each in (late, reached, opened, coming) if each]
    assert marks == sorted(marks)
    if late:
        assert opened is not None
        assert late.opens_at <= moment
    if coming:
        assert coming.opens_at > moment


@pytest.mark.parametrize("level", list(Level))
def test_every_level_of_the_plan_asks_for_its_rounds(level):
    always = [span(level, at(0) - timedelta(days=3))]
    assert len(cut_offs(always, at(12))) == len(PLAN.rhythm(level).reports)
