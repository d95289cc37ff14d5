"""How far a wind circle is from a territory, at the edges of its quadrants and of its bounds."""

import pytest

from ems_dashboard.rules.circles import BLEND_DEG, CALM, Local, Territory, gap_km, radius_towards

UNEVEN = (100.0, 200.0, 300.0, 400.0)
HERE = Territory(((118.0, 24.0),), (118.0, 24.0))


@pytest.mark.parametrize(
    ("bearing", "radius"), [(45, 100.0), (135, 200.0), (225, 300.0), (315, 400.0), (405, 100.0)]
)
def test_each_quadrant_has_its_own_radius(bearing, radius):
    assert radius_towards(bearing, UNEVEN) == radius


@pytest.mark.parametrize(
    ("edge", "mean"), [(0, 250.0), (90, 150.0), (180, 250.0), (270, 350.0), (359.999999, 250.0)]
)
def test_at_the_edge_of_two_quadrants_stands_their_mean(edge, mean):
    assert radius_towards(edge, UNEVEN) == pytest.approx(mean, abs=1e-3)


def test_the_blend_ends_where_the_quadrants_own_radius_begins():
    assert radius_towards(BLEND_DEG, UNEVEN) == radius_towards(90 - BLEND_DEG, UNEVEN) == 100.0
    assert radius_towards(BLEND_DEG + 1, UNEVEN) == 100.0
    assert radius_towards(BLEND_DEG - 1, UNEVEN) > 100.0
    assert radius_towards(90 - BLEND_DEG + 1, UNEVEN) > 100.0


def test_a_circle_that_ends_at_the_point_neither_covers_it_nor_misses_it():
    away_km = Local(119.0, 24.0).distance(118.0, 24.0)
    assert gap_km((119.0, 24.0, *[away_km] * 4), HERE) == pytest.approx(0, abs=1e-9)
    assert gap_km((119.0, 24.0, *[away_km + 1] * 4), HERE) == pytest.approx(-1)
    assert gap_km((119.0, 24.0, *[away_km - 1] * 4), HERE) == pytest.approx(1)


def test_it_is_the_radius_towards_the_point_that_counts():
    """The point is in the west: only the two western quadrants reach it."""
    away_km = Local(119.0, 24.0).distance(118.0, 24.0)
    western, eastern = (0.0, 0.0, 2 * away_km, 2 * away_km), (2 * away_km, 2 * away_km, 0.0, 0.0)
    assert gap_km((119.0, 24.0, *western), HERE) < 0
    assert gap_km((119.0, 24.0, *eastern), HERE) == pytest.approx(away_km)


def test_a_calm_is_as_far_away_as_its_centre():
    assert gap_km((118.0, 25.0, *CALM), HERE) == pytest.approx(110.77, abs=0.1)


def test_distances_know_no_date_line():
    assert Local(179.5, 20.0).distance(-179.5, 20.0) == pytest.approx(
        Local(118.5, 20.0).distance(119.5, 20.0)
    )


def test_the_nearest_point_of_a_territory_counts_whatever_stands_first():
    near, far = (118.0, 24.0), (117.0, 24.0)
    one = Territory((near, far), far, 110.0)
    other = Territory((far, near), far, 110.0)
    place = (118.5, 24.0, *[10.0] * 4)
    nearest_km = Local(118.5, 24.0).distance(*near) - 10
    assert gap_km(place, one) == gap_km(place, other) == pytest.approx(nearest_km)
