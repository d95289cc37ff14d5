from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ems_dashboard.clock import beijing
from ems_dashboard.config import ROOT
from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.rules.level_changes import (
    LADDER,
    MOVES,
    Fault,
    decided_by_unit,
    fault,
    held_since,
    own_prefix,
    times_this_year,
)
from ems_dashboard.rules.responses import Response
from ems_dashboard.rules.terms import Hazard, Level, LevelChange
from tests import builders as make

CITY = load_city(ROOT / "data" / "zhangzhou")
START = datetime(2023, 9, 2, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
levels = st.sampled_from(LADDER)


def change(
    hours: float, hazard: Hazard, level: Level | None, kind: LevelChange = LevelChange.START
) -> Response:
    return Response(
        incident="i", unit="350600", hazard=hazard, level=level, change=kind, valid_at=START + hours * HOUR
    )  # fmt: skip


@given(levels, levels)
def test_every_change_between_two_levels_is_one_of_four(before, after):
    assert ((before, after) in MOVES) == (before is not after)
    if before is not after:
        expected = {(True, False): LevelChange.START, (False, True): LevelChange.END}.get(
            (before is None, after is None)
        )
        move = MOVES[before, after]
        assert move.change is (expected or move.change)
        if expected is None:
            assert (move.change is LevelChange.RAISE) == (after.severity > before.severity)
        back = MOVES[after, before]
        assert back.steps == move.steps >= 1


@given(levels, levels, st.sampled_from(["", "  ", "形势严峻"]))
def test_a_level_may_be_skipped_only_with_a_reason(before, after, reason):
    found = fault(before, after, reason=reason, effective_at=START, last_at=None)
    if before is after:
        assert found is Fault.SAME
    elif abs(LADDER.index(before) - LADDER.index(after)) > 1 and not reason.strip():
        assert found is Fault.UNREASONED
    else:
        assert found is None


@given(levels, levels)
def test_what_the_plan_suggests_needs_no_reason_whatever_it_leaves_out(before, after):
    found = fault(before, after, reason="", effective_at=START, last_at=None, suggested=True)
    assert found is (Fault.SAME if before is after else None)


@pytest.mark.parametrize(
    ("hours", "expected"), [(-1, Fault.TOO_EARLY), (0, Fault.TOO_EARLY), (1 / 60, None)]
)
def test_a_change_takes_effect_after_the_one_before_it(hours, expected):
    given_ = {"reason": "", "effective_at": START + hours * HOUR, "last_at": START}
    assert fault(Level.III, Level.II, **given_) is expected


def test_a_stretch_begins_once_and_outlives_the_end_of_the_other_hazard():
    rows = [
        change(0, Hazard.TYPHOON, Level.III),
        change(2, Hazard.RAINSTORM, Level.II),
        change(5, Hazard.TYPHOON, Level.I),
        change(9, Hazard.RAINSTORM, None),
    ]
    assert held_since(rows, "350600", Level.II, Hazard) is rows[1]
    assert held_since(rows, "350600", Level.II, [Hazard.TYPHOON]) is rows[2]
    assert (
        held_since([*rows, change(12, Hazard.TYPHOON, Level.III)], "350600", Level.II, Hazard)
        is None
    )


def test_the_year_counts_starts_and_raises_of_one_hazard():
    rows = [
        change(-9000, Hazard.TYPHOON, Level.IV),
        change(0, Hazard.TYPHOON, Level.IV),
        change(1, Hazard.TYPHOON, Level.III, LevelChange.RAISE),
        change(2, Hazard.TYPHOON, Level.IV, LevelChange.LOWER),
        change(3, Hazard.RAINSTORM, Level.IV),
    ]
    assert times_this_year(rows, "350600", Hazard.TYPHOON, datetime(2023, 1, 1, tzinfo=UTC)) == 2


@pytest.mark.parametrize("unit", CITY.by_code)
def test_a_number_tells_whose_headquarters_decided(unit):
    """Of two units neither reads the other's number as its own, nor the city's."""
    plan, made = CITY.plan, make.response()
    prefixes = [plan.levels.prefix, *(own_prefix(CITY, code) for code in CITY.by_code)]
    for prefix in prefixes:
        year = beijing(made.valid_at).year
        document = plan.reference.format(prefix=prefix, year=year, number=7)
        change = replace(made, unit=unit, document=document)
        assert decided_by_unit(change, CITY) == (prefix == own_prefix(CITY, unit)), document


def test_the_city_and_a_place_unknown_have_no_number_of_a_unit():
    assert own_prefix(CITY, CITY.code) == ""
    assert own_prefix(CITY, "359999") == ""
