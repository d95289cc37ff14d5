"""One verb a row: each with a hand-made row, in both languages."""

from dataclasses import replace

import pytest

from ems_dashboard.reports.race_words import help_said, verb
from ems_dashboard.rules.arrival import Ground
from ems_dashboard.rules.expected_wind import ExpectedWind
from ems_dashboard.rules.pace import Finish, FinishTold, Left, Pace
from ems_dashboard.rules.race import RaceState
from ems_dashboard.rules.terms import Category
from ems_dashboard.text import words
from tests.builders import at, raced
from tests.situation.conftest import CITY

S, T = RaceState, FinishTold
WIND = ExpectedWind("u", Ground.LAND, 10, at(8), at(9), at(10), None, None, 5, 5, 0.85)
"""The first hour of the rows is 08:00 in Beijing."""


def row(state, told=T.RANGE, low=1, likely=2, high=3, rounds=0, **more):
    hours = [None if hour is None else at(hour) for hour in (low, likely, high)]
    finish = Finish(told, *hours, flat_rounds=rounds)
    return raced(target=3000, moved=355, state=state, finish=finish, **more)


BLANK = {"low": None, "likely": None, "high": None}
CASES = {
    "来得及:早 4 时": row(S.AHEAD, ordered=at(6)),
    "紧:早 30 分": row(S.TIGHT, ordered=at(3), likely=2.5),
    "紧:早 6 分,慢则晚 1 时": row(S.TIGHT, ordered=at(2.1), high=3.1),
    "赶不上,将有 1,200–2,645 人在 10 级风中": row(
        S.CAUGHT, likely=10, high=30, wind=WIND, ordered=at(6), in_wind=Left(1200, 1500, 2645)
    ),
    "赶不上,将有 2,645 人在 10 级风中": row(S.CAUGHT, wind=WIND, in_wind=Left(2645, 2645, 2645)),
    "停滞 3 轮未升,将有 223 人在 10 级风中": row(
        S.CAUGHT, T.STALLED, **BLANK, rounds=3, wind=WIND, in_wind=Left(223, 223, 223)
    ),
    "72 小时内完成不了,将有 223 人在 10 级风中": row(
        S.CAUGHT, T.BEYOND, **BLANK, wind=WIND, in_wind=Left(223, 223, 223)
    ),
    "赶不上 10:00,10 级风前 5 时 完成": row(S.LATE, likely=3, ordered=at(2), wind=WIND),
    "赶不上 10:00,慢则 90 人在 10 级风中": row(
        S.LATE, likely=3, ordered=at(2), wind=WIND, in_wind=Left(0, 0, 90)
    ),
    "赶不上 10:00,当地预计无 10 级风": row(S.LATE, likely=3, ordered=at(2)),
    "赶不上 10:00,报数不足,完成时刻不明,慢则 2,645 人在 10 级风中": row(
        S.LATE, T.TOO_FEW, **BLANK, ordered=at(2), wind=WIND, in_wind=Left(0, 0, 2645)
    ),
    "已到 10 级风中仍有 2,645 人": row(S.IN_WIND, wind=WIND),
    "停滞 2 轮未升": row(S.STALLED, T.STALLED, **BLANK, rounds=2, ordered=at(9)),
    "报数不足": row(S.UNKNOWN, T.TOO_FEW, **BLANK, ordered=at(9)),
    "大风到达时间不明": row(S.UNKNOWN),
    "当地预计无 10 级风": row(S.FREE),
    "已完成": row(S.DONE, T.DONE),
    "风已过": row(S.OVER),
}


@pytest.mark.parametrize(("said", "runner"), CASES.items(), ids=CASES)
def test_the_verb(said, runner):
    assert verb(runner, CITY, words("zh")) == said
    english = verb(runner, CITY, words("en"))
    assert english
    assert english.replace("–", "-").isascii()


def test_who_has_not_begun_is_told_when_to_begin_or_at_once():
    idle = raced(moved=0, target=100, state=S.NOT_BEGUN, finish=Finish(T.NOT_BEGUN), ordered=at(8))
    assert verb(replace(idle, whole=at(2) - at(0)), CITY, words("zh")) == "未动,最迟 14:00 起"
    assert verb(idle, CITY, words("zh")) == "未动"
    late = replace(idle, state=S.LATE, whole=at(9) - at(0))
    assert verb(late, CITY, words("zh")).startswith("未动,应立即开始")


def test_a_vessel_is_counted_in_vessels_and_by_its_own_force():
    boats = row(S.IN_WIND, category=Category.FISHING_VESSELS, force=7, wind=WIND)
    assert verb(boats, CITY, words("zh")) == "已到 7 级风中仍有 2,645 艘"


def test_what_would_help_is_said_in_vehicles_on_land_and_by_the_hour_at_sea():
    late = row(S.LATE, likely=30, high=None, ordered=at(6), pace=Pace(50.0, 100.0, 120.0))
    assert help_said(late, CITY, words("zh")) == "再派 11 车可赶上 14:00"
    boats = replace(late, category=Category.FISHING_VESSELS)
    assert help_said(boats, CITY, words("zh")) == "每时再多 409 艘可赶上 14:00"
    assert help_said(replace(late, state=S.DONE), CITY, words("zh")) == ""
