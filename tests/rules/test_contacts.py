"""Telephone numbers as people type them, masked for those who need not call, and who sees them."""

import pytest

from ems_dashboard.rules.contacts import masked, normal_number, sees_contact, sees_number
from ems_dashboard.rules.roles import GUEST, WALL, Actor, Role
from tests.actions.desks import APPROVER, CITY, COUNTY, LEADER, MEMBER, OFFICER

DONGSHAN, ZHANGPU = "350626", "350623"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("000-0000-0001", "000-0000-0001"),
        ("138 0000 0001", "13800000001"),
        ("13800000001", "13800000001"),
        ("(0596)200-0001", "0596200-0001"),
        ("+86-13800000001", "+86-13800000001"),
        ("66001", "66001"),
        ("1380000001", ""),
        ("138000000011", ""),
        ("六六八八", ""),
        ("6600", ""),
        ("13800000001转8", ""),
        ("", ""),
    ],
)
def test_a_number_is_kept_without_gaps_and_what_is_none_is_refused(typed, kept):
    assert normal_number(typed) == kept


def test_a_masked_number_keeps_its_ends_only():
    assert masked("13800000001") == "138******01"
    assert masked("000-0000-0001") == "000-****-**01"


@pytest.mark.parametrize("actor", [OFFICER, APPROVER, LEADER])
def test_who_calls_everybody_sees_every_number(actor):
    assert sees_number(actor, CITY, ZHANGPU)


def test_a_county_and_a_department_see_their_own_and_those_of_headquarters():
    assert sees_number(COUNTY, CITY, DONGSHAN)
    assert sees_number(COUNTY, CITY, CITY.code)
    assert not sees_number(COUNTY, CITY, ZHANGPU)
    assert not sees_contact(COUNTY, CITY, ZHANGPU)
    assert sees_number(MEMBER, CITY, "D03")
    assert not sees_number(MEMBER, CITY, DONGSHAN)


def test_a_county_sees_the_people_of_its_own_townships_and_shelters():
    township = next(each for each in CITY.townships if each.unit == DONGSHAN)
    shelter = next(each for each in CITY.shelters if each.unit == ZHANGPU)
    assert sees_number(COUNTY, CITY, township.code)
    assert not sees_number(COUNTY, CITY, shelter.code)


@pytest.mark.parametrize(
    "actor", [WALL, GUEST, Actor("a", "管理员", Role.ADMINISTRATOR)], ids=lambda a: a.role
)
def test_who_does_not_call_sees_no_number(actor):
    assert not sees_number(actor, CITY, CITY.code)
