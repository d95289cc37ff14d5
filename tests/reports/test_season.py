"""The year in words: what nobody reported is named and no dash, a sum in which units are missing says so, and what no
hazard asked for is neither."""

import pytest

from ems_dashboard.reports.season import completeness, year_in_words
from ems_dashboard.rules.terms import Category, Hazard, Level
from ems_dashboard.situation.season import season
from ems_dashboard.store import open_store
from ems_dashboard.text import words
from tests.builders import BEGAN, DONGSHAN, ZHANGPU, at, evacuation, incident, response
from tests.situation.conftest import CITY

RAIN = "2026-R01"
RAINS = incident(RAIN, hazard=Hazard.RAINSTORM, storm=None)
BOATS = [unit.code for unit in CITY.units if unit.boats]


@pytest.fixture
def year(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'ledger.sqlite'}")

    def look(*facts):
        store.append(facts, moment=at(9), written_by="test")
        return season(store, CITY, BEGAN.year, at(9))

    yield look
    store.close()


def told(found, lang="zh"):
    return year_in_words(found, CITY, words(lang))


def everybody(case, category=Category.PEOPLE, units=tuple(CITY.by_code)):
    return [evacuation(3, at(2), unit=unit, category=category, case=case) for unit in units]


def test_a_year_without_a_row_says_so_and_prints_no_zero_and_no_dash(year):
    said = told(year())
    assert said.startswith("2026年台账中没有强降雨过程和台风的事件记录。")
    assert "未收到上报:气象预警、山洪灾害预警、地质灾害预警、防御短信。" in said
    assert "—" not in said
    assert "0" not in said.replace("2026", "")


def test_a_rain_of_which_everybody_reported_is_whole_and_owes_no_vessels(year):
    rain = response(Level.IV, hazard=Hazard.RAINSTORM, case=RAIN)
    said = told(year(RAINS, rain, *everybody(RAIN)))
    assert "共防御强降雨过程1场、台风0个" in said
    assert "防暴雨应急响应1次(最高Ⅳ级)、防台风应急响应0次," in said
    assert f"转移陆上危险区域群众{3 * len(CITY.by_code)}人次" in said
    assert "合计不全" not in said
    assert "渔船" not in said, "no rain asks for them"


def test_a_sum_of_some_units_says_of_how_many_incidents_it_is_whole(year):
    found = year(incident(), RAINS, *everybody(RAIN), evacuation(10, at(2), unit=DONGSHAN))
    assert (found.evacuation[Category.PEOPLE], completeness(found, Category.PEOPLE).whole) == (
        10 + 3 * len(CITY.by_code),
        1,
    )
    assert "合计不全:陆上危险区域群众应报2次事件,报齐1次、部分单位上报1次、未报0次。" in told(found)


def test_a_typhoon_of_which_nobody_reported_vessels_names_them(year):
    said = told(year(incident(), *everybody("2026-TY01")))
    untold = said.partition("未收到上报:")[2]
    assert "渔船" in untold
    assert "乡镇管理船舶" in untold
    assert "陆上危险区域群众" not in untold


def test_vessels_of_every_unit_with_boats_are_whole(year):
    vessels = everybody("2026-TY01", Category.FISHING_VESSELS, BOATS)
    found = completeness(year(incident(), *vessels), Category.FISHING_VESSELS)
    assert (found.whole, found.partly, found.none) == (1, 0, 0)


def test_vessels_reported_unasked_in_a_rain_are_counted_and_whole(year):
    row = evacuation(4, at(2), unit=ZHANGPU, category=Category.FISHING_VESSELS, case=RAIN)
    found = year(RAINS, row)
    assert found.evacuation[Category.FISHING_VESSELS] == 4
    assert "组织渔船4艘次避风" in told(found)
    assert completeness(found, Category.FISHING_VESSELS).whole == 1


def test_in_english(year):
    said = told(year(incident(), evacuation(1000, at(2), target=1000)), "en")
    assert "People in danger areas: 1,000 moved" in said
    assert "of 1 incidents 0 reported by all units, 1 by some, 0 by none" in said
    assert "—" not in said
