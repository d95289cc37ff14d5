"""A call is written down in one press; who has to be called is read from the ledger, and whom
nobody reached stands in the handover."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ems_dashboard.actions import contacts
from ems_dashboard.actions.calls import Result, record
from ems_dashboard.actions.contacts import Person
from ems_dashboard.errors import Refused
from ems_dashboard.rules.calls import Call
from ems_dashboard.rules.reach import ReachState
from ems_dashboard.rules.terms import CallAbout, CallOutcome, Colour, OpenKind
from ems_dashboard.situation import situation
from ems_dashboard.situation.handover import open_list
from ems_dashboard.situation.reach import reach_of, to_call
from ems_dashboard.text import words
from tests import builders as make
from tests.actions.desks import CITY, COUNTY, LEADER, START, desk
from tests.builders import DONGSHAN, ZHANGPU

MISSED, REACHED, PASSED_ON = CallOutcome.MISSED, CallOutcome.REACHED, CallOutcome.PASSED_ON


def reached(store, minutes=0):
    picture = situation(store, CITY, START + timedelta(minutes=minutes))
    return reach_of(store, CITY, picture), picture


def of(store, unit, minutes=0, about=CallAbout.WARNING):
    found, _ = reached(store, minutes)
    return next(each for each in found if (each.asked.unit, each.asked.about) == (unit, about))


@pytest.fixture
def warned(store):
    """A red warning for two units; two people in one of them, none in the other."""
    red = replace(
        make.warning("w1", START, units=(DONGSHAN, ZHANGPU)), colour=Colour.RED, expires_at=None
    )
    store.append([red], moment=START)
    contacts.add(desk(store), Person(DONGSHAN, "值班员甲", "值班室", "000-0000-0001"))
    contacts.add(desk(store), Person(DONGSHAN, "值班员乙", "", "000-0000-0002", place=2))
    return store


def test_a_red_warning_has_to_be_called_in_each_unit_within_the_plan_s_minutes(warned):
    found, picture = reached(warned)
    assert {each.asked.unit for each in to_call(found, picture)} == {DONGSHAN, ZHANGPU}
    assert of(warned, ZHANGPU).state is ReachState.NO_TELEPHONE
    assert of(warned, DONGSHAN).next.name == "值班员甲"
    assert not of(warned, DONGSHAN, 15).late_at(START + timedelta(minutes=15))
    assert of(warned, DONGSHAN, 16).late_at(START + timedelta(minutes=16))


def test_three_calls_and_one_unit_is_never_reached_which_the_handover_says(warned):
    asked = of(warned, DONGSHAN).asked
    first, second = of(warned, DONGSHAN).people
    record(desk(warned, minutes=1), asked, Result(first.contact, MISSED))
    assert of(warned, DONGSHAN, 1).next.name == "值班员乙"
    record(desk(warned, minutes=2), asked, Result(second.contact, MISSED))
    assert of(warned, DONGSHAN, 2).state is ReachState.EXHAUSTED
    until = START + timedelta(hours=12)
    picture = reached(warned, 3)[1]
    calls = [
        item
        for item in open_list(warned, CITY, words("zh"), picture, until)
        if item.kind is OpenKind.CALL
    ]
    assert {(item.units, item.subject.rpartition("(")[2]) for item in calls} == {
        ((DONGSHAN,), "全部未接)"),
        ((ZHANGPU,), "缺电话)"),
    }
    record(desk(warned, minutes=4), asked, Result(first.contact, PASSED_ON, passed_to="值班员丁"))
    assert of(warned, DONGSHAN, 4).state is ReachState.CALLED
    assert of(warned, DONGSHAN, 3).state is ReachState.EXHAUSTED
    assert [each.asked.unit for each in to_call(*reached(warned, 4))] == [ZHANGPU]


def test_an_update_of_the_warning_is_not_called_again(warned):
    asked = of(warned, DONGSHAN).asked
    record(desk(warned, minutes=1), asked, Result(of(warned, DONGSHAN).people[0].contact, REACHED))
    update = replace(
        make.warning("w2", START + timedelta(minutes=30), units=(DONGSHAN, ZHANGPU)),
        colour=Colour.RED, references=("w1",), expires_at=None,
    )  # fmt: skip
    warned.append([update], moment=START + timedelta(minutes=30))
    assert of(warned, DONGSHAN, 31).reached


def test_an_order_is_called_from_its_deadline_on_and_not_once_it_is_signed(store):
    due = START + timedelta(minutes=30)
    order = make.order("o1", START, units=(DONGSHAN, ZHANGPU), receipt_due=due, feedback_due=None)
    signed = make.receipt("o1", START + timedelta(minutes=5), unit=ZHANGPU)
    store.append([make.incident(began_at=START), order, signed], moment=START)
    assert to_call(*reached(store, 29)) == ()
    (late,) = to_call(*reached(store, 31))
    assert (late.asked.unit, late.asked.reference) == (DONGSHAN, "o1")
    assert of(store, ZHANGPU, 31, CallAbout.ORDER).state is ReachState.SIGNED


def test_a_press_that_comes_twice_under_one_key_is_one_call(warned):
    asked, person = of(warned, DONGSHAN).asked, of(warned, DONGSHAN).people[0]
    for _ in range(3):
        record(desk(warned, minutes=1), asked, Result(person.contact, MISSED, key="press-1"))
    assert len(warned.history(Call)) == 1


def test_what_is_no_call_is_refused_with_a_sentence(warned):
    asked, person = of(warned, DONGSHAN).asked, of(warned, DONGSHAN).people[0]
    with pytest.raises(Refused, match="转告何人"):
        record(desk(warned, minutes=1), asked, Result(person.contact, PASSED_ON, passed_to=" "))
    with pytest.raises(Refused, match="不属于该单位"):
        record(
            desk(warned, minutes=1), replace(asked, unit=ZHANGPU), Result(person.contact, MISSED)
        )
    for actor in (COUNTY, LEADER):
        with pytest.raises(Refused):
            record(desk(warned, actor, 1), asked, Result(person.contact, MISSED))
    assert warned.history(Call) == []
