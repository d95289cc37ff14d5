"""A live database with one incident: what the pages say while nothing was received, half of it, all of it, and while a
source is dead. It is noon of 4 September."""

import re
from dataclasses import replace

import pytest

from ems_dashboard.rules.feed_runs import Content
from ems_dashboard.rules.groups import Deployment
from ems_dashboard.rules.roles import Role
from ems_dashboard.rules.shelters import ShelterState
from ems_dashboard.rules.terms import GroupState, Level, ShelterStateName
from ems_dashboard.situation import situation
from ems_dashboard.store import open_store
from ems_dashboard.text import words
from ems_dashboard.views.charts import charts
from tests.pages.test_screens import opened, said
from tests.situation.rows import (
    CITY,
    NOON,
    before,
    figure,
    incident,
    lifted,
    response,
    run,
    warning,
)


@pytest.fixture
def live(monkeypatch, tmp_path, acting):
    """live(*facts) → the address of a ledger that holds one incident at level Ⅱ, and those, which a source brought."""
    monkeypatch.setattr("ems_dashboard.clock.now", lambda: NOON)
    acting(Role.DUTY_OFFICER)

    def keep(*facts):
        url = f"sqlite:///{tmp_path / 'live.sqlite'}"
        store = open_store(url)
        store.append([incident(), response(Level.II)], moment=NOON)
        store.append(facts, moment=NOON, written_by="预警源")
        store.close()
        return url

    return keep


def level_box(page):
    return next(box for box in page.selectbox if box.label == "变动为")


def source(**more):
    return replace(run("预警源", **more), kinds=("warnings",))


def test_nothing_received_suggests_no_end_and_says_what_is_missing(monkeypatch, live):
    page = opened(monkeypatch, live(), "responses")
    assert "无气象预警来源" in said(page)
    assert "不能建议降低或终止" in said(page)
    assert "预案提示:" not in said(page)


def test_a_dead_source_suggests_no_end_though_a_warning_was_lifted(monkeypatch, live):
    dead = source(hours=0.1, worked=5)
    page = opened(monkeypatch, live(warning(), lifted("w1", 5.5), dead), "responses")
    assert "气象预警来源中断" in said(page)
    assert "07:00" in said(page), "when it was last heard"
    assert "预案提示:" not in said(page)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_source_that_answers_without_a_row_suggests_no_end_and_the_administrator_sees_why(
    monkeypatch, live, acting, lang
):
    blank = replace(source(), content=Content.BLANK, every_s=60.0)
    url = live(warning(), lifted("w1", 5.5), blank)
    page = opened(monkeypatch, url, "responses", lang=lang)
    what = words(lang)("screens.source.of.warnings")
    assert words(lang)("responses.withheld.source_empty", what=what) in said(page)
    acting(Role.ADMINISTRATOR)
    accounts = said(opened(monkeypatch, url, "accounts", lang=lang))
    assert words(lang)("people.source_state.empty") in accounts
    assert words(lang)("people.source_advice.empty") in accounts
    assert f">{words(lang)('people.source_state.working')}<" not in accounts


def test_a_lifted_warning_of_a_living_source_suggests_the_end_and_presets_nothing(
    monkeypatch, live
):
    page = opened(monkeypatch, live(warning(), lifted("w1"), source()), "responses")
    assert "预案提示:终止防台风Ⅱ级响应" in said(page)
    assert "台风橙色预警已于 09-04 11:00 解除" in said(page)
    assert level_box(page).value is None
    assert [b.label for b in page.button if "提出" in b.label] == []
    assert next(b for b in page.button if b.key == "level-none").disabled


def test_a_suggested_rise_stands_in_the_form(monkeypatch, live):
    red = warning(level=Level.I, colour=None, headline="台风Ⅰ级预警")
    page = opened(monkeypatch, live(red, source()), "responses")
    assert level_box(page).value == "Ⅰ"
    assert any("提出:防台风Ⅱ级提升至Ⅰ级" in b.label for b in page.button)


@pytest.mark.parametrize("level", list(Level))
def test_no_level_is_preset_to_fall(monkeypatch, live, level):
    url = live(replace(response(level), valid_at=before(2), known_at=before(2)))
    page = opened(monkeypatch, url, "responses")
    assert level_box(page).value is None
    assert CITY.code in {r.unit for r in open_store(url).current(type(response(level)), as_of=NOON)}


@pytest.mark.parametrize(
    ("ends", "told"),
    [({"expires_at": before(2)}, "已于 09-04 10:00 到期"), ({}, "已于 09-04 09:30 被后续预警替代")],
)
def test_a_warning_that_ran_out_or_was_replaced_is_named_with_its_minute(
    monkeypatch, live, ends, told
):
    later = (
        warning("w2", 2.5, references=("w1",), expires_at=before(1)) if not ends else lifted("w9")
    )
    page = opened(monkeypatch, live(warning(**ends), later, source()), "responses")
    assert told in said(page)


def test_a_group_that_nobody_reported_is_hollow_and_no_standby(monkeypatch, live):
    group, other = [group for group in CITY.groups if group.kind == "leader"][:2]
    waits = Deployment(
        incident="i1",
        group=group.code,
        unit=group.unit,
        state=GroupState.STANDBY,
        valid_at=before(1),
        known_at=before(1),
    )
    page = said(opened(monkeypatch, live(waits), "overview"))
    chips = {
        name: mood
        for mood, name in re.findall(r'class="(\w+)" title="(\S+?:\S+?)"', page.replace("\\", ""))
    }
    assert chips[f"{CITY.short_of(group.unit, 'zh')}:待命"] == "standby"
    assert chips[f"{CITY.short_of(other.unit, 'zh')}:未报"] == "unreported"


def test_a_dead_source_leaves_no_word_that_nothing_was_issued(monkeypatch, live):
    page = said(opened(monkeypatch, live(source(hours=0.1, worked=5)), "warnings"))
    assert "这一时段未收到预警" in page
    assert "没有发布" not in page


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_exposure_and_storm_say_which_source_is_silent(monkeypatch, live, lang):
    word = words(lang)

    def line(key, kind):
        return word(
            f"screens.source.{key}", what=word(f"screens.source.of.{kind}"), at="09-04 07:00"
        )

    gauges = replace(run("雨量站", worked=5), kinds=("rain",))
    rivers = replace(run("水文站"), kinds=("river_levels",))
    url = live(source(), gauges, rivers)
    page = said(opened(monkeypatch, url, "exposure", lang=lang))
    assert line("dead", "rain") in page
    assert word("screens.source.of.warnings") not in "".join(re.findall(r'line warn">[^<]*', page))
    assert line("dead", "river_levels") not in page, "it answers"
    assert line("none", "storm_fixes") in said(opened(monkeypatch, url, "storm", lang=lang))


@pytest.fixture
def tables(monkeypatch):
    """tables(url, page, …) → every table of the page, as the viewer reads it."""

    def shown(url, page, **address):
        return [frame.value for frame in opened(monkeypatch, url, page, **address).dataframe]

    return shown


def test_what_nobody_reported_is_told_as_such_in_every_list_of_means(tables, live):
    shut = ShelterState(
        shelter=CITY.shelters[0].code,
        incident="i1",
        state=ShelterStateName.SHUT,
        valid_at=before(1),
        known_at=before(1),
    )
    url = live(shut)
    (shelters,) = tables(url, "means", view="shelters")
    assert set(shelters["状态"]) == {"未报", "关闭"}
    assert (shelters["状态"] == "关闭").sum() == 1
    assert shelters["在点人数"].isna().all()
    assert shelters["余量"].isna().all(), "a shelter that is not open has no places to offer"
    (teams,) = tables(url, "means", view="teams")
    assert set(teams["状态"]) == {"在册,未报状态"}
    groups = tables(url, "groups")[0]
    assert list(groups["状态"]).count("未报") == 16, "level Ⅱ sends the leaders' groups"
    assert list(groups["状态"]).count("未要求派出") == len(groups) - 16
    assert len(tables(url, "groups", state="not_reported")[0]) == 16
    assert tables(url, "groups", state="standby") == [], "nobody said that it stands by"


def test_needs_are_told_of_those_who_reported_and_the_others_are_named(monkeypatch, live):
    unit = CITY.units[0]
    page = opened(monkeypatch, live(figure(unit.code, 100, 50)), "means", view="needs")
    (needs,) = [frame.value for frame in page.dataframe]
    assert set(needs[needs["物资"] == "折叠床"]["单位"]) == {unit.name}
    assert set(needs[needs["物资"] == "移动水泵"]["单位"]) == {each.name for each in CITY.units}
    assert "未计入需求:" in said(page)
    assert f"等 {len(CITY.units) - 1} 个单位未报转移人数" in said(page)


def test_warned_units_without_figures_are_named_beside_the_bars(monkeypatch, live):
    unit, other = CITY.units[0], CITY.units[1]
    warned = warning(units=(unit.code, other.code))
    page = said(opened(monkeypatch, live(warned, figure(unit.code, 9, 0), source()), "exposure"))
    assert f"未计入:预警区内{other.short}未报转移人数" in page


def test_a_year_of_which_nothing_was_reported_shows_no_zero(monkeypatch, live):
    page = said(opened(monkeypatch, live(), "season", year="2023"))
    cells = dict(re.findall(r"data-figure=\W+(\w+).*?<b>(.*?)</b>", page, re.S))
    silent = {"people", "cadres", "messages", "warnings_weather", "fishing_vessels"}
    assert {cells[key] for key in silent} == {"—"}
    assert (cells["typhoons"], cells["orders"]) == ("1", "0"), "what the headquarters itself does"
    assert "未收到上报" in page


def test_measures_reported_and_over_read_otherwise_than_none_reported(monkeypatch, live):
    bare = said(opened(monkeypatch, live(), "overview"))
    assert "未收到管控措施报告" in bare
    assert "<span>—</span>" in re.search(r"管控措施.*?</h3>", bare).group()


def test_without_a_position_of_the_storm_nobody_says_that_the_race_is_done_or_nothing_changed(
    monkeypatch, live
):
    url = live(figure(CITY.units[0].code, 100, 5, hours=1), source())
    for page in ("overview", "race"):
        shown = said(opened(monkeypatch, url, page))
        assert "没有已报且未完成的单位" not in shown, "it is behind, and in the list"
        assert "尚无定位数据" in shown
        assert "没有明显变化" not in shown
        assert "没有台风定位,与" in shown


def test_a_warning_by_level_is_in_the_count_of_those_issued(monkeypatch, live):
    levelled = warning(level=Level.II, colour=None)
    assert "这一时段未收到预警" not in said(
        opened(monkeypatch, live(levelled, source()), "overview")
    )
    drawn = charts.warnings_over_time(situation(open_store(live()), CITY, NOON))
    assert [sum(bar.y) for bar in drawn.data if sum(bar.y)] == [1]
