"""A warning is cut by its geometry: where it holds, how much of a unit it takes, and who is still in danger there."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import union_all

from ems_dashboard.config import ROOT
from ems_dashboard.feeds import FeedContext, read_file
from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.incidents import UNASSIGNED
from ems_dashboard.rules.terms import Category, Colour, WarningKind
from ems_dashboard.rules.warnings import WarningMessage
from ems_dashboard.situation import situation
from ems_dashboard.situation.exposure import Counted, exposure
from ems_dashboard.situation.warned import SEEN, grounds, located, unit_shapes
from ems_dashboard.store import open_store
from ems_dashboard.text import words
from tests.conftest import CITY_DIR
from tests.feeds.registers import ONE

CITY = load_city(CITY_DIR)
SENT = datetime(2023, 9, 4, 10, tzinfo=UTC)
LATER = SENT + timedelta(hours=1)
NANJING, PINGHE, DONGSHAN = "350627", "350628", "350626"
SHAPES = unit_shapes(CITY)
CONTEXT = FeedContext(CITY, words("zh"), LATER, ONE)


def sample(name):
    (reading,) = read_file(ROOT / "tests" / "samples" / "cap" / f"{name}.xml", CONTEXT)
    return reading.facts


@pytest.fixture
def store(tmp_path):
    opened = open_store(f"sqlite:///{tmp_path / 'ems.sqlite'}")
    yield opened
    opened.close()


def report(unit, target=100, moved=60):
    return Evacuation(
        incident=UNASSIGNED, unit=unit, category=Category.PEOPLE, target=target, moved=moved, valid_at=SENT, known_at=SENT
    )  # fmt: skip


def seen(store, *facts):
    """The exposure an hour later, by unit."""
    store.append([replace(fact, known_at=SENT) for fact in facts], moment=SENT, written_by="test")
    return {area.unit: area for area in exposure(store, CITY, situation(store, CITY, LATER)).areas}


def test_a_polygon_takes_its_share_of_each_county_that_it_touches(store):
    areas = seen(store, *sample("polygon_over_the_corner_of_two_counties"))
    assert {NANJING, PINGHE} <= set(areas)
    for area in areas.values():
        assert area.kind is WarningKind.FLASH_FLOOD
        assert SEEN < area.ground.share < 0.9
    assert (
        800 < sum(a.ground.share * SHAPES[u].area for u, a in areas.items()) < 1190
    )  # of 30.4 by 38.8 km


def test_people_are_counted_by_the_townships_inside(store):
    (message,) = sample("polygon_over_the_corner_of_two_counties")
    inside = seen(store, message)[NANJING].ground.inside
    every = [town.code for town in CITY.townships if town.unit == NANJING]
    assert 0 < len(inside) < len(every)
    areas = seen(store, *(report(code, moved=90) for code in every))
    assert areas[NANJING].counted is Counted.TOWNSHIPS
    assert areas[NANJING].in_danger == 10 * len(inside)


def test_where_a_township_inside_has_not_reported_the_whole_unit_stands_for_it(store):
    areas = seen(store, *sample("circle_without_a_geocode"), report(PINGHE, 500, 200))
    assert (areas[PINGHE].counted, areas[PINGHE].in_danger) == (Counted.WHOLE, 300)
    assert areas[PINGHE].gravest.colour is Colour.RED


def test_a_circle_has_its_area(store):
    areas = seen(store, *sample("circle_without_a_geocode"))
    taken = sum(
        area.ground.share * SHAPES[unit].area for unit, area in areas.items() if SHAPES[unit].area
    )
    assert abs(taken - 3.1416 * 12**2) < 0.02 * 3.1416 * 12**2


def test_a_geocode_alone_is_the_whole_unit(store):
    areas = seen(store, *sample("geocode_only"), report(DONGSHAN, 80, 20))
    assert set(areas) == {DONGSHAN}
    assert (areas[DONGSHAN].counted, areas[DONGSHAN].in_danger, areas[DONGSHAN].ground.share) == (
        Counted.UNIT,
        60,
        1.0,
    )


def test_a_polygon_of_another_city_is_passed_over_when_read_and_nowhere_when_it_is_stored():
    assert sample("polygon_of_another_city") == ()
    (message,) = sample("polygon_over_the_corner_of_two_counties")
    away = replace(message, polygons=("26.1,119.2 26.1,119.4 25.9,119.4 26.1,119.2",))
    assert located([away], CITY) == []
    assert set(located([message], CITY)[0].units) >= {NANJING, PINGHE}


def box(west, south, width, height):
    corners = [
        (south, west),
        (south + height, west),
        (south + height, west + width),
        (south, west + width),
        (south, west),
    ]
    return " ".join(f"{lat:.4f},{lon:.4f}" for lat, lon in corners)


boxes = st.builds(
    box, st.floats(116.9, 117.6), st.floats(24.0, 24.9), st.floats(0.05, 0.6), st.floats(0.05, 0.6)
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(boxes, st.sampled_from(Colour)), min_size=1, max_size=4), st.booleans())
def test_no_ground_lies_under_two_colours_and_together_they_are_all_that_is_warned(
    drawn, whole_too
):
    messages = [
        WarningMessage(id=str(i), kind=WarningKind.WEATHER, event="rainstorm", colour=colour, polygons=(ring,), units=(NANJING,), valid_at=SENT)
        for i, (ring, colour) in enumerate(drawn)
    ]  # fmt: skip
    groups = [[m for m in messages if m.colour is colour] for colour in Colour]
    groups = [group for group in groups if group]
    if whole_too:
        groups.append([replace(messages[0], polygons=(), colour=Colour.BLUE)])
    found = [ground for ground in grounds(NANJING, SHAPES[NANJING], groups, CITY) if ground]
    shapes = [ground.shape for ground in found]
    assert all(a.intersection(b).area < 1e-6 for i, a in enumerate(shapes) for b in shapes[:i])
    assert (
        abs(sum(ground.share for ground in found) - union_all(shapes).area / SHAPES[NANJING].area)
        < 1e-6
    )
    assert not whole_too or sum(ground.share for ground in found) > 1 - SEEN * (len(groups) + 1)
    placed = [town.code for ground in found for town in ground.inside if town.lon is not None]
    assert len(placed) == len(set(placed))


def test_a_ring_that_crosses_itself_loses_no_ground():
    (found,) = located(sample("bow_tie_polygon_no_code"), CITY)
    assert set(found.units) == {"350626", "350622", "350623"}
