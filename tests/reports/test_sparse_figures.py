"""A report of the first hour: most units are silent, a category nobody reported, a typhoon without its number."""

import pytest

from ems_dashboard.reports.sections import sections
from ems_dashboard.rules.terms import Category, Hazard
from ems_dashboard.situation import situation
from ems_dashboard.store import open_store
from ems_dashboard.text import words
from tests.builders import BEGAN, DONGSHAN, at, evacuation, incident
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
    assert "未收到工作组派出报告" in told(incident())["deployment"]
