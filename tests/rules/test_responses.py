from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ems_dashboard.rules.responses import Response, highest, in_force, reaches, spans
from ems_dashboard.rules.terms import Hazard, Level, LevelChange

START = datetime(2023, 9, 2, 9, tzinfo=UTC)


def change(hours: float, hazard: Hazard, level: Level | None, unit: str = "350600") -> Response:
    return Response(
        incident="i", unit=unit, hazard=hazard, level=level, valid_at=START + timedelta(hours=hours),
        change=LevelChange.START if level else LevelChange.END,
    )  # fmt: skip


def test_ending_one_hazard_leaves_the_other():
    rows = [change(0, Hazard.TYPHOON, None), change(0, Hazard.RAINSTORM, Level.III)]
    assert in_force(rows, ["350600", "350626"]) == {
        "350600": {Hazard.TYPHOON: None, Hazard.RAINSTORM: Level.III},
        "350626": {Hazard.TYPHOON: None, Hazard.RAINSTORM: None},
    }


def test_the_spans_follow_the_higher_of_the_two_hazards():
    rows = [
        change(0, Hazard.TYPHOON, Level.III),
        change(4, Hazard.RAINSTORM, Level.IV),
        change(8, Hazard.TYPHOON, Level.II),
        change(20, Hazard.TYPHOON, None),
        change(30, Hazard.RAINSTORM, None),
    ]
    found = [
        (span.level, (span.begins - START) / timedelta(hours=1)) for span in spans(rows, "350600")
    ]
    assert found == [(Level.III, 0), (Level.II, 8), (Level.IV, 20)]
    assert spans(rows, "350600")[-1].ends == START + timedelta(hours=30)


changes = st.lists(
    st.builds(
        change, st.integers(0, 40), st.sampled_from(Hazard), st.none() | st.sampled_from(Level)
    ),
    max_size=12,
).map(lambda rows: sorted(rows, key=lambda row: row.valid_at))


@given(changes, st.integers(0, 40))
def test_a_span_says_what_is_in_force_at_each_hour(rows, hour):
    moment = START + timedelta(hours=hour, minutes=1)
    known = {row.hazard: row.level for row in rows if row.valid_at <= moment}
    covering = [
        s.level
        for s in spans(rows, "350600")
        if s.begins <= moment and (s.ends is None or moment < s.ends)
    ]
    expected = highest(known.values())
    assert covering == ([expected] if expected else [])


@given(st.none() | st.sampled_from(Level), st.sampled_from(Level))
def test_a_level_reaches_those_that_are_no_graver_and_none_reaches_nothing(level, least):
    at_least = {Level.I: 4, Level.II: 3, Level.III: 2, Level.IV: 1}
    assert reaches(level, least) is (level is not None and at_least[level] >= at_least[least])


@given(st.lists(st.none() | st.sampled_from(Level)))
def test_the_highest_level_reaches_every_other(levels):
    found = highest(levels)
    assert all(reaches(found, level) for level in levels if level)
    assert (found is None) == (set(levels) <= {None})
