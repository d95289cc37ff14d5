"""The race of the demonstration's storms, against what is known of them."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from shapely.geometry import Point

from ems_dashboard import clock
from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.reports.changes import sentence
from ems_dashboard.reports.headline import headline
from ems_dashboard.reports.race_words import verb
from ems_dashboard.rules.arrival import Ground
from ems_dashboard.rules.circles import CALM, gap_km
from ems_dashboard.rules.pace import HORIZON, HOUR, FinishTold
from ems_dashboard.rules.paths import FORCES
from ems_dashboard.rules.race import RaceState
from ems_dashboard.rules.terms import Category, Level
from ems_dashboard.situation import situation
from ems_dashboard.situation.changes import changed
from ems_dashboard.situation.cone import cone
from ems_dashboard.situation.earlier import earlier_storms, same_hour
from ems_dashboard.situation.landfalls import landfalls
from ems_dashboard.situation.race import race_of, storm_approaches
from ems_dashboard.situation.storms import storm_at
from ems_dashboard.situation.territories import FINE_DEG, territories
from ems_dashboard.text import words
from tests.conftest import CITY_DIR

CITY = load_city(CITY_DIR)


def raced(store, moment):
    return race_of(CITY, situation(store, CITY, clock.parse(moment)))


def test_every_unit_has_an_arrival_by_every_agency_and_force(demo_store):
    race = raced(demo_store, "2023-09-03T08:00")
    assert set(race.storm.forecasts) == {"CMA", "CWA", "HKO", "JMA", "JTWC"}
    assert len(race.arrivals) == len(CITY.units) * 5 * len(FORCES)
    assert set(race.spreads) == {(unit.code, force) for unit in CITY.units for force in FORCES}


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
    race = race_of(CITY, picture)
    for runner in race.runners:
        figure = picture.figure(runner.unit, runner.category)
        assert (runner.target, runner.moved) == (figure.target, figure.moved)
        assert runner.left == figure.target - figure.moved


def test_nobody_is_counted_in_danger_twice_or_beyond_those_not_moved(demo_store):
    race = raced(demo_store, "2023-07-26T20:00")
    left = sum(
        r.left
        for r in race.runners
        if r.category in (Category.PEOPLE, Category.RAFT_WORKERS, Category.RAFT_OTHERS)
    )
    assert 0 < race.in_danger.low <= race.in_danger.high <= left


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_sentence_at_the_bottom_says_first_whom_the_wind_finds(demo_store, lang):
    picture = situation(demo_store, CITY, clock.parse("2023-07-26T20:00"))
    race = race_of(CITY, picture)
    worst = race.runners[0]
    assert worst.state is RaceState.CAUGHT
    first = headline(picture, CITY, words(lang), race).split(";")[0]
    unit = CITY.by_code[worst.unit]
    assert (unit.short if lang == "zh" else unit.short_en) in first
    assert f"{worst.in_wind.high:,}" in first
    calm = headline(picture, CITY, words(lang), replace(race, runners=()))
    assert f"{worst.in_wind.high:,}" not in calm


def test_six_who_are_back_too_early_are_named_after_thousands_who_are_not_out(demo_store):
    picture = situation(demo_store, CITY, clock.parse("2023-09-04T20:24"))
    said = headline(picture, CITY, words("zh"), race_of(CITY, picture))
    assert "诏安 2,645 人赶不上 20:00,预计 09-05 04:17 完成" in said.split(";")[0]
    assert said.endswith("另:东山县渔排劳动力有 6 人未获准已返回。")


def test_no_hour_that_nobody_can_act_on_is_said(demo_store):
    """Neither margins of days, nor a finish in other years, nor decimals of an hour."""
    for moment in ("2023-09-04T20:24", "2023-07-26T20:00", "2023-09-03T10:20"):
        race = raced(demo_store, moment)
        latest = race.as_of + HORIZON
        for runner in race.runners:
            if runner.finish.told is not FinishTold.DONE:
                finish = runner.finish
                told = filter(None, (finish.low, finish.likely, finish.high))
                assert all(race.as_of <= at <= latest for at in told)
            assert re.search(r"\d\.\d|−", verb(runner, CITY, words("zh"))) is None


def test_the_wind_is_told_where_the_people_are_and_the_first_touch_beside_it(demo_store):
    race = raced(demo_store, "2023-07-26T20:00")
    people = race.runner("350623", Category.PEOPLE).wind
    boats = race.runner("350623", Category.TOWNSHIP_VESSELS).wind
    assert (people.ground, people.force) == (Ground.LAND, 10)
    assert (boats.ground, boats.force) == (Ground.SEA, 7)
    for wind in (people, boats):
        assert wind.earliest < wind.likely < wind.latest
        assert wind.first_touch < wind.likely
    assert race.runner("350623", Category.PEOPLE).planned <= people.earliest - 6 * HOUR


def land_people_from(force):
    rules = CITY.plan.categories
    changed = [replace(r, force=force) if r.category is Category.PEOPLE else r for r in rules]
    return replace(CITY, plan=replace(CITY.plan, categories=tuple(changed)))


def test_a_plan_may_count_land_people_from_force_8_which_comes_between_7_and_10(demo_store):
    told = situation(demo_store, CITY, clock.parse("2023-07-26T20:00"))
    first = {}
    for force in (7, 8, 10):
        race = race_of(land_people_from(force), told)
        wind = race.runner("350623", Category.PEOPLE).wind
        assert (wind.ground, wind.force) == (Ground.LAND, force)
        assert wind.chance is not None
        assert wind.earliest < wind.likely < wind.latest
        first[force] = wind.likely
    assert first[7] < first[8] < first[10]


def known(store, storm, moment):
    with store.reading() as reader:
        return storm_at(reader, storm, clock.parse(moment))


def test_doksuri_passed_48_km_from_the_city_at_noon(demo_store):
    (near,) = storm_approaches(
        replace(known(demo_store, "2305", "2023-07-29T12:00"), forecasts={}), CITY
    )
    assert abs(near.km - 48) < 1
    assert abs(near.at - clock.parse("2023-07-28T12:00")) <= timedelta(minutes=10)


def test_haikui_passed_3_km_from_the_border_about_six_o_clock(demo_store):
    storm = known(demo_store, "2311", "2023-09-06T00:00")
    fix = next(fix for fix in storm.fixes if fix.valid_at == clock.parse("2023-09-05T06:00"))
    near = [
        gap_km((fix.lon, fix.lat, *CALM), place) for place in territories(CITY, FINE_DEG).values()
    ]
    assert abs(min(near) - 3) < 1
    (closest,) = storm_approaches(replace(storm, forecasts={}), CITY)
    assert clock.parse("2023-09-05T05:00") < closest.at < clock.parse("2023-09-05T06:10")


@pytest.mark.parametrize(
    ("storm", "district", "moment"),
    [
        ("2311", "东山县", "2023-09-05T05:20"),
        ("2311", "饶平县", "2023-09-05T06:45"),
        ("2305", "晋江市", "2023-07-28T09:55"),
    ],
)
def test_a_landfall_is_found_within_half_an_hour_of_the_published_one(
    demo_store, storm, district, moment
):
    found = landfalls(known(demo_store, storm, "2023-10-01T00:00").fixes)
    fall = next(fall for fall in found if fall.name == district)
    assert abs(fall.at - clock.parse(moment)) <= timedelta(minutes=30)


def test_the_cone_encloses_every_agency_s_next_positions(demo_store):
    storm = known(demo_store, "2311", "2023-09-04T20:24")
    area = cone(storm)
    for points in storm.forecasts.values():
        first = next(point for point in points if point.forecast_at > storm.position.valid_at)
        assert area.buffer(0.1).contains(Point(first.lon, first.lat))
    assert cone(replace(storm, forecasts={"CMA": storm.forecasts["CMA"]})) is None


@pytest.mark.parametrize("ordered", ["2023-07-26T21:00", "2023-07-27T20:00"])
def test_the_newest_order_s_hour_is_the_gate_and_the_plan_s_stands_beside_it(demo_store, ordered):
    picture = situation(demo_store, CITY, clock.parse("2023-07-26T20:00"))
    hour = clock.parse(ordered)
    last = picture.orders[-1].order
    order = replace(
        last, category=Category.PEOPLE, complete_by=hour, units=("350624",), valid_at=picture.as_of
    )
    given = replace(picture, orders=(*picture.orders, replace(picture.orders[0], order=order)))
    before, after = race_of(CITY, picture), race_of(CITY, given)
    mine, other = (after.runner(unit, Category.PEOPLE) for unit in ("350624", "350623"))
    assert (mine.gate, mine.planned) == (hour, before.runner("350624", Category.PEOPLE).planned)
    assert other.gate == before.runner("350623", Category.PEOPLE).gate


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_change_is_one_sentence(demo_store, lang):
    now, before = raced(demo_store, "2023-07-26T20:00"), raced(demo_store, "2023-07-26T08:00")
    said = [sentence(change, CITY, words(lang)) for change in changed(before, now, CITY)]
    assert len(said) > 3
    assert all(
        s.count("。" if lang == "zh" else ".") >= 1 and s.endswith(("。", ".")) and "None" not in s
        for s in said
    )
    assert changed(before, raced(demo_store, "2023-09-03T08:00"), CITY) == ()


def test_the_same_hour_in_an_earlier_storm_counts_from_the_centre_s_nearest(demo_store):
    moment = clock.parse("2023-09-04T20:24")
    picture = situation(demo_store, CITY, moment)
    race = race_of(CITY, picture)
    earlier = earlier_storms(demo_store, moment, picture.lead)
    assert [row.storm for row in earlier] == ["2309", "2306", "2305", "2304"]
    told = same_hour(demo_store, CITY, picture, race, earlier[2])
    assert (told.then.at - clock.parse("2023-07-28T12:00")) / timedelta(hours=-1) == pytest.approx(
        told.hours_before, abs=0.3
    )
    assert (
        told.now.figures[Category.PEOPLE].moved == picture.figure(CITY.code, Category.PEOPLE).moved
    )
    assert told.then.level is Level.I
    assert told.then.orders > 0


def test_an_earlier_storm_is_one_that_had_ended(demo_store):
    moment = clock.parse("2023-07-26T20:00")
    lead = situation(demo_store, CITY, moment).lead
    assert [row.storm for row in earlier_storms(demo_store, moment, lead)] == ["2304"]
