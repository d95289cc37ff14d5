"""The race of the demonstration's storms, against what is known of them."""

import time
from dataclasses import replace

import pytest

from ems_dashboard import clock
from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.reports.headline import headline
from ems_dashboard.rules.arrival import FORCES, arrivals
from ems_dashboard.rules.race import DANGEROUS
from ems_dashboard.rules.terms import Category
from ems_dashboard.situation import situation
from ems_dashboard.situation.race import race_of
from ems_dashboard.situation.territories import territories
from ems_dashboard.text import words
from tests.conftest import CITY_DIR

CITY = load_city(CITY_DIR)


def raced(store, moment):
    return race_of(store, CITY, situation(store, CITY, clock.parse(moment)))


def test_every_unit_has_an_arrival_by_every_agency_and_force(demo_store):
    race = raced(demo_store, "2023-09-03T08:00")
    assert set(race.storm.forecasts) == {"CMA", "CWA", "HKO", "JMA", "JTWC"}
    assert len(race.arrivals) == len(CITY.units) * 5 * len(FORCES)
    assert set(race.spreads) == {(unit.code, force) for unit in CITY.units for force in FORCES}


def test_a_full_forecast_takes_less_than_a_third_of_a_second_of_one_core(demo_store):
    storm = raced(demo_store, "2023-09-03T08:00").storm
    places, taken = territories(CITY), []
    for _ in range(3):
        begin = time.process_time()
        arrivals(storm.fixes, storm.forecasts, places, storm.position.valid_at)
        taken.append(time.process_time() - begin)
    assert min(taken) < 0.3


def test_haikui_s_gale_came_from_the_sea_and_before_landfall(demo_store):
    """CMA's circle of 300 km: from 东山 it was first felt in the small hours of the day before the landfall."""
    race = raced(demo_store, "2023-09-04T20:24")
    dongshan, huaan = race.spreads["350626", 7], race.spreads["350629", 7]
    assert dongshan.middle < huaan.middle < clock.parse("2023-09-05T05:20")
    assert {arrival.basis for arrival in dongshan.by_agency} == {"analysed"}


def test_a_storm_that_is_far_and_has_no_forecast_reaches_nobody(demo_store):
    """小犬 of October: only its analysed track is known, and that stayed away until then."""
    race = raced(demo_store, "2023-10-04T12:00")
    assert race.storm.name_zh == "小犬"
    assert {arrival.agency for arrival in race.arrivals} == {"CMA"}
    assert {spread.earliest for spread in race.spreads.values()} == {None}


def test_without_a_storm_there_is_nothing_to_arrive(demo_store):
    race = raced(demo_store, "2023-05-27T20:00")
    assert (race.storm, race.arrivals, race.next_circle()) == (None, (), None)


def test_the_runners_stand_for_the_figures_of_the_situation(demo_store):
    picture = situation(demo_store, CITY, clock.parse("2023-09-04T20:24"))
    race = race_of(demo_store, CITY, picture)
    for runner in race.runners:
        figure = picture.figure(runner.unit, runner.category)
        assert (runner.target, runner.moved) == (figure.target, figure.moved)
    assert race.runner("350624", Category.PEOPLE).left == 6947 - 4979


def test_nobody_is_counted_in_danger_twice_or_beyond_those_not_moved(demo_store):
    race = raced(demo_store, "2023-07-26T20:00")
    left = sum(
        r.left for r in race.runners if r.category in (Category.PEOPLE, Category.RAFT_WORKERS, Category.RAFT_OTHERS)
    )
    assert 0 < race.in_danger.low <= race.in_danger.high <= left


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_sentence_at_the_bottom_says_who_will_be_late(demo_store, lang):
    picture = situation(demo_store, CITY, clock.parse("2023-07-26T20:00"))
    race = race_of(demo_store, CITY, picture)
    worst = race.runners[0]
    assert worst.state in DANGEROUS
    said = headline(picture, CITY, words(lang), race)
    assert CITY.name_of(worst.unit, lang) in said
    assert f"{-worst.margin_hours:.1f}" in said
    calm = headline(picture, CITY, words(lang), replace(race, runners=()))
    assert f"{-worst.margin_hours:.1f}" not in calm
