"""Who was reached, and why not: silence, a channel that is down and a missing telephone are three
things; the next in the chain is offered, and after the last the first again."""

from dataclasses import replace
from datetime import timedelta

from ems_dashboard.rules.calls import Call
from ems_dashboard.rules.contacts import Contact, chain
from ems_dashboard.rules.notices import Notice
from ems_dashboard.rules.reach import Asked, Reach, ReachState
from ems_dashboard.rules.terms import CallAbout, CallOutcome, NoticeState
from tests.actions.desks import START

UNIT = "350626"
ASKED = Asked(
    CallAbout.WARNING, "w1", "", "台风红色预警", UNIT, START, START + timedelta(minutes=15)
)


def person(name, place=1, *telephones):
    return Contact(
        contact=name, unit=UNIT, name=name, place=place, telephones=telephones, valid_at=START
    )


FIRST, SECOND, MUTE = person("甲", 1, "66001"), person("乙", 2, "66002"), person("丙", 1)


def call(contact, outcome=CallOutcome.MISSED, minutes=1):
    return Call(
        call=f"k{minutes}", about=CallAbout.WARNING, reference="w1", unit=UNIT,
        contact=contact.contact, name=contact.name, outcome=outcome,
        valid_at=START + timedelta(minutes=minutes),
    )  # fmt: skip


def notice(state):
    return Notice(
        notice="n", about=CallAbout.WARNING, reference="w1", unit=UNIT, channel="mail", text="x",
        state=state, valid_at=START,
    )  # fmt: skip


def reach(*calls, people=(FIRST, SECOND), notices=(), asked=ASKED):
    return Reach(asked, people, calls, notices)


def test_nothing_was_done_is_told_apart_from_silence_a_dead_channel_and_no_telephone():
    sent, failed = notice(NoticeState.SENT), notice(NoticeState.FAILED)
    assert reach().state is ReachState.UNTOLD
    assert reach(notices=(sent,)).state is ReachState.SILENT
    assert reach(notices=(failed,)).state is ReachState.CHANNEL_DOWN
    assert reach(notices=(sent, failed)).state is ReachState.SILENT
    assert reach(people=(MUTE,)).state is ReachState.NO_TELEPHONE
    assert reach(people=()).state is ReachState.NO_TELEPHONE


def test_the_next_in_the_chain_is_offered_and_after_the_last_the_first_again():
    assert reach().next is FIRST
    assert reach(call(FIRST)).next is SECOND
    assert reach(call(FIRST)).state is ReachState.MISSED
    both = reach(call(FIRST), call(SECOND, minutes=2))
    assert both.state is ReachState.EXHAUSTED
    assert both.next is FIRST
    assert reach(call(FIRST), call(SECOND, minutes=2), call(FIRST, minutes=3)).next is SECOND
    assert reach(people=chain([SECOND, MUTE, FIRST], UNIT)).next is FIRST


def test_an_answer_a_word_passed_on_and_a_receipt_reach():
    answered = reach(call(FIRST), call(SECOND, CallOutcome.REACHED, 4))
    assert answered.state is ReachState.CALLED
    assert answered.took == timedelta(minutes=4)
    assert reach(call(FIRST, CallOutcome.PASSED_ON)).reached
    signed = reach(call(FIRST), asked=replace(ASKED, signed_at=START + timedelta(minutes=2)))
    assert signed.state is ReachState.SIGNED
    assert signed.took == timedelta(minutes=2)
    assert reach(call(FIRST)).took is None


def test_a_red_warning_is_called_at_once_and_an_order_from_its_deadline_on():
    at = START + timedelta(minutes=1)
    order = replace(ASKED, about=CallAbout.ORDER)
    assert reach().to_call_at(at)
    assert not reach().late_at(at)
    assert not reach(asked=order).to_call_at(at)
    assert reach(asked=order).to_call_at(START + timedelta(minutes=15))
    assert reach().late_at(START + timedelta(minutes=16))
    assert not reach(call(FIRST, CallOutcome.REACHED)).to_call_at(START + timedelta(minutes=16))
    assert not reach(asked=replace(order, call_by=None)).to_call_at(START + timedelta(days=1))
