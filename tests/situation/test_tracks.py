"""What a track means on the ground: where it came ashore, how wide the agencies lie apart, which storm came earlier."""

from dataclasses import replace

import pytest
from shapely.geometry import Point

from ems_dashboard.rules.geometry import distance_km
from ems_dashboard.situation.cone import LEAST_KM, cone
from ems_dashboard.situation.earlier import earlier_storms
from ems_dashboard.situation.landfalls import landfalls
from ems_dashboard.situation.storms import storm_at
from ems_dashboard.situation.territories import nearest_unit, territories
from tests.builders import DONGSHAN, STORM, at, fix, forecast, incident
from tests.situation.conftest import CITY

SEA, LAND = (23.5, 118.5), (25.0, 117.4)


def known(ledger, moment):
    with ledger.reading() as reader:
        return storm_at(reader, STORM, moment)


def test_a_centre_that_comes_from_the_sea_lands_once_between_its_two_fixes():
    (fall,) = landfalls([fix(at(0), *SEA), fix(at(6), *LAND), fix(at(9), 25.2, 117.2)])
    assert at(0) < fall.at < at(6)
    assert fall.adcode.startswith("35")
    share = (fall.at - at(0)) / (at(6) - at(0))
    assert (fall.lat, fall.lon) == (
        pytest.approx(23.5 + 1.5 * share, abs=0.01),
        pytest.approx(118.5 - 1.1 * share, abs=0.01),
    )


def test_a_centre_that_stays_at_sea_or_on_land_or_goes_out_again_does_not_land():
    assert landfalls([fix(at(0), 20.0, 125.0), fix(at(6), 21.0, 124.0)]) == ()
    assert landfalls([fix(at(0), *LAND), fix(at(6), 25.2, 117.2)]) == ()
    assert landfalls([fix(at(0), *LAND), fix(at(6), *SEA)]) == ()
    assert landfalls([fix(at(0), *SEA), fix(at(6), *SEA)]) == ()


def test_the_cone_is_as_wide_as_the_farthest_agency_and_none_with_one(told):
    west, east = [
        [forecast(at(0), hours, 23.0, lon, agency=name) for hours in (12, 24)]
        for name, lon in (("CMA", 117.0), ("JMA", 119.0))
    ]
    storm = known(told(fix(at(0), 21.0, 118.0), *west, *east), at(0))
    area = cone(storm)
    assert area.contains(Point(118.0, 23.0))
    assert area.buffer(0.05).contains(Point(117.0, 23.0))
    assert not area.contains(Point(116.5, 23.0))
    assert cone(replace(storm, forecasts={"CMA": storm.forecasts["CMA"]})) is None


def test_where_all_agree_the_cone_is_still_to_be_seen(told):
    same = [
        forecast(at(0), hours, 21.0, 119.0, agency=name)
        for name in ("CMA", "JMA")
        for hours in (12, 24)
    ]
    west, _, east, _ = cone(known(told(fix(at(0)), *same), at(0))).bounds
    assert distance_km((west, 21.0), (east, 21.0)) == pytest.approx(2 * LEAST_KM, rel=0.05)


def test_an_earlier_storm_is_a_typhoon_that_had_ended_newest_first(told):
    rows = [
        row
        for name, hour in (("a", 0), ("b", 10), ("c", 20))
        for row in (
            incident(name, began_at=at(hour)),
            incident(name, began_at=at(hour), ended_at=at(hour + 5)),
        )
    ]
    ledger = told(
        *rows,
        incident("lead", began_at=at(24)),
        incident("rain", began_at=at(1), ended_at=at(2), storm=None),
    )
    assert [row.incident for row in earlier_storms(ledger, at(24), None)] == ["b", "a"]
    assert [row.incident for row in earlier_storms(ledger, at(25), None)] == ["c", "b", "a"]


def test_a_place_in_a_unit_is_that_unit_s_and_one_at_sea_the_nearest_one_s():
    unit = CITY.by_code[DONGSHAN]
    assert nearest_unit(unit.lon, unit.lat, CITY) == (DONGSHAN, 0.0)
    code, km = nearest_unit(117.6, 23.2, CITY)
    assert code == DONGSHAN
    assert 20 < km < 80


def test_every_unit_has_points_and_a_finer_step_has_more():
    rough, fine = territories(CITY), territories(CITY, 0.02)
    assert set(rough) == set(CITY.by_code)
    assert len(fine[DONGSHAN].points) > len(rough[DONGSHAN].points)
