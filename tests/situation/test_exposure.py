"""People in danger under warnings: nobody counted twice, and who did not report is not counted as safe."""

from dataclasses import replace

import pytest
from shapely.geometry import Point

from ems_dashboard.rules.evidence import Channel, Received
from ems_dashboard.rules.observations import Rain, RiverLevel, WaterState
from ems_dashboard.rules.terms import Category, Level
from ems_dashboard.situation.exposure import Counted, _township_rows, exposure
from ems_dashboard.situation.warned import Ground
from tests.builders import (
    CITY_CODE,
    DONGSHAN,
    TONGLING,
    XINGCHEN,
    ZHANGPU,
    at,
    evacuation,
    incident,
    warning,
)
from tests.situation.conftest import CITY

NONE = Channel(Received.NONE)
GROUND = Ground(Point(0, 0), 1.0, (), 0)
STATION = replace(CITY.stations[0], warning_m=5.0, guarantee_m=6.0)
GAUGED = replace(CITY, stations=(STATION, *CITY.stations[1:]))


def test_still_to_be_moved_is_the_target_without_those_who_are_out_now(ledger, seen):
    picture = seen(
        at(2), incident(), warning(units=(DONGSHAN,)),
        evacuation(80, at(1), target=100, returned=30),
    )  # fmt: skip
    (found,) = exposure(ledger, CITY, picture).areas
    assert (found.unit, found.in_danger, found.counted, found.count) == (
        DONGSHAN, 50, Counted.UNIT, 1,
    )  # fmt: skip


def test_of_a_unit_that_has_not_reported_nobody_says_how_many(ledger, seen):
    picture = seen(at(2), incident(), warning(units=(DONGSHAN,)))
    (found,) = exposure(ledger, CITY, picture).areas
    assert found.in_danger is None


def test_a_warning_for_the_city_is_one_for_every_unit_and_the_gravest_is_told(ledger, seen):
    picture = seen(
        at(2), incident(), warning("W1", units=(CITY_CODE,), level=Level.III),
        warning("W2", units=(DONGSHAN,), level=Level.I),
    )  # fmt: skip
    found = exposure(ledger, CITY, picture).areas
    assert [area.unit for area in found[:1]] == [DONGSHAN]
    assert {area.unit: area.gravest.id for area in found} == dict.fromkeys(CITY.by_code, "W1") | {
        DONGSHAN: "W2"
    }


@pytest.mark.parametrize(
    ("above_m", "state"),
    [
        (-0.1, WaterState.BELOW),
        (0.0, WaterState.ABOVE_WARNING),
        (0.9, WaterState.ABOVE_WARNING),
        (1.0, WaterState.ABOVE_GUARANTEE),
    ],
)
def test_a_station_shows_its_rain_and_its_water_against_its_thresholds(
    ledger, seen, above_m, state
):
    told = {"station": STATION.code, "valid_at": at(1), "known_at": at(1)}
    picture = seen(
        at(2), Rain(rain_mm=12.0, **told), RiverLevel(level_m=STATION.warning_m + above_m, **told)
    )
    stations = {view.place.code: view for view in exposure(ledger, GAUGED, picture).stations}
    assert stations.keys() == {place.code for place in GAUGED.stations}
    assert stations[STATION.code].water is state
    assert stations[STATION.code].rain.hour_mm == 12.0
    silent = [view for code, view in stations.items() if code != STATION.code]
    assert {(view.rain, view.level, view.water) for view in silent} == {(None, None, None)}


def test_a_township_tells_of_its_people_and_a_unit_or_its_boats_of_no_township(ledger, seen):
    picture = seen(
        at(2), incident(), warning(units=(DONGSHAN,)),
        evacuation(80, at(1), unit=TONGLING, target=100),
        evacuation(5, at(1), unit=XINGCHEN, category=Category.FISHING_VESSELS),
        evacuation(70, at(1), unit=ZHANGPU),
    )  # fmt: skip
    assert [(row.unit, row.moved) for row in _township_rows(CITY, picture)] == [(TONGLING, 80)]


def test_more_moved_than_was_to_be_moved_leaves_nobody_in_danger(ledger, seen):
    picture = seen(
        at(2), incident(), warning(units=(DONGSHAN,)), evacuation(120, at(1), target=100)
    )
    (found,) = exposure(ledger, CITY, picture).areas
    assert found.in_danger == 0
