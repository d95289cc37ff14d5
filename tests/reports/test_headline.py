"""What the one sentence names beside the figures: a level that the plan calls for, another response in force."""

from dataclasses import replace

import pytest

from ems_dashboard.reports.headline import headline
from ems_dashboard.rules.responses import SuggestionDecision
from ems_dashboard.rules.terms import Colour, Hazard, Level, SuggestionChoice
from ems_dashboard.situation import situation
from ems_dashboard.situation.levels import rises
from ems_dashboard.situation.race import race_of
from ems_dashboard.store import open_store
from ems_dashboard.text import words
from tests.situation.rows import CITY, NOON, before, incident, response, warning

RAIN = {"hazard": Hazard.RAINSTORM, "incident": "rain"}
RAINS = replace(incident("rain", Hazard.RAINSTORM, began=3), name="9月4日暴雨")
STARTED = (incident(), response(Level.III))
ORANGE = warning()
ZHANGPU = next(unit.code for unit in CITY.units if unit.short == "漳浦")


@pytest.fixture
def said():
    stores = []

    def say(*rows, lang="zh"):
        stores.append(store := open_store("sqlite://"))
        store.append(rows, moment=NOON)
        found = situation(store, CITY, NOON)
        race = race_of(CITY, found)
        return headline(found, CITY, words(lang), race, rises(store, CITY, found, race))

    yield say
    for store in stores:
        store.close()


def test_a_warning_that_calls_for_a_higher_level_stands_first(said):
    first = said(*STARTED, ORANGE).split(";")[0]
    assert first == "台风橙色预警在行,预案提示防台风Ⅲ级提升至Ⅱ级"


def test_in_english_too(said):
    first = said(*STARTED, ORANGE, lang="en").split(";")[0]
    assert (
        first == "Typhoon Orange warning in force: the plan suggests to raise Typhoon from Ⅲ to Ⅱ"
    )


def test_a_level_as_high_as_the_warning_asks_for_says_nothing(said):
    assert "预案提示" not in said(incident(), response(Level.II), ORANGE)


def test_a_level_above_what_is_asked_for_says_nothing_of_lowering(said):
    assert "预案提示" not in said(incident(), response(Level.I), ORANGE)


def test_a_warning_of_the_other_hazard_calls_for_a_start(said):
    rain = warning("w2", event="rainstorm", colour=Colour.RED, headline="暴雨红色预警")
    assert "暴雨红色预警在行,预案提示启动防暴雨" in said(*STARTED, rain)


def test_before_any_incident_the_start_is_named(said):
    text = said(ORANGE)
    assert text.startswith("当前无启动的应急响应;台风橙色预警在行,预案提示启动防台风Ⅱ级响应")
    assert "按日常值班" not in text


def declined(hours: float) -> SuggestionDecision:
    store = open_store("sqlite://")
    store.append([*STARTED, ORANGE], moment=NOON)
    found = situation(store, CITY, NOON)
    (rising,) = rises(store, CITY, found, race_of(CITY, found))
    store.close()
    at = before(hours)
    return SuggestionDecision(
        suggestion=rising.key,
        unit=CITY.code,
        hazard=Hazard.TYPHOON,
        level=rising.level,
        choice=SuggestionChoice.DECLINED,
        reason="会商决定维持",
        valid_at=at,
        known_at=at,
    )


def test_who_decided_to_keep_the_level_is_not_told_again_for_half_a_day(said):
    assert "预案提示" not in said(*STARTED, ORANGE, declined(2))
    assert "预案提示" in said(*STARTED, ORANGE, declined(13))


def test_the_second_response_in_force_is_named(said):
    assert "防暴雨Ⅳ级响应同时在行" in said(*STARTED, RAINS, response(Level.IV, 3, **RAIN))


def test_one_incident_with_both_hazards_names_the_second_as_well(said):
    assert "防暴雨Ⅳ级响应同时在行" in said(*STARTED, response(Level.IV, 3, Hazard.RAINSTORM))


def test_one_response_alone_has_none_beside_it(said):
    assert "同时在行" not in said(*STARTED)


def test_a_second_response_that_ended_is_not_in_force(said):
    ended = response(None, 1, **RAIN)
    assert "同时在行" not in said(*STARTED, RAINS, response(Level.IV, 3, **RAIN), ended)


def test_a_second_response_of_units_only_names_them(said):
    own = response(Level.III, 3, unit=ZHANGPU, **RAIN)
    assert "漳浦防暴雨响应同时在行" in said(*STARTED, RAINS, own)


def test_two_responses_are_no_all_clear_for_the_second(said):
    text = said(*STARTED, RAINS, response(Level.IV, 3, **RAIN))
    assert "按计划" not in text
