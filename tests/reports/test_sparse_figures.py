"""A report of the first hour: most units are silent, a category nobody reported, a typhoon without its number."""

import pytest

from ems_dashboard.reports.sections import sections
from ems_dashboard.rules.groups import Deployment
from ems_dashboard.rules.terms import Category, GroupState, Hazard, Level
from ems_dashboard.situation import situation
from ems_dashboard.store import open_store
from ems_dashboard.text import words
from tests.builders import BEGAN, CASE, DONGSHAN, at, evacuation, incident, response
from tests.situation.conftest import CITY

ZH = words("zh")
BOATS = [unit.code for unit in CITY.units if unit.boats]


@pytest.fixture
def told(tmp_path):
    """told(*facts) → the sections of a report an hour after the beginning."""
    store = open_store(f"sqlite:///{tmp_path / 'ledger.sqlite'}")

    def tell(*facts):
        store.append(facts, moment=BEGAN, written_by="test")
        return sections(situation(store, CITY, at(1)), CITY, ZH)

    yield tell
    store.close()


def vessels(unit):
    return evacuation(0, at(1), target=80, unit=unit, category=Category.FISHING_VESSELS)


def test_a_sum_at_sea_names_the_units_that_are_missing_in_it(told):
    text = told(incident(), vessels(DONGSHAN))["sea"]
    assert "渔船应转移80艘" in text
    assert f"应报{len(BOATS)}个单位，已报1个。" in text
    assert "漳浦" in text.partition("未报：")[2]


def test_a_sum_at_sea_in_which_nobody_is_missing_says_nothing_of_it(told):
    assert "未报" not in told(incident(), *map(vessels, BOATS))["sea"].partition("未收到")[0]


def test_in_a_typhoon_a_category_at_sea_that_nobody_reported_is_named(told):
    text = told(incident(), vessels(DONGSHAN))["sea"]
    assert "未收到乡镇管理船舶报表。" in text
    assert "未收到渔排劳动力报表。" in text
    assert "未收到渔船报表。" not in text


def test_a_rain_without_figures_at_sea_has_no_section_of_the_sea(told):
    assert "sea" not in told(incident(hazard=Hazard.RAINSTORM, storm=None))


def test_a_typhoon_without_its_number_says_that_its_position_is_not_told(told):
    assert told(incident(storm=None))["storm"].startswith("本事件未填台风编号")


def test_groups_that_nobody_reported_are_not_said_to_be_at_home(told):
    assert "未收到工作组派出报告" in told(incident(), response(Level.II))["deployment"]


def test_below_the_level_that_sends_groups_none_is_missed(told):
    said = told(incident(), response(Level.III))["deployment"]
    assert "本级响应未要求派出工作组" in said
    assert "未收到" not in said


def group(code, state):
    return Deployment(
        incident=CASE, group=code, unit=DONGSHAN, state=state, valid_at=at(1), known_at=at(1)
    )


def test_groups_on_standby_are_not_back_and_those_not_reported_are_counted(told):
    leaders = [each.code for each in CITY.groups if each.kind == "leader"]
    said = told(incident(), response(Level.II), group(leaders[0], GroupState.STANDBY))["deployment"]
    assert "工作组待命1个，尚未派出。" in said
    assert f"市领导工作组未报{len(leaders) - 1}个。" in said
    assert "返回" not in said


def test_groups_that_came_back_are_back_by_their_number(told):
    leaders = [each.code for each in CITY.groups if each.kind == "leader"]
    back = [group(code, GroupState.RETURNED) for code in leaders[:2]]
    assert "派出的2个工作组已全部返回。" in told(incident(), *back)["deployment"]


def test_a_share_of_those_that_reported_is_named_as_theirs(told):
    text = told(incident(), evacuation(30, at(1), target=100))["people"]
    assert "已报单位完成30.0%" in text


def test_a_share_of_everybody_is_the_citys(told):
    rows = [evacuation(30, at(1), target=100, unit=unit) for unit in CITY.by_code]
    text = told(incident(), *rows)["people"]
    assert "，完成30.0%" in text
    assert "已报单位完成" not in text
