"""What past storms say stands beside the agencies' arrivals, and nothing where they say nothing."""

from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

from ems_dashboard import clock
from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.rules.arrival import Arrival, spreads
from ems_dashboard.rules.arrival_errors import ArrivalChance, ArrivalError
from ems_dashboard.rules.race import GaleState
from ems_dashboard.text import words
from ems_dashboard.views.storms import race_tables
from tests.conftest import CITY_DIR

NOW = clock.parse("2026-08-01T08:00")
CITY = load_city(CITY_DIR)
UNIT = CITY.units[0].code
ERROR = ArrivalError(7, True, 0, 24, -2.0, 3.0, 100, 30, "archive")
CHANCE = ArrivalChance(7, 0, 24, 0.99, 1.0, 0.85, 60, 20, "archive")


def row(city, hours):
    at = NOW + timedelta(hours=hours)
    told = spreads([Arrival(UNIT, agency, 7, at, None, "held") for agency in ("CMA", "JMA")])
    race = SimpleNamespace(spreads=told, gale=GaleState.TO_COME)
    here = SimpleNamespace(city=city, words=words("zh"), lang="zh", unit=UNIT, as_of=NOW)
    return race_tables.arrivals(race, here, 7).iloc[0].to_dict()


def test_the_window_and_the_chance_of_past_storms_are_told():
    shown = row(replace(CITY, arrival_errors=(ERROR,), arrival_chances=(CHANCE,)), 10)
    assert shown["居中"] == "08-01 18:00"
    assert shown["历史八成落在"] == "08-01 16:00 – 08-01 21:00"
    assert shown["历史发生"] == "85%"


def test_a_city_without_an_archive_is_told_nothing():
    shown = row(replace(CITY, arrival_errors=(), arrival_chances=()), 10)
    assert (shown["历史八成落在"], shown["历史发生"]) == ("", "")


def test_the_city_pack_of_zhangzhou_tells_both():
    shown = row(CITY, 10)
    assert shown["历史发生"].endswith("%")
    assert " – " in shown["历史八成落在"]
