"""A level of the picture: what lies in it, whom it concerns, what a person may read of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ems_dashboard.config import ROOT
from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.rules.roles import Actor, Role
from ems_dashboard.rules.scope import ScopeKind, scope_named, scope_of, sight_of
from ems_dashboard.rules.terms import OrderState
from tests import builders as make
from tests.builders import CITY_CODE, DONGSHAN, TONGLING, ZHANGPU

CITY = load_city(ROOT / "data" / "zhangzhou")
CODES = [CITY.code, *CITY.by_code, *CITY.county_of, *CITY.departments_by_code]


def test_the_path_leads_from_the_city_down():
    assert scope_of(CITY).path == (CITY_CODE,)
    assert scope_of(CITY, DONGSHAN).path == (CITY_CODE, DONGSHAN)
    assert scope_of(CITY, TONGLING).path == (CITY_CODE, DONGSHAN, TONGLING)
    assert scope_of(CITY, "D03").path == (CITY_CODE, "D03")


@pytest.mark.parametrize(
    ("text", "kind"),
    [("", ScopeKind.CITY), ("漳州市", ScopeKind.CITY), ("东山县", ScopeKind.UNIT), ("3506Z1", ScopeKind.UNIT),
     ("东山县铜陵镇", ScopeKind.TOWNSHIP), ("市海洋渔业局", ScopeKind.DEPARTMENT), ("D03", ScopeKind.DEPARTMENT)],
)  # fmt: skip
def test_a_level_is_named_as_people_write_it(text, kind):
    assert scope_named(CITY, text).kind is kind


@pytest.mark.parametrize("text", ["359999", "不存在镇", "D99", "350000", "<script>"])
def test_what_the_pack_does_not_know_is_no_level(text):
    assert scope_named(CITY, text) is None


@given(st.sampled_from(CODES))
def test_a_level_is_in_the_picture_of_every_level_above_it(code):
    scope = scope_of(CITY, code)
    assert scope.code == code
    assert code in scope.own
    for above in scope.path:
        assert scope.own <= scope_of(CITY, above).own
        assert scope_of(CITY, above).concerned([code]) or scope.kind is ScopeKind.DEPARTMENT


@given(st.sampled_from(CODES), st.sampled_from(CODES))
def test_two_levels_of_which_neither_lies_in_the_other_share_nothing_of_their_own(one, other):
    first, second = scope_of(CITY, one), scope_of(CITY, other)
    nested = one in second.path or other in first.path
    assert nested or not first.own & second.own


def test_the_children_of_a_county_are_its_townships_and_a_zone_has_none_in_its_host():
    dongshan = scope_of(CITY, DONGSHAN)
    assert TONGLING in dongshan.children
    assert len(dongshan.children) == 7
    assert {CITY.county_of[child] for child in dongshan.children} == {DONGSHAN}
    zone = scope_of(CITY, "3506Z1")
    assert zone.children == ()
    assert not zone.concerned(["350604"])


def test_a_township_stands_at_its_countys_level_and_hears_its_countys_warnings():
    township = scope_of(CITY, TONGLING)
    assert township.levelled == DONGSHAN
    assert township.concerned([DONGSHAN])
    assert township.concerned([CITY_CODE])
    assert not township.concerned([ZHANGPU])


def sight(role, unit=""):
    return sight_of(Actor("a", "值班员甲", role, unit), CITY)


def test_headquarters_reads_every_order_and_every_draft():
    draft = make.order(units=(ZHANGPU,), state=OrderState.DRAFT)
    for role in (Role.DUTY_OFFICER, Role.APPROVER, Role.LEADER, Role.WALL, Role.GUEST):
        assert sight(role).order(draft)


@pytest.mark.parametrize("state", OrderState)
def test_an_addressee_reads_an_order_from_its_issue_on(state):
    sent = make.order(units=(DONGSHAN, "D03"), state=state)
    issued = state in (OrderState.ISSUED, OrderState.WITHDRAWN)
    assert sight(Role.COUNTY, DONGSHAN).order(sent) is issued
    assert sight(Role.MEMBER, "D03").order(sent) is issued
    assert not sight(Role.COUNTY, ZHANGPU).order(sent)
    assert not sight(Role.MEMBER, "D04").order(sent)


def test_a_county_reads_what_its_townships_do_and_not_what_another_does():
    mine = sight(Role.COUNTY, DONGSHAN)
    assert mine.of(TONGLING)
    assert mine.of(DONGSHAN)
    assert not mine.of(ZHANGPU)
    assert not mine.of(CITY_CODE)
    assert not mine.of("D03")


@pytest.mark.parametrize("unit", ["", "359999", CITY_CODE])
def test_an_account_of_no_unit_of_the_pack_reads_nobodys(unit):
    lost = sight(Role.COUNTY, unit)
    assert not lost.order(make.order(units=(CITY_CODE, DONGSHAN)))
    assert not lost.of(CITY_CODE)
    assert not lost.of("")
