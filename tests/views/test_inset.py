"""The small map shows a storm exactly where the large one does not."""

import re
from dataclasses import replace
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from ems_dashboard import clock
from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.screen.inset import HEIGHT, WIDTH, inset
from ems_dashboard.screen.map_view import bounds
from ems_dashboard.situation import situation
from ems_dashboard.situation.territories import nearest_unit
from ems_dashboard.text import words
from tests.conftest import CITY_DIR

CITY = load_city(CITY_DIR)
ZH, EN = words("zh"), words("en")


@pytest.fixture(scope="module")
def far(demo_store):
    return situation(demo_store, CITY, clock.parse("2023-07-27T20:00"))


@pytest.fixture(scope="module")
def near(demo_store):
    return situation(demo_store, CITY, clock.parse("2023-09-04T20:24"))


def at(found, lat, lon, **other):
    storm = found.storms[0]
    return replace(
        found, storms=(replace(storm, fixes=(replace(storm.position, lat=lat, lon=lon, **other),)),)
    )


def drawn(made):
    return html.fragment_fromstring(made)


def points(made):
    return [(float(x), float(y)) for x, y in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", made)]


def test_a_storm_that_the_large_map_shows_needs_no_small_one(near):
    assert inset(near, CITY, ZH) == ""
    assert inset(replace(near, storms=()), CITY, ZH) == ""


def test_city_land_circles_forecasts_and_track_are_drawn_and_said(far):
    figure = drawn(inset(far, CITY, ZH))
    kinds = [path.get("class") for path in figure.iter("path")]
    assert kinds.count("city") == 11
    assert kinds.count("ring") == 3
    assert kinds.count("ahead") == 2 + len(far.storms[0].forecasts)
    assert kinds.count("way") == 1
    assert "land" in kinds
    assert [span.text for span in figure.iter("span")] == [
        "杜苏芮 07-27 19:00",
        "超强台风 52 m/s",
        "距东山 286 公里",
    ]
    assert "Doksuri" in inset(far, CITY, EN)


@given(lat=st.floats(3, 50), lon=st.floats(100, 170))
def test_it_shows_what_the_large_map_does_not_with_city_and_storm_inside(far, lat, lon):
    moved = at(far, lat, lon)
    made, ((south, west), (north, east)) = inset(moved, CITY, ZH), bounds(moved, CITY)
    assert bool(made) != (south < lat < north and west < lon < east)
    if made:
        figure = drawn(made)
        dot = figure.find(".//circle")
        assert 0 < float(dot.get("cx")) < WIDTH
        assert 0 < float(dot.get("cy")) < HEIGHT
        for path in figure.iter("path"):
            if path.get("class") in ("city", "ring"):
                assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in points(path.get("d")))


def test_of_two_storms_the_nearer_makes_the_frame(far):
    here = at(far, 20.5, 119.0).storms[0]
    there = replace(
        here, storm="2306", name_zh="卡努", fixes=(replace(here.position, lat=14.0, lon=135.0),)
    )
    made = inset(replace(far, storms=(there, here)), CITY, ZH)
    assert made == inset(replace(far, storms=(here,)), CITY, ZH)
    beside = replace(there, fixes=(replace(there.position, lat=20.6, lon=120.5),))
    both = drawn(inset(replace(far, storms=(beside, here)), CITY, ZH))
    assert [caption.find("span").text[:3] for caption in both.iter("figcaption")] == [
        "杜苏芮",
        "卡努 ",
    ]


def test_the_name_of_a_storm_is_text(far):
    storm = far.storms[0]
    made = inset(
        replace(far, storms=(replace(storm, name_zh="<img src=x onerror=alert(1)>{{7*7}}"),)),
        CITY,
        ZH,
    )
    assert "<img" not in made
    assert "{{" not in made
    assert "<img src=x onerror=alert(1)>{{7*7}}" in unescape(made)


def test_a_storm_without_strength_circles_or_forecast_is_drawn(far):
    none = {f"r{force}_{q}_km": None for force in (7, 10, 12) for q in ("ne", "se", "sw", "nw")}
    bare = at(far, 18.0, 125.0, grade=None, wind_ms=None, **none)
    bare = replace(bare, storms=(replace(bare.storms[0], forecasts={}),))
    figure = drawn(inset(bare, CITY, ZH))
    assert next(figure.iter("span")).text == "杜苏芮 07-27 19:00"
    assert len(list(figure.iter("span"))) == 2


def test_a_centre_over_the_city_is_in_a_unit():
    unit = CITY.by_code["350623"]
    assert nearest_unit(unit.lon, unit.lat, CITY) == ("350623", 0.0)
    code, km = nearest_unit(119.2, 21.6, CITY)
    assert code == "350626"
    assert km == pytest.approx(286, abs=4)
