"""The cone of the spread: two agencies at least, as far as two of them reach, as wide as they
differ."""

from math import isclose

from shapely.geometry import Point

from ems_dashboard.rules.geometry import distance_km
from ems_dashboard.situation.cone import LEAST_KM, cone
from ems_dashboard.situation.picture import Storm
from tests.builders import STORM, at, fix, forecast


def storm(**agencies):
    """agency → the latitudes that it forecasts, every twelve hours from the fix at 21.0 N 119.0 E."""
    forecasts = {
        agency: tuple(
            forecast(at(0), 12 * n, lat=lat, lon=119.0, agency=agency)
            for n, lat in enumerate(lats, start=1)
        )
        for agency, lats in agencies.items()
    }
    return Storm(STORM, "示例", "Example", (fix(at(0)),), forecasts)


def test_one_agency_alone_spreads_nothing():
    assert cone(storm(CMA=(22.0, 23.0))) is None
    assert cone(storm()) is None
    assert cone(storm(CMA=(22.0,), JMA=())) is None


def test_it_ends_with_the_second_longest_forecast():
    area = cone(storm(CMA=(22.0, 23.0, 24.0), JMA=(22.0,)))
    assert area.contains(Point(119.0, 21.9))
    assert not area.intersects(Point(119.0, 22.2))


def test_a_third_agency_takes_it_on():
    area = cone(storm(CMA=(22.0, 23.0, 24.0), JMA=(22.0,), JTWC=(22.0, 23.0)))
    assert area.contains(Point(119.0, 22.9))
    assert not area.intersects(Point(119.0, 23.2))


def test_where_all_agree_it_is_as_narrow_as_it_may_be():
    area = cone(storm(CMA=(22.0, 23.0), JMA=(22.0, 23.0)))
    west = area.bounds[0]
    assert isclose(distance_km((west, 22.0), (119.0, 22.0)), LEAST_KM, rel_tol=0.05)


def test_it_is_as_wide_as_the_farthest_agency_is_from_the_mean():
    area = cone(storm(CMA=(23.0,), JMA=(21.0,)))
    assert area.contains(Point(119.0, 22.99))
    assert area.contains(Point(119.0, 21.01))
    mean_km = distance_km((119.0, 22.0), (119.0, 23.0))
    east = area.bounds[2]
    assert isclose(distance_km((east, 22.0), (119.0, 22.0)), mean_km, rel_tol=0.05)
