"""What is looked up in the plan, and what holds where the plan has no row for it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.rules.plan import PERSONS, VESSELS, Norm
from ems_dashboard.rules.terms import Category, Level, OrderKind
from tests.conftest import CITY_DIR

PLAN = load_city(CITY_DIR).plan
BOATS = next(rule for rule in PLAN.categories if rule.category is Category.FISHING_VESSELS)
PEOPLE = next(rule for rule in PLAN.categories if rule.category is Category.PEOPLE)
UNASKED = replace(PEOPLE, category=Category.RAFT_OTHERS, reported=False)
SMALL = replace(PLAN, categories=(BOATS, PEOPLE, UNASKED))


def test_what_every_unit_reports_stands_in_the_plans_order_without_what_is_reported_unasked():
    assert SMALL.reported == (Category.FISHING_VESSELS, Category.PEOPLE)
    assert SMALL.persons == (Category.PEOPLE, Category.RAFT_OTHERS)


def test_a_figure_of_a_category_that_the_plan_does_not_have_is_of_persons():
    assert SMALL.category(Category.TOWNSHIP_VESSELS) is None
    assert SMALL.measure(Category.TOWNSHIP_VESSELS) == PERSONS
    assert SMALL.measure(Category.FISHING_VESSELS) == VESSELS
    assert SMALL.category(Category.PEOPLE) is PEOPLE


def test_without_a_level_in_force_a_decision_has_the_hours_of_the_lowest():
    hours = dict(zip(Level, (1.0, 2.0, 3.0, 4.0), strict=True))
    plan = replace(PLAN, decisions=replace(PLAN.decisions, hours=hours))
    assert plan.decision_hours(None) == 4.0
    assert [plan.decision_hours(level) for level in Level] == [1.0, 2.0, 3.0, 4.0]


def test_an_item_without_a_norm_is_counted_in_nothing():
    tents = Norm("帐篷", "Tents", "顶", "sheltered", 0.1, "示例")
    plan = replace(PLAN, norms=(tents,))
    assert (plan.norm("帐篷"), plan.measure_of("帐篷")) == (tents, "顶")
    assert (plan.norm("毛毯"), plan.measure_of("毛毯")) == (None, "")


@pytest.mark.parametrize("level", Level)
def test_every_level_has_the_rhythm_that_names_it(level):
    assert level in PLAN.rhythm(level).levels


@pytest.mark.parametrize("kind", OrderKind)
def test_every_kind_of_order_has_its_own_rule(kind):
    assert PLAN.order_rule(kind).kind is kind


def test_the_hours_around_an_incident_are_each_on_their_own_side():
    thresholds = replace(PLAN.thresholds, before_hours=6.0, after_hours=48.0)
    assert thresholds.margin.before == timedelta(hours=6)
    assert thresholds.margin.after == timedelta(hours=48)
