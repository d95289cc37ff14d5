"""The figures of the situation, on a handful of rows: who stands in a total, what is open, what is announced."""

from datetime import timedelta

import pytest

from ems_dashboard.rules.incidents import UNASSIGNED
from ems_dashboard.rules.terms import Category, Hazard, Level, LevelChange, OrderState
from tests.builders import (
    CASE,
    CITY_CODE,
    DONGSHAN,
    TONGLING,
    XINGCHEN,
    ZHANGPU,
    ZHAOAN,
    at,
    deployment,
    evacuation,
    fix,
    incident,
    measure,
    order,
    receipt,
    response,
    shelter_state,
    warning,
)
from tests.situation.conftest import CITY

MINUTE = timedelta(minutes=1)


def test_the_city_is_the_sum_of_what_its_units_told_last(seen):
    picture = seen(
        at(3),
        incident(),
        evacuation(100, at(1)),
        evacuation(300, at(2)),
        evacuation(50, at(1), unit=ZHANGPU),
    )
    city = picture.figure(CITY_CODE, Category.PEOPLE)
    assert (city.moved, city.target, city.reported, city.owed) == (350, 2000, 2, 16)
    assert (city.change, city.oldest_at, city.valid_at) == (200, at(1), at(2))


def test_what_a_unit_reports_unasked_stands_in_the_total_of_the_city(seen):
    """渔排非劳动力 are counted where a unit counts them: nobody owes them, and they are in danger all the same."""
    kind = Category.RAFT_OTHERS
    picture = seen(
        at(2),
        incident(),
        evacuation(7, at(1), category=kind),
        evacuation(5, at(1), unit=ZHANGPU, category=kind),
    )
    city = picture.figure(CITY_CODE, kind)
    assert (city.moved, city.reported, city.owed) == (12, 2, 2)


def test_a_unit_counts_by_itself_else_by_its_townships_and_never_by_both(seen):
    townships = [evacuation(10, at(1), unit=TONGLING), evacuation(20, at(1), unit=XINGCHEN)]
    picture = seen(at(1), incident(), *townships)
    assert picture.figure(DONGSHAN, Category.PEOPLE).moved == 30
    assert not picture.figure(DONGSHAN, Category.PEOPLE).confirmed


def test_of_the_same_hour_the_row_that_came_later_is_the_figure(seen):
    picture = seen(at(2), incident(), evacuation(500, at(1)), evacuation(450, at(1)))
    assert picture.figure(DONGSHAN, Category.PEOPLE).moved == 450


def test_a_figure_that_came_in_later_is_not_in_a_past_picture(seen):
    picture = seen(
        at(2), incident(), evacuation(100, at(1)), evacuation(300, at(2), known_at=at(2) + MINUTE)
    )
    assert picture.figure(DONGSHAN, Category.PEOPLE).moved == 100


def test_figures_without_an_incident_stand_apart_and_are_gone_once_one_is_open(seen, told):
    assert (
        seen(at(1), evacuation(9, at(1), case=UNASSIGNED)).figure(DONGSHAN, Category.PEOPLE).moved
        == 9
    )
    assert seen(at(2), incident(began_at=at(2))).figure(DONGSHAN, Category.PEOPLE) is None


@pytest.mark.parametrize(
    ("minutes", "open_there"), [(-1, False), (0, True), (59, True), (60, False)]
)
def test_an_incident_is_open_from_its_beginning_until_before_its_end(seen, minutes, open_there):
    rows = incident(began_at=at(1)), incident(began_at=at(1), ended_at=at(2))
    picture = seen(at(1) + minutes * MINUTE, *rows)
    assert [row.incident for row in picture.incidents] == [CASE] * open_there


def test_an_incident_announced_for_a_later_hour_is_not_open_before_it(seen):
    """The row is known already; what it says is not true yet."""
    ahead = incident("later", began_at=at(1), valid_at=at(5), known_at=at(1))
    assert seen(at(4), ahead).incidents == ()
    assert [row.incident for row in seen(at(5)).incidents] == ["later"]


@pytest.mark.parametrize(("minutes", "stands"), [(-1, True), (0, False), (1, False)])
def test_a_measure_stands_until_before_the_minute_of_its_end(seen, minutes, stands):
    picture = seen(at(6) + minutes * MINUTE, incident(), measure(at(2), at(6)))
    assert bool(picture.measures) is stands
    assert [row for row in picture.measures if row.in_force_at(picture.as_of)] == list(
        picture.measures
    )


def test_a_measure_that_is_announced_is_there_and_not_in_force(seen):
    (announced,) = seen(at(1), incident(), measure(at(2))).measures
    assert not announced.in_force_at(at(1))
    assert announced.in_force_at(at(2))


def test_people_back_beyond_those_cleared_are_counted_for_unit_and_city(seen):
    picture = seen(
        at(3), incident(), response(),
        evacuation(100, at(2), returned=30, cleared=20), evacuation(100, at(2), unit=ZHANGPU, returned=8, cleared=9),
    )  # fmt: skip
    early = {
        unit: picture.figure(unit, Category.PEOPLE).too_early
        for unit in (DONGSHAN, ZHANGPU, CITY_CODE)
    }
    assert early == {DONGSHAN: 10, ZHANGPU: 0, CITY_CODE: 10}


def test_where_nobody_is_cleared_all_who_are_back_are_too_early_while_the_unit_has_a_response(seen):
    rows = evacuation(100, at(2), returned=30), evacuation(100, at(2), unit=ZHANGPU, returned=30)
    picture = seen(at(3), incident(), response(unit=DONGSHAN), *rows)
    early = {unit: picture.figure(unit, Category.PEOPLE).too_early for unit in (DONGSHAN, ZHANGPU)}
    assert early == {DONGSHAN: 30, ZHANGPU: 0}


def test_the_series_of_the_city_has_a_point_for_every_hour_that_something_changed(seen):
    picture = seen(
        at(3),
        incident(),
        evacuation(100, at(1)),
        evacuation(50, at(1), unit=ZHANGPU),
        evacuation(300, at(2)),
    )
    (series,) = picture.evacuation_series
    assert series.points == ((at(1), 2000, 150, 0), (at(2), 2000, 350, 0))


def test_a_level_is_in_force_until_the_row_that_ends_it(seen):
    ended = response(None, at(5), change=LevelChange.END)
    assert (
        seen(at(4), incident(), response(Level.II), ended).responses[CITY_CODE][Hazard.TYPHOON]
        is Level.II
    )
    assert seen(at(5)).responses[CITY_CODE][Hazard.TYPHOON] is None


def test_an_order_names_who_has_not_signed_and_who_is_late(seen):
    sent = order(units=(DONGSHAN, ZHANGPU, ZHAOAN), receipt_due=at(2))
    (status,) = seen(at(2), incident(), sent, receipt(valid_at=at(1))).orders
    assert (status.unreceived, status.overdue) == ((ZHANGPU, ZHAOAN), ())
    (status,) = seen(at(2) + MINUTE).orders
    assert status.overdue == (ZHANGPU, ZHAOAN)


def test_a_draft_and_a_withdrawn_order_are_not_among_the_issued(seen):
    rows = (
        order("draft", state=OrderState.DRAFT),
        order("gone", at(1)),
        order("gone", at(2), state=OrderState.WITHDRAWN),
    )
    assert seen(at(3), incident(), *rows).orders == ()


def test_of_the_warnings_the_gravest_that_is_valid_comes_first(seen):
    rows = (
        warning("blue", level=Level.IV),
        warning("red", at(1), level=Level.I),
        warning("over", expires_at=at(1)),
    )
    picture = seen(at(2), incident(), *rows)
    assert [message.id for message in picture.warnings] == ["red", "blue"]
    assert {message.id for message in picture.warnings_issued} == {"blue", "red", "over"}


def test_the_warning_for_which_an_incident_began_counts_among_the_issued(seen):
    began, later = at(3), at(4)
    rows = (
        warning("cause", at(1)),
        warning("later", later),
        warning("ran out before", expires_at=at(2)),
    )
    picture = seen(at(5), incident(began_at=began), *rows)
    assert {message.id for message in picture.warnings_issued} == {"cause", "later"}


def test_shelters_and_groups_are_those_of_the_open_incidents(seen):
    rows = (
        shelter_state("S1", 5, at(1)),
        shelter_state("S2", 5, at(1), case="2025-TY09"),
        deployment("arrived", at(1)),
    )
    picture = seen(at(2), incident(), *rows)
    assert [row.shelter for row in picture.shelters] == ["S1"]
    assert [row.group for row in picture.deployments] == ["G01"]


def test_the_storms_of_incidents_come_before_those_that_are_near_without_one(seen):
    near, far = fix(at(1), 23.0, 118.0, storm="2602"), fix(at(1), 15.0, 130.0, storm="2603")
    picture = seen(at(2), incident(), fix(at(1), 18.0, 125.0), far, near)
    assert [storm.storm for storm in picture.storms] == ["2601", "2602", "2603"]


def test_a_storm_that_nobody_analysed_for_a_day_is_not_watched(seen):
    assert [storm.storm for storm in seen(at(25), fix(at(1), storm="2602")).storms] == ["2602"]
    assert seen(at(25) + MINUTE).storms == ()


def test_a_picture_is_of_one_moment_whatever_came_after_it(told, seen):
    early = seen(at(1), incident(), evacuation(10, at(1)))
    late = seen(at(2), evacuation(99, at(2)))
    assert (
        early.figure(DONGSHAN, Category.PEOPLE).moved
        == seen(at(1)).figure(DONGSHAN, Category.PEOPLE).moved
        == 10
    )
    assert late.figure(DONGSHAN, Category.PEOPLE).moved == 99
    assert {unit.code for unit in CITY.units} >= {DONGSHAN, ZHANGPU, ZHAOAN}
