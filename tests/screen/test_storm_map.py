"""The map of a storm as data: hours at forecast points, circles by width, what the pale area is."""

from datetime import timedelta
from itertools import pairwise

import pytest

from ems_dashboard import clock
from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.rules.arrival import Ground
from ems_dashboard.rules.expected_wind import ExpectedWind
from ems_dashboard.rules.similar_tracks import PastFix, Similar
from ems_dashboard.screen.map_view import city_bounds
from ems_dashboard.screen.storm_map import Replay, cone_said, storm_map, view
from ems_dashboard.situation.storms import storm_at
from ems_dashboard.text import words
from tests.conftest import CITY_DIR

CITY = load_city(CITY_DIR)
BUSY = clock.parse("2023-09-04T20:24")
ZH, EN = words("zh"), words("en")


@pytest.fixture(scope="module")
def storm(demo_store):
    with demo_store.reading() as reader:
        return storm_at(reader, "2311", BUSY)


@pytest.fixture(scope="module")
def drawn(storm):
    return storm_map(storm, CITY, ZH, Replay([BUSY - timedelta(hours=1), BUSY], BUSY), None, {})


def test_the_first_agency_bears_the_hours_with_force_and_pressure(drawn):
    first = drawn["agencies"][0]
    assert first["code"] == "CMA"
    labelled = [point for point in first["points"] if point["labelled"]]
    assert [point["name"] for point in labelled] == ["5日13时", "6日07时", "6日19时"]
    assert all("级" in point["label"] and "hPa" in point["label"] for point in labelled)


def test_labelled_points_are_twelve_hours_apart(storm, drawn):
    for agency in drawn["agencies"]:
        points = zip(
            storm.forecasts[agency["code"]][-len(agency["points"]) :], agency["points"], strict=True
        )
        at = [point.forecast_at for point, made in points if made["labelled"]]
        assert all(later - sooner >= timedelta(hours=12) for sooner, later in pairwise(at))


def test_a_wind_of_another_averaging_says_what_it_is_over_two_minutes(drawn):
    said = {agency["code"]: agency["points"][0]["said"] for agency in drawn["agencies"]}
    assert "1 分钟平均,折合 2 分钟平均" in said["JTWC"]
    assert "10 分钟平均" in said["JMA"]
    assert "平均" not in said["CMA"]


def test_agencies_differ_by_dash_and_circles_by_width(drawn):
    dashes = [agency["dash"] for agency in drawn["agencies"]]
    assert len(set(dashes)) == len(dashes) == 5
    widths = [circle["weight"] for circle in drawn["circles"]]
    assert widths == sorted(set(widths))
    assert [circle["name"] for circle in drawn["circles"]] == ["7 级风圈", "10 级风圈"]


def test_the_key_has_what_is_drawn_and_nothing_else(storm, drawn):
    grades = {ZH(f"terms.grade.{fix.grade}") for fix in storm.fixes if fix.grade}
    assert {name for _, name in drawn["key"]["grades"]} == grades
    assert len(drawn["key"]["circles"]) == len(drawn["circles"])
    assert "80%" in drawn["key"]["cone"]
    assert "89 个台风" in drawn["key"]["cone"]
    assert "80% of past centres" in cone_said(CITY, EN)


def test_city_storm_and_two_days_are_in_view(storm):
    (south, west), (north, east) = view(storm, CITY)
    inside = [
        point
        for points in storm.forecasts.values()
        for point in points
        if point.forecast_at <= storm.position.valid_at + timedelta(hours=48)
    ]
    assert inside
    assert all(south <= point.lat <= north and west <= point.lon <= east for point in inside)
    (city_south, city_west), (city_north, city_east) = city_bounds(CITY)
    assert south <= round(city_south, 2)
    assert west <= round(city_west, 2)
    assert north >= round(city_north, 2)
    assert east >= round(city_east, 2)
    assert west <= storm.position.lon <= east


def test_a_storm_without_forecast_or_radii_is_drawn_all_the_same(storm):
    bare = type(storm)(storm.storm, "", "", storm.fixes[:1], {}, None)
    made = storm_map(bare, CITY, EN, Replay([BUSY], BUSY), None, {})
    assert made["agencies"] == []
    assert made["cone"] is None
    assert made["key"]["cone"] == ""
    assert len(made["track"]["points"]) == 1


def test_an_earlier_storm_names_how_far_its_track_lay(storm):
    fixes = tuple(
        PastFix("1601", "尼伯特", "NEPARTAK", BUSY, 20.0 + step, 120.0, 50.0) for step in range(3)
    )
    made = storm_map(storm, CITY, EN, Replay([BUSY], BUSY), Similar(fixes, 77.4, 2), {})
    assert made["earlier"]["name"] == "Similar earlier storm 1601 NEPARTAK (tracks 77 km apart)"
    assert len(made["earlier"]["line"]) == 3


def test_names_are_of_the_language_and_every_pair_of_zooms_runs_upwards(drawn):
    assert {"台湾海峡", "吕宋岛(菲律宾)", "福建", "厦门"} <= {
        name["name"] for name in drawn["names"]
    }
    assert all(name["zooms"][0] < name["zooms"][1] for name in drawn["names"])


def wind(unit, force, hours):
    at = BUSY + timedelta(hours=hours)
    return ExpectedWind(unit, Ground.LAND, force, at, at, at, None, None, 5, 5, None)


WINDS = {
    "350623": [wind("350623", 7, 2), wind("350623", 10, 8)],
    "350626": [wind("350626", 7, -3), wind("350626", 10, 5)],
    "350629": [wind("350629", 7, -2)],
    "350624": [],
}


def labels(storm, winds, word=ZH):
    made = storm_map(storm, CITY, word, Replay([BUSY], BUSY), None, winds)
    return {name["name"]: name.get("label") for name in made["names"]}


def test_units_bear_the_hour_of_the_next_wind_and_the_city_of_the_first(storm):
    told = labels(storm, WINDS)
    assert told["漳浦"] == "7 级风多半 22:24"
    assert told["东山"] == "10 级风多半 09-05 01:24", "that of force 7 has come"
    assert told["华安"] == "7 级风 18:24 已到"
    assert told["诏安"] == told["长泰"] == "", "nobody expects any, nobody told of any"
    assert told["漳州"] == "10 级风多半 09-05 01:24", "force 7 has come somewhere already"
    assert told["厦门"] == ""
    assert labels(storm, WINDS, EN)["Zhangpu"] == "force 7 likely 22:24"


def test_near_the_city_its_neighbours_have_names(drawn):
    near = {n["name"]: n["zooms"] for n in drawn["names"] if n["label_kind"] == "neighbour"}
    assert {"同安", "安溪", "饶平", "漳平"} <= set(near)
    assert all(zooms[0] >= 8 for zooms in near.values())
