"""Who owes a figure and what became of it, from a few rows: zero, none, not owed, old and unconfirmed are different, and
an all-clear implies that everybody reported."""

import re
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ems_dashboard.reports.headline import headline, is_pressing
from ems_dashboard.reports.missing_figures import grouped
from ems_dashboard.reports.sections import sections
from ems_dashboard.reports.taking import taking
from ems_dashboard.rules.figure_states import FigureState, figure_state
from ems_dashboard.rules.terms import Category, Hazard, Level
from ems_dashboard.screen import map_data
from ems_dashboard.situation import situation
from ems_dashboard.situation.contract import situation_json
from ems_dashboard.situation.evacuation import owing
from ems_dashboard.situation.freezing import freeze
from ems_dashboard.situation.race import race_of
from ems_dashboard.situation.reporting import owed_figures, reporting
from ems_dashboard.store import open_store
from ems_dashboard.text import words
from tests.situation.rows import (
    CITY,
    NOON,
    before,
    figure,
    fix,
    incident,
    lifted,
    response,
    warning,
)

ZH = words("zh")
UNITS = tuple(CITY.by_code)
OWED = [
    (unit, category)
    for category in CITY.plan.reported
    for unit in UNITS
    if unit in owing(CITY, category, (Hazard.TYPHOON,))
]
BOATLESS = next(unit.code for unit in CITY.units if not unit.boats)
SHORT = {unit.code: unit.short for unit in CITY.units}
ROUND = 1.0
"""The cut-off of level Ⅱ before noon is 11:00."""


def picture(*rows, base=True):
    store = open_store("sqlite://")
    store.append([*((incident(), response(Level.II)) if base else ()), *rows], moment=NOON)
    found = situation(store, CITY, NOON)
    store.close()
    return found


def everybody(hours=0.5, moved=100, skip=()):
    return [
        figure(unit, 100, moved, hours, category=category)
        for unit, category in OWED
        if (unit, category) not in skip
    ]


def said(found):
    return headline(found, CITY, ZH, race_of(CITY, found))


def test_all_goes_as_planned_only_when_everybody_has_reported():
    assert said(picture(*everybody())) == "各项转移按计划推进。"


@pytest.mark.parametrize("skip", [OWED[0], OWED[-1]])
def test_one_figure_missing_and_it_is_no_all_clear(skip):
    found = picture(*everybody(skip={skip}))
    assert "按计划" not in said(found)
    assert SHORT[skip[0]] in said(found)


def test_nobody_has_reported():
    assert said(picture()) == "16 个单位均未报。"


def opened_minutes_ago(*rows):
    """Level Ⅱ since 11:40; its first figures are asked for at 17:00."""
    return picture(incident(began=0.3), response(Level.II, hours=0.3), *rows, base=False)


def test_before_the_first_round_nothing_is_owed_and_the_hour_is_said():
    found = opened_minutes_ago()
    assert said(found) == "16 个单位均未报;首次报送截至 17:00。"
    assert not is_pressing(found, CITY)


@pytest.mark.parametrize(
    ("rows", "pressing"),
    [
        ([], True),
        (everybody(), False),
        (everybody(moved=60), True),
        (everybody(skip={OWED[0]}), True),
    ],
    ids=["silent", "all in", "behind", "one missing"],
)
def test_after_a_round_who_is_silent_or_behind_is_danger_and_who_is_in_time_is_not(rows, pressing):
    assert is_pressing(picture(*rows), CITY) is pressing


def test_who_has_not_reported_is_grouped_and_counted_however_many():
    silent = UNITS[:9]
    rows = everybody(skip={(unit, category) for unit in silent for category in CITY.plan.reported})
    names = "、".join(SHORT[unit] for unit in silent[:3])
    assert said(picture(*rows)) == f"{names}等 9 个单位未报。"


def test_an_old_round_is_not_this_round():
    rows = [*everybody(skip={OWED[0]}), figure(OWED[0][0], 100, 100, 5, category=OWED[0][1])]
    assert said(picture(*rows)) == f"{SHORT[OWED[0][0]]}本轮未报。"


def test_a_sum_of_townships_is_not_the_countys_word():
    unit = OWED[0][0]
    town = next(code for code, county in CITY.county_of.items() if county == unit)
    rows = [*everybody(skip={OWED[0]}), figure(town, 100, 100, 0.5)]
    assert said(picture(*rows)) == f"{SHORT[unit]}仅有乡镇汇总、县级未确认。"


def test_who_is_behind_is_no_all_clear_though_everybody_reported():
    rows = [*everybody(skip={OWED[0]}), figure(OWED[0][0], 100, 60, 0.5)]
    assert "已转移 60%" in said(picture(*rows))


def test_zero_none_not_owed_and_old_are_four_things_on_the_map_and_in_json():
    zero, none, old, done = UNITS[:4]
    rows = [figure(zero, 0, 0, 0.5), figure(old, 100, 100, 9), figure(done, 100, 0, 0.5)]
    found = picture(*rows)
    rows_of = {
        (r["unit"], r["category"]): r for r in situation_json(found, CITY)["reporting"]["units"]
    }
    people = {unit: rows_of[unit, "people"] for unit in (zero, none, old, done)}
    assert [people[unit]["state"] for unit in (zero, none, old, done)] == [
        "reported", "not_reported", "outdated", "reported",
    ]  # fmt: skip
    assert [people[unit]["moved"] for unit in (zero, none, old, done)] == [0, None, 100, 0]
    assert rows_of[BOATLESS, "fishing_vessels"]["state"] == "not_applicable"
    assert rows_of[BOATLESS, "fishing_vessels"]["moved"] is None
    labels = {unit: fill.label for unit, fill in map_data.fills(found, CITY, "people", ZH).items()}
    assert [labels[unit] for unit in (zero, none, done)] == ["无需转移", "未报", "0%"]
    boats = map_data.fills(found, CITY, "fishing_vessels", ZH)
    assert boats[BOATLESS].label == "不涉及"
    assert not situation_json(found, CITY)["reporting"]["complete"]


def test_without_an_incident_nobody_owes_and_nothing_is_complete():
    found = picture(base=False)
    assert reporting(found, CITY).rows == ()
    assert situation_json(found, CITY)["reporting"] == {
        "cut_off": None,
        "complete": None,
        "units": [],
    }


def test_routine_duty_is_said_only_when_no_response_is_in_force_at_all():
    quiet = (warning(hours=2), lifted("w1"))
    assert said(picture(*quiet, base=False)) == "当前无启动的应急响应,按日常值班。"
    orphan = response(Level.IV, hazard=Hazard.RAINSTORM, incident="gone")
    assert said(picture(*quiet, orphan, base=False)) == "防暴雨Ⅳ级响应在行,尚未建立事件。"
    county = response(Level.III, unit=UNITS[0], incident="gone")
    assert (
        said(picture(*quiet, county, base=False))
        == f"市级未启动响应,{SHORT[UNITS[0]]}县级响应在行。"
    )


def test_a_warning_in_force_and_a_storm_near_by_are_no_routine_before_any_response():
    assert (
        said(picture(warning(hours=1), base=False))
        == "当前无启动的应急响应;1 条预警生效,最高为台风橙色。"
    )
    near = said(picture(warning(hours=2), lifted("w1"), fix(1, lat=23.0, lon=119.0), base=False))
    assert near.startswith("当前无启动的应急响应;海葵中心")
    assert "日常" not in near


def test_a_quiet_without_a_source_of_warnings_says_so():
    assert "无气象预警来源" in said(picture(base=False))
    assert "无气象预警来源" not in said(picture(warning(hours=1), base=False))


def test_a_centre_bears_its_agency_and_age_and_an_old_one_is_said_to_be_old():
    fresh = said(picture(*everybody(), fix(1, lat=24.0, lon=118.5)))
    assert "海葵中心" in fresh
    assert "09-04 11:00,1 时前" in fresh
    old = said(picture(*everybody(), fix(7, lat=24.0, lon=118.5)))
    assert "定位已中断" in old
    assert "7 时前" in old


def test_groups_of_names():
    assert grouped(UNITS[:2], 16, CITY, ZH) == "、".join(SHORT[u] for u in UNITS[:2])
    assert grouped(UNITS, 16, CITY, ZH) == "16 个单位均"
    assert grouped(UNITS[:5], 16, CITY, ZH).endswith("等 5 个单位")
    assert grouped(UNITS[:5], 16, CITY, words("en")).endswith("and others (5 units)")


@given(st.booleans(), st.none() | st.floats(0, 48), st.booleans(), st.none() | st.floats(0, 48))
def test_the_states_are_told_apart(owes, age, confirmed, asked):
    at = None if age is None else before(age)
    needed = None if asked is None else before(asked)
    state = figure_state(owes=owes, valid_at=at, confirmed=confirmed, needed=needed)
    assert (state in (FigureState.NOT_REPORTED, FigureState.NOT_APPLICABLE)) == (at is None)
    if at is None:
        assert (state is FigureState.NOT_REPORTED) == owes
    elif state is FigureState.REPORTED:
        assert confirmed
        assert needed is None or at >= needed


@settings(max_examples=25, deadline=None)
@given(st.sets(st.sampled_from(OWED)), st.sets(st.sampled_from(OWED)), st.sampled_from([60, 100]))
def test_an_all_clear_implies_that_everybody_reported_this_round_and_is_on_schedule(
    missing, old, share
):
    rows = everybody(skip=missing | old, moved=share)
    rows += [figure(unit, 100, 100, 6, category=category) for unit, category in old - missing]
    found = picture(*rows)
    clear = "按计划" in said(found)
    assert clear == (not missing and not old and share == 100)
    assert clear <= reporting(found, CITY).complete
    if not clear and len(missing) + len(old) > 0:
        assert re.search(r"未报|未转移", said(found))


def test_the_newest_cut_off_is_that_of_the_timetable():
    assert reporting(picture(), CITY).cut_off == before(ROUND)
    assert {row.category for row in reporting(picture(), CITY).rows} == set(CITY.plan.reported)
    assert Category.PEOPLE in CITY.plan.reported


def test_in_a_report_the_round_is_its_own_however_soon_after_the_cut_off_it_is_taken():
    renewed, old = UNITS[:2]
    cut_off = before(ROUND)
    known = cut_off + timedelta(minutes=5)
    rows = [figure(renewed, 100, 80, ROUND, known_at=known), figure(old, 100, 80, 4)]
    store = open_store("sqlite://")
    store.append([incident(), response(Level.II), *rows[1:]], moment=known)
    unrenewed = sections(freeze(store, CITY, "i1", cut_off, known).situation, CITY, ZH)["people"]
    store.append(rows[:1], moment=known)
    frozen = freeze(store, CITY, "i1", cut_off, known)
    screen = situation(store, CITY, known)
    store.close()
    told = reporting(frozen.situation, CITY)
    assert told.cut_off == cut_off
    states = [told.state(unit, Category.PEOPLE) for unit in (renewed, old)]
    assert states == [FigureState.REPORTED, FigureState.OUTDATED]
    assert f"本轮未更新：{SHORT[old]}。" in sections(frozen.situation, CITY, ZH)["people"]
    assert "截至9月4日8时" in unrenewed
    assert "本轮未更新" not in unrenewed, "the moment of the figures says that nobody renewed"
    assert reporting(screen, CITY).state(old, Category.PEOPLE) is FigureState.REPORTED


def test_the_report_of_a_round_that_began_too_late_asks_for_nothing_and_says_when_it_begins():
    """Level Ⅱ since 11:40: the report of noon is of 11:40, when the response stood already."""
    store = open_store("sqlite://")
    began = [incident(began=1 / 3), response(Level.II, hours=1 / 3)]
    store.append(began, moment=NOON)
    noon = next(due for due in situation(store, CITY, NOON).rhythm if due.due_at == NOON)
    assert (noon.figures_owed, noon.cut_off) == (False, began[0].began_at)
    made = taking(store, CITY, ZH, "i1", noon.cut_off, noon.due_at, NOON)
    now = situation(store, CITY, NOON)
    store.close()
    assert made.questions == ()
    assert made.sections["people"] == "未收到人员转移报表。首次报送截至9月4日17时。"
    assert "全市执行防台风Ⅱ级应急响应" in made.sections["warnings"]
    assert said(now) == "16 个单位均未报;首次报送截至 17:00。"
    asked = owed_figures(now, CITY, UNITS[0])
    assert asked is not None
    assert (asked.late, asked.cut_off) == (False, NOON + timedelta(hours=5))


def test_at_three_in_the_morning_who_missed_the_evenings_round_is_still_named():
    night = before(9)
    store = open_store("sqlite://")
    told = [row for row in everybody(hours=14.2) if row.unit != UNITS[0]]
    store.append([incident(), response(Level.III), *told], moment=NOON)
    found = situation(store, CITY, night)
    store.close()
    assert said(found) == f"{SHORT[UNITS[0]]}未报。"
    assert is_pressing(found, CITY)


@pytest.mark.parametrize(
    ("hours", "state"), [(1.9, FigureState.REPORTED), (2.1, FigureState.OUTDATED)]
)
def test_a_figure_of_the_hour_before_the_cut_off_is_one_for_the_round(hours, state):
    found = picture(figure(UNITS[0], 100, 100, hours))
    assert reporting(found, CITY).state(UNITS[0], Category.PEOPLE) is state
