"""The wall on a live database with one incident: nothing reported, half of it, all of it, a dead source. It is noon of
4 September."""

from dataclasses import replace

import pytest

from ems_dashboard.rules.roles import WALL
from ems_dashboard.rules.scope import whole_city
from ems_dashboard.rules.terms import Category, Hazard, Level
from ems_dashboard.screen.here import Here
from ems_dashboard.situation.evacuation import owing
from ems_dashboard.situation.situation_cache import SituationCache
from ems_dashboard.store import open_store
from ems_dashboard.text import words
from ems_dashboard.web import wall
from tests.situation.rows import CITY, NOON, figure, fix, incident, response, run, warning

UNITS = tuple(CITY.by_code)
CASE = (incident(), response(Level.II))
SHORT = {unit.code: unit.short for unit in CITY.units}


@pytest.fixture
def shown(monkeypatch):
    """shown(*facts) → the blocks of the wall, and the labels of its map."""
    monkeypatch.setattr("ems_dashboard.clock.now", lambda: NOON)

    def show(*facts, lang="zh", by="预警源"):
        store = open_store("sqlite://")
        store.append([row for row in facts if row in CASE], moment=NOON)
        store.append([row for row in facts if row not in CASE], moment=NOON, written_by=by)
        cache = SituationCache(store, CITY)
        here = Here(
            page="wall", actor=WALL, words=words(lang), lang=lang, city=CITY, store=store, cache=cache,
            as_of=NOON, past=False, scope=whole_city(CITY), situation=cache.at(NOON),
        )  # fmt: skip
        made = wall._made(here)
        store.close()
        features = made["map"]["counties"]
        labels = {f["properties"]["code"]: f["properties"]["label"] for f in features}
        return made["blocks"], labels

    return show


def everybody(units=UNITS):
    return [
        figure(unit, 100, 100, 0.5, category=category)
        for category in CITY.plan.reported
        for unit in units
        if unit in owing(CITY, category, (Hazard.TYPHOON,))
    ]


def test_nothing_reported_is_no_all_clear_and_no_zero(shown):
    blocks, labels = shown(*CASE)
    assert "16 个单位均未报。" in blocks["bottom"]
    assert "按计划" not in blocks["bottom"]
    assert "16 个单位均未报" in blocks["evacuation"]
    assert set(labels.values()) == {"未报"}
    assert "无气象预警来源" in blocks["warnings"]
    assert "<b>0</b>" not in blocks["warnings"]
    assert "尚无定位数据" in blocks["race"]
    assert "当前无台风" not in blocks["race"]


def test_half_reported_names_the_other_half(shown):
    blocks, labels = shown(*CASE, *everybody(UNITS[:7]))
    assert (
        f"{SHORT[UNITS[7]]}、{SHORT[UNITS[8]]}、{SHORT[UNITS[9]]}等 9 个单位未报。"
        in blocks["bottom"]
    )
    assert {labels[u] for u in UNITS[:7] if u in labels} == {"100%"}
    assert {labels[u] for u in UNITS[7:] if u in labels} == {"未报"}


def test_all_reported_and_done_is_an_all_clear(shown):
    blocks, _ = shown(*CASE, *everybody())
    assert "各项转移按计划推进。" in blocks["bottom"]


def test_a_dead_source_of_warnings_is_said_beside_what_it_left(shown):
    dead = replace(run("预警源", hours=0.1, worked=5), kinds=("warnings",))
    blocks, _ = shown(*CASE, warning(), dead)
    assert "预警来源中断,最后收到 09-04 07:00" in blocks["warnings"]
    alive = replace(run("预警源"), kinds=("warnings",))
    blocks, _ = shown(*CASE, alive)
    assert "当前没有有效预警" in blocks["warnings"]
    assert blocks["warnings"].count("<b>0</b>") == 4


def test_a_storm_of_a_dead_feed_bears_agency_and_age_and_fades(shown):
    old = [fix(hours, lat=22.0, lon=119.5, agency="JMA") for hours in (9, 7)]
    blocks, _ = shown(*CASE, *everybody(), *old)
    assert "stale" in blocks["head"]
    assert "日本 09-04 05:00,7 时前" in blocks["head"]
    assert "未收到风圈半径" in blocks["race"]
    assert "定位已中断" in blocks["bottom"]


def test_a_response_without_an_incident_is_not_routine_duty(shown):
    blocks, _ = shown(response(Level.IV, incident="gone"))
    assert "按日常值班" not in blocks["bottom"]
    assert "防台风Ⅳ级响应在行" in blocks["bottom"]
    assert "有响应在行" in blocks["head"]


def test_the_rhythm_says_what_the_plan_says_of_the_level(shown):
    blocks, _ = shown(*CASE)
    rhythm = CITY.plan.rhythm(Level.II)
    said = f"Ⅱ级响应:一日 {len(rhythm.consultations)} 会商 · {len(rhythm.reports)} 报"
    assert said in blocks["rhythm"]


def test_a_boatless_unit_owes_no_vessels(shown):
    blocks, _ = shown(*CASE)
    boats = sum(unit in owing(CITY, Category.FISHING_VESSELS, (Hazard.TYPHOON,)) for unit in UNITS)
    assert f"{boats} 个单位均未报" in blocks["evacuation"]
