"""What past storms say stands with the agencies' arrivals, and nothing where they say nothing."""

import re
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


def test_how_sure_an_arrival_is_stands_in_the_fixed_words():
    shown = row(replace(CITY, arrival_errors=(ERROR,), arrival_chances=(CHANCE,)), 10)
    assert shown["大风到达"] == ("2/2 家预计影响,历史 85 % 发生;最早 16:00,多半 18:00,最晚 21:00")


def test_a_city_without_an_archive_is_told_what_the_agencies_say():
    shown = row(replace(CITY, arrival_errors=(), arrival_chances=()), 10)
    assert shown["大风到达"] == "2/2 家预计影响;最早 18:00,多半 18:00,最晚 18:00"


def test_the_city_pack_of_zhangzhou_tells_both():
    assert re.fullmatch(
        r"2/2 家预计影响,历史 \d\d % 发生;最早 [\d:]+,多半 18:00,最晚 [\d:]+",
        row(CITY, 10)["大风到达"],
    )
