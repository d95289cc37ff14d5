"""The same figure is the same in the city's, the county's and the township's picture, at whatever moment it is looked at;
and what does not concern a level is not in its picture."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ems_dashboard.config import ROOT
from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.rules.rolling_up import rolled_up
from ems_dashboard.rules.scope import Sight, scope_of
from ems_dashboard.rules.terms import Category, ReceiptState
from ems_dashboard.situation import situation
from ems_dashboard.situation.scoped import answered, scoped
from ems_dashboard.store import open_store
from tests import builders as make
from tests.builders import CITY_CODE, DONGSHAN, TONGLING, XINGCHEN, ZHANGPU, at

CITY = load_city(ROOT / "data" / "zhangzhou")
ZONE, HOST = "3506Z1", "350604"
TOWNSHIPS = (TONGLING, XINGCHEN, "350623100", "350604100")
UNITS = (DONGSHAN, ZHANGPU, ZONE, HOST)
CATEGORIES = (Category.PEOPLE, Category.RAFT_WORKERS)
EVERYBODY = Sight()


def picture(*facts, hours=24.0):
    store = open_store("sqlite://")
    store.append([make.incident(), *facts], moment=at(hours), written_by="test")
    found = situation(store, CITY, at(hours))
    store.close()
    return found


def level(whole, code="", sight=EVERYBODY):
    return scoped(whole, CITY, scope_of(CITY, code), sight)


def numbers(figure):
    return figure and (figure.target, figure.moved, figure.returned, figure.valid_at, figure.change)


reports = st.builds(
    lambda place, category, hour, moved, returned, late: make.evacuation(
        moved, at(hour), unit=place, category=category, target=2000, returned=min(moved, returned),
        known_at=at(hour + late),
    ),
    st.sampled_from([*UNITS, *TOWNSHIPS]),
    st.sampled_from(CATEGORIES),
    st.integers(0, 20),
    st.integers(0, 2000),
    st.integers(0, 300),
    st.integers(0, 3),
)  # fmt: skip


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(reports, max_size=25), st.integers(1, 24))
def test_one_figure_is_one_figure_in_all_three_pictures(rows, hours):
    whole = picture(*rows, hours=hours)
    pictures = {code: level(whole, code) for code in (*CITY.by_code, *TOWNSHIPS)}
    for category in CATEGORIES:
        of_units = []
        for unit in CITY.by_code:
            in_city = whole.figure(unit, category)
            assert numbers(pictures[unit].figure(unit, category)) == numbers(in_city)
            of_units += [in_city] if in_city else []
        for township in TOWNSHIPS:
            county = pictures[CITY.county_of[township]]
            own = pictures[township].figure(township, category)
            assert numbers(county.figure(township, category)) == numbers(own)
        total = whole.figure(CITY_CODE, category)
        assert (total.moved if total else 0) == sum(figure.moved for figure in of_units)
        assert (total.target if total else 0) == sum(figure.target for figure in of_units)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(reports, max_size=25), st.integers(1, 24))
def test_a_county_that_did_not_report_is_the_sum_of_its_townships(rows, hours):
    whole = picture(*rows, hours=hours)
    for unit in UNITS:
        own = level(whole, unit)
        told = [row for row in own.evacuation_rows if row.category is Category.PEOPLE]
        found = rolled_up(told, unit, scope_of(CITY, unit).children)
        townships = [own.figure(code, Category.PEOPLE) for code in scope_of(CITY, unit).children]
        summed = sum(figure.moved for figure in townships if figure)
        assert (found.townships.moved if found.townships else 0) == summed
        figure = own.figure(unit, Category.PEOPLE)
        if found.own is None and figure is not None:
            assert figure.moved == summed
        if found.own is not None:
            assert figure.moved == found.own.moved


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(reports, max_size=25))
def test_the_course_of_a_level_ends_at_its_figure(rows):
    whole = picture(*rows)
    for code in (*UNITS, *TOWNSHIPS):
        own = level(whole, code)
        for series in own.evacuation_series:
            figure = own.figure(code, series.category)
            assert series.points[-1].moved == figure.moved
            assert series.points[-1].target == figure.target


def test_a_zone_is_not_counted_in_the_county_around_it():
    whole = picture(make.evacuation(100, at(1), unit=ZONE), make.evacuation(900, at(1), unit=HOST))
    assert level(whole, HOST).figure(HOST, Category.PEOPLE).moved == 900
    assert level(whole, HOST).figure(ZONE, Category.PEOPLE) is None
    assert whole.figure(CITY_CODE, Category.PEOPLE).moved == 1000


def test_a_correction_known_later_is_in_no_level_before():
    rows = (
        make.evacuation(100, at(1), unit=TONGLING),
        make.evacuation(150, at(1), unit=TONGLING, known_at=at(5)),
    )
    before, after = picture(*rows, hours=4), picture(*rows, hours=6)
    for code in (TONGLING, DONGSHAN):
        assert level(before, code).figure(TONGLING, Category.PEOPLE).moved == 100
        assert level(after, code).figure(TONGLING, Category.PEOPLE).moved == 150
    assert after.figure(DONGSHAN, Category.PEOPLE).moved == 150


def test_silent_townships_are_named_and_the_difference_is_asked_about():
    rows = [
        make.evacuation(500, at(2)),
        make.evacuation(300, at(1), unit=TONGLING),
        make.evacuation(150, at(1), unit=XINGCHEN),
    ]
    children = scope_of(CITY, DONGSHAN).children
    found = rolled_up(rows, DONGSHAN, children)
    assert found.difference == 50
    assert set(found.silent) == set(children) - {TONGLING, XINGCHEN}


def test_a_county_whose_townships_never_report_has_none_that_is_silent():
    found = rolled_up([make.evacuation(500, at(2))], DONGSHAN, scope_of(CITY, DONGSHAN).children)
    assert found.townships is None
    assert (found.silent, found.difference) == ((), None)


def test_nothing_reported_is_no_difference_of_zero():
    found = rolled_up([], DONGSHAN, scope_of(CITY, DONGSHAN).children)
    assert (found.own, found.townships, found.silent, found.difference) == (None, None, (), None)


@pytest.fixture
def busy():
    due = at(20)
    return picture(
        make.warning("city", at(1)),
        make.warning("ours", at(1), units=(DONGSHAN,)),
        make.warning("theirs", at(1), units=(ZHANGPU,)),
        make.warning("nowhere", at(1), units=()),
        make.order("ours", at(2), units=(DONGSHAN, ZHANGPU), receipt_due=due),
        make.order("theirs", at(2), units=(ZHANGPU,), receipt_due=due),
        make.order("fishery", at(2), units=("D03",), receipt_due=due),
        make.receipt("ours", at(3), unit=ZHANGPU, state=ReceiptState.RECEIVED),
        make.measure(at(1)),
        replace(make.measure(at(1), name="stop_work"), unit=ZHANGPU),
        make.evacuation(10, at(1), unit=DONGSHAN, category=Category.RAFT_WORKERS),
        make.evacuation(20, at(1), unit=DONGSHAN),
    )


def test_a_county_hears_its_own_warnings_the_citys_and_those_of_unknown_ground(busy):
    assert {row.id for row in level(busy, DONGSHAN).warnings} == {"city", "ours", "nowhere"}
    assert {row.id for row in level(busy, TONGLING).warnings} == {"city", "ours", "nowhere"}
    assert len(level(busy, "D03").warnings) == 4


def test_a_level_has_the_orders_that_it_received_with_its_own_answer(busy):
    (status,) = level(busy, DONGSHAN).orders
    assert status.order.order == "ours"
    assert (status.receipts, status.unreceived) == ((), (DONGSHAN,))
    assert {s.order.order for s in level(busy, ZHANGPU).orders} == {"ours", "theirs"}
    assert [s.order.order for s in level(busy, "D03").orders] == ["fishery"]
    assert level(busy, TONGLING).orders == ()


def test_another_countys_orders_are_in_its_picture_for_headquarters_alone(busy):
    dongshan = Sight(frozenset({DONGSHAN}))
    assert [s.order.order for s in level(busy, ZHANGPU, dongshan).orders] == ["ours"]
    assert level(busy, ZHANGPU, dongshan).orders[0].receipts == ()
    assert {s.order.order for s in level(busy, "", dongshan).orders} == {"ours"}


def test_a_measure_of_the_city_is_in_force_in_each_of_its_counties(busy):
    of_city = [row for row in busy.measures if row.unit == CITY_CODE]
    assert list(level(busy, DONGSHAN).measures) == of_city
    assert len(level(busy, ZHANGPU).measures) == len(of_city) + 1


def test_a_department_sees_the_citys_figures_in_its_own_categories(busy):
    whole = level(busy, "D03")
    assert whole.evacuation == busy.evacuation, "the map and the charts stay the city's"
    fishery = answered(whole, CITY, scope_of(CITY, "D03"))
    assert {figure.category for figure in fishery.evacuation} == {Category.RAFT_WORKERS}
    assert fishery.figure(CITY_CODE, Category.RAFT_WORKERS).moved == 10
    assert answered(whole, CITY, scope_of(CITY, "D11")).evacuation == ()
