from dataclasses import replace
from threading import Thread

import pytest

from ems_dashboard.actions import consultations as acts
from ems_dashboard.errors import Refused
from ems_dashboard.rules.consultations import Consultation, Matter, Minutes
from ems_dashboard.rules.orders import Order
from ems_dashboard.rules.terms import (
    ConsultationState,
    Hazard,
    Level,
    LevelChange,
    OrderKind,
    OrderState,
)
from ems_dashboard.situation import situation
from ems_dashboard.situation.meetings import consultation, decisions
from ems_dashboard.situation.orders import order_file
from tests.actions.meeting_room import APPROVER, CASE, DONGSHAN, DUTY, SECOND, ZHANGPU, at, desk

RECORDED, LATE = at(16), at(23)
SWEEP = Matter("低洼地带再排查一遍", (DONGSHAN, ZHANGPU), at(18))
RAFTS = Matter("核查渔排人员回流", (DONGSHAN,), at(20))
MINUTES = Minutes(
    incident=CASE,
    held_at=at(15, 33),
    due_at=at(16),
    host="值班领导甲",
    conclusion="维持Ⅲ级响应",
    attending=("市气象局",),
    decisions=(SWEEP, RAFTS),
)


def hold(room, city, minutes=MINUTES, actor=DUTY, moment=RECORDED):
    return acts.hold(desk(room, city, actor, moment), minutes)


def test_a_consultation_is_held_with_its_decisions_and_is_done_in_the_timetable(room, city):
    held = hold(room, city)
    assert (held.serial, held.state, held.author) == (1, ConsultationState.HELD, "值班员甲")
    assert [(d.number, d.matter, d.units) for d in decisions(room, held.consultation, LATE)] == [
        (1, SWEEP.matter, SWEEP.units), (2, RAFTS.matter, RAFTS.units),
    ]  # fmt: skip
    due = next(due for due in situation(room, city, at(16, 30)).rhythm if due.due_at == at(16))
    assert (due.done_at, due.serial, due.item) == (at(15, 33), 1, held.consultation)


def test_before_the_signature_it_can_be_put_right_and_a_decision_taken_out(room, city):
    held = hold(room, city)
    right = replace(MINUTES, conclusion="提升至Ⅱ级", decisions=(RAFTS,))
    acts.correct(desk(room, city, SECOND, at(16, 10)), held.consultation, right)
    assert consultation(room, held.consultation, LATE).conclusion == "提升至Ⅱ级"
    assert [d.matter for d in decisions(room, held.consultation, LATE)] == [RAFTS.matter]
    assert len(decisions(room, held.consultation, at(16, 5))) == 2
    signed = acts.sign(desk(room, city, APPROVER, at(16, 20)), held.consultation)
    assert (signed.state, signed.signed_by, signed.serial) == (
        ConsultationState.SIGNED,
        "审批人丙",
        1,
    )
    with pytest.raises(Refused, match="已签发"):
        acts.correct(desk(room, city, DUTY, at(16, 30)), held.consultation, right)
    with pytest.raises(Refused, match="已签发"):
        acts.sign(desk(room, city, APPROVER, at(16, 30)), held.consultation)


def test_nobody_who_wrote_it_signs_it(room, city, monkeypatch):
    monkeypatch.setattr("ems_dashboard.actions.acting.may", lambda role, act: True)
    held = hold(room, city)
    acts.correct(desk(room, city, SECOND, at(16, 10)), held.consultation, MINUTES)
    for actor in (DUTY, SECOND):
        with pytest.raises(Refused, match="双人"):
            acts.sign(desk(room, city, actor, at(16, 20)), held.consultation)


def test_one_consultation_for_each_time_of_the_rhythm_and_any_number_for_a_reason(room, city):
    hold(room, city)
    with pytest.raises(Refused, match="第1次"):
        hold(room, city, actor=SECOND, moment=at(16, 5))
    for expected in (2, 3):
        assert (
            hold(room, city, replace(MINUTES, due_at=None), moment=at(17, expected)).serial
            == expected
        )


def test_what_was_held_at_night_cannot_be_booked_for_the_morning_and_the_morning_stays_due(
    room, city
):
    night = replace(MINUTES, held_at=at(1, 16), due_at=at(9), decisions=())
    with pytest.raises(Refused, match=r"01:16.*09:00.*120 分钟.*临时会商"):
        hold(room, city, night, moment=at(1, 30))
    extra = hold(room, city, replace(night, due_at=None), moment=at(1, 30))
    morning = next(due for due in situation(room, city, at(8, 30)).rhythm if due.due_at == at(9))
    assert (morning.item, morning.done_at) == (None, None)
    with pytest.raises(Refused, match="01:16"):
        acts.correct(desk(room, city, DUTY, at(1, 40)), extra.consultation, night)
    assert hold(room, city, replace(night, held_at=at(9, 5)), moment=at(9, 30)).serial == 2


def test_one_that_was_booked_for_the_morning_before_does_not_keep_the_morning_from_being_held(
    room, city
):
    """As an older version let it be recorded."""
    room.append(
        [Consultation(consultation="old", incident=CASE, serial=1, held_at=at(1, 16), due_at=at(9), valid_at=at(1, 20))],
        moment=at(1, 20),
    )  # fmt: skip
    held = hold(
        room,
        city,
        replace(MINUTES, held_at=at(8, 50), due_at=at(9), decisions=()),
        moment=at(9, 10),
    )
    due = next(due for due in situation(room, city, at(10)).rhythm if due.due_at == at(9))
    assert due.item == held.consultation


def test_roles_hold_at_the_act(room, city):
    with pytest.raises(Refused):
        hold(room, city, actor=APPROVER)
    held = hold(room, city)
    with pytest.raises(Refused):
        acts.sign(desk(room, city, SECOND, at(17)), held.consultation)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"held_at": None}, "召开时间"),
        ({"held_at": at(16, 1)}, "晚于现在"),
        ({"host": " "}, "主持人"),
        ({"attending": ()}, "参加单位"),
        ({"conclusion": ""}, "结论"),
        ({"change": LevelChange.RAISE, "hazard": Hazard.TYPHOON}, "级别"),
        ({"change": LevelChange.RAISE, "level": Level.II}, "哪一类"),
        ({"change": LevelChange.END, "hazard": Hazard.TYPHOON, "level": Level.IV}, "终止"),
        ({"decisions": (Matter("", (DONGSHAN,), at(18)),)}, "部署内容"),
        ({"decisions": (Matter("排查", (), at(18)),)}, "责任单位"),
        ({"decisions": (Matter("排查", (DONGSHAN,)),)}, "时限"),
        ({"decisions": (Matter("排查", (DONGSHAN,), at(15)),)}, "早于"),
    ],
)
def test_what_is_missing_is_named_with_what_to_do(room, city, changed, field):
    with pytest.raises(Refused, match=field):
        hold(room, city, replace(MINUTES, **changed))


def test_an_empty_row_of_decisions_is_no_decision(room, city):
    held = hold(room, city, replace(MINUTES, decisions=(Matter(""), RAFTS, Matter(""))))
    assert [(d.number, d.matter) for d in decisions(room, held.consultation, LATE)] == [
        (1, RAFTS.matter)
    ]


def test_one_press_makes_an_order_of_a_decision_and_a_second_press_does_not(room, city):
    held = hold(room, city)
    (order,) = acts.draft_orders(
        desk(room, city, DUTY, at(16, 5)), held.consultation, [1], OrderKind.DIRECTIVE
    )
    assert (order.state, order.incident, order.units, order.feedback_due) == (
        OrderState.DRAFT, CASE, SWEEP.units, SWEEP.deadline,
    )  # fmt: skip
    assert order.receipt_due == at(17, 5)
    assert SWEEP.matter in order.body
    assert [d.order for d in decisions(room, held.consultation, LATE)] == [order.order, ""]
    with pytest.raises(Refused, match="已转"):
        acts.draft_orders(
            desk(room, city, SECOND, at(16, 6)), held.consultation, [1], OrderKind.DIRECTIVE
        )
    assert len(room.history(Order)) == 1
    acts.correct(
        desk(room, city, DUTY, at(16, 10)), held.consultation, replace(MINUTES, judgement="风险高")
    )
    assert [d.order for d in decisions(room, held.consultation, LATE)] == [order.order, ""]


def test_one_press_makes_orders_of_all_decisions_or_of_none(room, city):
    held = hold(room, city)
    duty = desk(room, city, DUTY, at(16, 5))
    with pytest.raises(Refused):
        acts.draft_orders(duty, held.consultation, [1, 3], OrderKind.DIRECTIVE)
    assert room.history(Order) == []
    made = acts.draft_orders(duty, held.consultation, [1, 2], OrderKind.DIRECTIVE)
    assert [d.order for d in decisions(room, held.consultation, LATE)] == [
        order.order for order in made
    ]
    file = order_file(room, made[1].order, LATE)
    assert (file.decision.number, file.held.serial) == (2, held.serial)


def test_one_press_proposes_the_level_that_was_asked_for(room, city):
    asked = replace(MINUTES, hazard=Hazard.TYPHOON, change=LevelChange.RAISE, level=Level.II)
    held = hold(room, city, asked)
    proposal = acts.propose_level(desk(room, city, DUTY, at(16, 5)), held.consultation)
    assert (proposal.incident, proposal.unit, proposal.level, proposal.change) == (
        CASE, city.code, Level.II, LevelChange.RAISE,
    )  # fmt: skip
    assert consultation(room, held.consultation, LATE).proposal == proposal.proposal
    with pytest.raises(Refused, match="已起草"):
        acts.propose_level(desk(room, city, DUTY, at(16, 6)), held.consultation)
    plain = hold(room, city, replace(MINUTES, due_at=None), moment=at(17))
    with pytest.raises(Refused, match="没有提出"):
        acts.propose_level(desk(room, city, DUTY, at(17, 5)), plain.consultation)


def test_ten_who_record_at_once_get_ten_numbers_without_a_gap(room, city):
    minutes = replace(MINUTES, due_at=None)
    found = []
    threads = [
        Thread(target=lambda: found.append(hold(room, city, minutes).serial)) for _ in range(10)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == list(range(1, 11))
