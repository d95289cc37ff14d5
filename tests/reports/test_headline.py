"""What the one sentence names beside the figures: a level that the plan calls for, another response in force."""

from dataclasses import replace

import pytest

from ems_dashboard.reports.headline import headline, is_pressing
from ems_dashboard.rules.orders import Order
from ems_dashboard.rules.responses import SuggestionDecision
from ems_dashboard.rules.scope import whole_city
from ems_dashboard.rules.terms import Colour, Hazard, Level, OrderKind, OrderState, SuggestionChoice
from ems_dashboard.situation import situation
from ems_dashboard.situation.evacuation import owing
from ems_dashboard.situation.levels import rises
from ems_dashboard.situation.narrowing import of_lead
from ems_dashboard.situation.race import race_of
from ems_dashboard.situation.reporting import beside
from ems_dashboard.store import open_store
from ems_dashboard.text import words
from tests.situation.rows import CITY, NOON, before, figure, incident, response, run, warning

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
        rising = rises(store, CITY, found, race)
        shown = of_lead(found, CITY)
        others = (of_lead(found.showing(each.incident), CITY) for each in found.others)
        return headline(
            shown, CITY, words(lang), race, rising, others=beside(others, CITY, whole_city(CITY))
        )

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


def told(incident_: str, hazard: Hazard, *, skip: str = "", moved: int = 100) -> list:
    """Everything that is owed of an incident, for the newest round."""
    return [
        figure(unit, 100, moved, 0.5, category=category, incident=incident_)
        for category in CITY.plan.reported
        for unit in CITY.by_code
        if unit != skip and unit in owing(CITY, category, (hazard,))
    ]


RAIN_IV = (RAINS, response(Level.IV, 3, **RAIN))


def test_who_is_missing_in_the_incident_that_does_not_lead_is_said_with_its_name(said):
    text = said(*STARTED, *RAIN_IV, *told("i1", Hazard.TYPHOON))
    assert "9月4日暴雨:16 个单位均未报" in text
    assert text.count("未报") == 1, "of the leading incident everybody reported"
    one = said(
        *STARTED, *RAIN_IV, *told("i1", Hazard.TYPHOON), *told("rain", RAINS.hazard, skip=ZHANGPU)
    )
    assert "9月4日暴雨:漳浦未报" in one
    english = said(*STARTED, *RAIN_IV, *told("i1", Hazard.TYPHOON), lang="en")
    assert "9月4日暴雨: all 16 units: nothing reported" in english


def test_each_incident_has_its_own_missing_reporters(said):
    text = said(*STARTED, *RAIN_IV, *told("i1", Hazard.TYPHOON, skip=ZHANGPU))
    assert "漳浦未报;" in text
    assert "9月4日暴雨:16 个单位均未报" in text


def test_where_everybody_reported_of_each_nothing_is_missing(said):
    rows = (*told("i1", Hazard.TYPHOON), *told("rain", Hazard.RAINSTORM))
    text = said(*STARTED, *RAIN_IV, *rows)
    assert "未报" not in text
    assert "9月4日暴雨" not in text


def test_an_incident_that_began_minutes_ago_says_when_its_first_figures_are_asked_for(said):
    late = (replace(RAINS, began_at=before(0.2)), response(Level.IV, 0.2, **RAIN))
    text = said(*STARTED, *late, *told("i1", Hazard.TYPHOON))
    assert "9月4日暴雨:16 个单位均未报，首次报送截至 17:00" in text


def test_who_is_behind_and_which_order_is_overdue_is_said_of_the_other_incident_too(said):
    order = Order(
        order="o1", kind=OrderKind.DIRECTIVE, serial=1, title="关于转移的指令", units=(ZHANGPU,),
        incident="rain", state=OrderState.ISSUED, receipt_due=before(1), valid_at=before(2),
        known_at=before(2),
    )  # fmt: skip
    behind = told("rain", Hazard.RAINSTORM, skip=ZHANGPU)
    behind.append(figure(ZHANGPU, 100, 40, 0.5, incident="rain"))
    text = said(*STARTED, *RAIN_IV, *told("i1", Hazard.TYPHOON), *behind, order)
    assert (
        "9月4日暴雨:漳浦县陆上危险区域群众已转移 40%,尚有 60 人未转移，1 件指令有单位超时" in text
    )


@pytest.mark.parametrize(
    ("rows", "pressing"), [([], True), (told("rain", Hazard.RAINSTORM), False)]
)
def test_what_is_overdue_in_the_other_incident_is_no_calm(rows, pressing):
    store = open_store("sqlite://")
    store.append([*STARTED, *RAIN_IV, *told("i1", Hazard.TYPHOON), *rows], moment=NOON)
    found = situation(store, CITY, NOON)
    store.close()
    shown = (of_lead(found.showing(each.incident), CITY) for each in found.others)
    others = beside(shown, CITY, whole_city(CITY))
    assert is_pressing(of_lead(found, CITY), CITY, others=others) is pressing


def source(worked):
    return replace(run("预警源", worked=worked), kinds=("warnings",))


def test_in_the_middle_of_a_case_a_source_of_warnings_that_died_is_said(said):
    alive = said(*STARTED, source(0.1))
    assert said(*STARTED, source(5)).startswith(alive.rstrip("。"))
    assert "气象预警" in said(*STARTED, source(5)).removeprefix(alive.rstrip("。"))
    assert "气象预警" in said(*STARTED, source(None))


def test_where_warnings_are_typed_in_a_case_needs_no_new_one_every_hour(said):
    assert said(*STARTED, warning(hours=9)) == said(*STARTED, warning(hours=9), source(0.1))
