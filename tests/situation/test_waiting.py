"""Each kind of what waits, with a few rows of hand: it is there for whom it concerns, and gone when it is done."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ems_dashboard import clock
from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.rules.consultations import Consultation
from ems_dashboard.rules.dispatches import Dispatch
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.incidents import UNASSIGNED, Incident
from ems_dashboard.rules.orders import Order, Receipt, Reminder
from ems_dashboard.rules.reports import Report, ReportQuestion
from ems_dashboard.rules.responses import LevelProposal, Response
from ems_dashboard.rules.roles import Actor, Role
from ems_dashboard.rules.terms import (
    Category,
    ConsultationState,
    DispatchState,
    Hazard,
    Level,
    LevelChange,
    OrderKind,
    OrderState,
    ProposalState,
    QuestionCode,
    QuestionState,
    ReceiptState,
    ReminderStage,
    ReminderState,
    ReportState,
)
from ems_dashboard.rules.waiting import WaitKind
from ems_dashboard.situation import situation
from ems_dashboard.situation.orders import order_book
from ems_dashboard.situation.reporting import reporting
from ems_dashboard.situation.waiting import waiting_for
from ems_dashboard.store import open_store
from ems_dashboard.text import words
from tests.conftest import CITY_DIR

CITY = load_city(CITY_DIR)
BEGAN = clock.parse("2024-07-20T00:10")
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
GRACE = timedelta(minutes=CITY.plan.thresholds.grace_minutes)
CASE, UNIT, OTHER = "2024-TYtest", "350626", "350624"
COUNTY = Actor("c", "填报员甲", Role.COUNTY, UNIT)
MEMBER = Actor("m", "成员甲", Role.MEMBER, "D03")
OFFICER = Actor("o", "值班员甲", Role.DUTY_OFFICER)
APPROVER = Actor("a", "审批人甲", Role.APPROVER)
LEADER = Actor("l", "领导甲", Role.LEADER)
EVERYBODY = (COUNTY, MEMBER, OFFICER, APPROVER, LEADER)


@pytest.fixture
def store(tmp_path):
    opened = open_store(f"sqlite:///{tmp_path / 'ems.sqlite'}")
    put(opened, Incident(incident=CASE, hazard=Hazard.TYPHOON, name="测试台风", began_at=BEGAN, valid_at=BEGAN),
        Response(incident=CASE, unit=CITY.code, hazard=Hazard.TYPHOON, level=Level.III, change=LevelChange.START,
                 valid_at=BEGAN))  # fmt: skip
    yield opened
    opened.close()


def put(store, *rows):
    for row in rows:
        store.append([replace(row, known_at=row.valid_at)], moment=row.valid_at, written_by="test")


def waits(store, actor, moment):
    picture = situation(store, CITY, moment)
    return waiting_for(store, CITY, picture, order_book(store, picture), actor, words("zh"))


def kinds(store, actor, moment):
    return [(item.kind, item.late) for item in waits(store, actor, moment)]


def order(state=OrderState.ISSUED, at=BEGAN, **more):
    return Order(order="o1", incident=CASE, kind=OrderKind.DIRECTIVE, serial=1, title="转移指令", units=(UNIT, "D03"),
                 state=state, receipt_due=BEGAN + HOUR, feedback_due=BEGAN + 4 * HOUR, valid_at=at, **more)  # fmt: skip


def receipt(unit, state, at):
    return Receipt(order="o1", unit=unit, state=state, valid_at=at)


def figure(at, unit=UNIT, incident=CASE, moved=10, category=Category.PEOPLE):
    return Evacuation(
        incident=incident, unit=unit, category=category, target=100, moved=moved, valid_at=at
    )


def all_figures(at, moved=10):
    return [figure(at, moved=moved, category=category) for category in list(Category)[:4]]


def report(state, at, cut_off, version=1):
    return Report(report="r1", version=version, incident=CASE, serial=3, state=state, cut_off=cut_off,
                  due_at=cut_off + HOUR, valid_at=at)  # fmt: skip


def test_where_nothing_happened_nobody_has_anything_to_do(tmp_path):
    empty = open_store(f"sqlite:///{tmp_path / 'empty.sqlite'}")
    for actor in EVERYBODY:
        assert kinds(empty, actor, BEGAN) == []
    empty.close()


def test_an_order_waits_for_its_receipt_then_for_its_answer_and_is_late_after_each_deadline(store):
    put(store, *all_figures(BEGAN), order())
    for actor in (COUNTY, MEMBER):
        assert kinds(store, actor, BEGAN + MINUTE) == [(WaitKind.RECEIPT, False)]
        assert kinds(store, actor, BEGAN + HOUR + MINUTE) == [(WaitKind.RECEIPT, True)]
    put(store, receipt(UNIT, ReceiptState.RECEIVED, BEGAN + 2 * HOUR))
    assert kinds(store, COUNTY, BEGAN + 3 * HOUR) == [(WaitKind.FEEDBACK, False)]
    assert kinds(store, COUNTY, BEGAN + 4 * HOUR + MINUTE) == [(WaitKind.FEEDBACK, True)]
    put(store, receipt(UNIT, ReceiptState.ANSWERED, BEGAN + 4 * HOUR + MINUTE))
    assert kinds(store, COUNTY, BEGAN + 4 * HOUR + 2 * MINUTE) == []
    (item,) = waits(store, MEMBER, BEGAN + HOUR)
    assert (item.page, item.parameter, item.reference, item.subject) == (
        "orders",
        "order",
        "o1",
        "转移指令",
    )


def test_an_order_to_others_waits_for_nobody_else(store):
    put(store, order())
    assert kinds(store, replace(MEMBER, unit="D01"), BEGAN + MINUTE) == []
    assert kinds(store, OFFICER, BEGAN + MINUTE) == kinds(store, LEADER, BEGAN + MINUTE) == []


def test_who_was_reminded_is_told_so_once_for_the_order(store):
    late = BEGAN + HOUR + 10 * MINUTE
    put(store, order(), Reminder(order="o1", incident=CASE, unit="D03", stage=ReminderStage.RECEIPT,
                                 state=ReminderState.SENT, text="请签收", valid_at=late))  # fmt: skip
    assert kinds(store, MEMBER, late + MINUTE) == [(WaitKind.REMINDED, True)]
    put(store, receipt("D03", ReceiptState.RECEIVED, late + 2 * MINUTE))
    assert kinds(store, MEMBER, late + 3 * MINUTE) == [(WaitKind.FEEDBACK, False)], (
        "the reminder was of the receipt"
    )


def test_a_county_that_never_reported_is_told_from_the_beginning_and_late_after_the_cut_off(store):
    (first,) = waits(store, COUNTY, BEGAN + MINUTE)
    assert (first.kind, first.page, first.late) == (WaitKind.FIGURES, "entry", False)
    assert first.due_at is not None
    assert "尚未报送" in first.subject
    assert kinds(store, COUNTY, first.due_at + GRACE - MINUTE) == [(WaitKind.FIGURES, False)]
    assert kinds(store, COUNTY, first.due_at + GRACE) == [(WaitKind.FIGURES, True)]
    put(store, *all_figures(BEGAN + MINUTE))
    assert kinds(store, COUNTY, BEGAN + 2 * MINUTE) == []


def test_who_told_a_part_is_told_what_is_missing_and_not_that_it_told_nothing(store):
    put(store, figure(BEGAN + MINUTE))
    (item,) = waits(store, COUNTY, BEGAN + 2 * MINUTE)
    assert item.subject == "测试台风:渔船、乡镇管理船舶、渔排劳动力尚未报送"


def test_a_cut_off_from_before_the_response_is_owed_by_nobody(store):
    """At 11:35 a response begins; the report of 12:00 is of 11:00, for which nobody could be asked."""
    began = clock.parse("2024-07-21T11:35")
    rain = {"incident": "R1", "hazard": Hazard.RAINSTORM, "valid_at": began}
    over = clock.parse("2024-07-21T10:00")
    put(
        store,
        Incident(incident=CASE, hazard=Hazard.TYPHOON, name="测试台风", began_at=BEGAN, ended_at=over, valid_at=over),
        Incident(name="测试暴雨", began_at=began, **rain),
        Response(unit=CITY.code, level=Level.III, change=LevelChange.START, **rain),
    )  # fmt: skip
    (item,) = waits(store, COUNTY, began + MINUTE)
    assert not item.late
    assert item.due_at > began


def test_in_a_rainstorm_a_county_with_boats_owes_its_people_and_no_vessels(tmp_path):
    opened = open_store(f"sqlite:///{tmp_path / 'rain.sqlite'}")
    rain = {"incident": CASE, "hazard": Hazard.RAINSTORM, "valid_at": BEGAN}
    put(
        opened,
        Incident(name="测试暴雨", began_at=BEGAN, **rain),
        Response(unit=CITY.code, level=Level.III, change=LevelChange.START, **rain),
    )
    hour = BEGAN + HOUR
    assert [kind for kind, _ in kinds(opened, COUNTY, hour)] == [WaitKind.FIGURES]
    put(opened, figure(hour))
    assert kinds(opened, COUNTY, hour + MINUTE) == []
    opened.close()


def test_a_county_owes_new_figures_for_the_next_report_and_not_before_its_hour(store):
    first, second = rounds_of(store)[:2]
    put(store, *all_figures(first.cut_off))
    assert kinds(store, COUNTY, second.opens_at - MINUTE) == []
    assert kinds(store, COUNTY, second.opens_at) == [(WaitKind.FIGURES, False)]
    assert kinds(store, COUNTY, second.late_at - MINUTE) == [(WaitKind.FIGURES, False)]
    assert kinds(store, COUNTY, second.late_at) == [(WaitKind.FIGURES, True)]
    put(store, *all_figures(second.late_at + 2 * MINUTE, moved=50))
    assert kinds(store, COUNTY, second.late_at + 3 * MINUTE) == []


def rounds_of(store):
    return situation(store, CITY, BEGAN + MINUTE).rounds


def test_what_is_told_while_the_round_is_open_is_told_for_it(store):
    """At half past ten asked for eleven o'clock, answered, and not asked again until the evening's."""
    first, second = rounds_of(store)[:2]
    put(store, *all_figures(first.opens_at + MINUTE))
    for moment in (
        first.opens_at + 2 * MINUTE,
        first.cut_off,
        first.late_at,
        second.opens_at - MINUTE,
    ):
        assert kinds(store, COUNTY, moment) == []
    assert kinds(store, COUNTY, second.opens_at) == [(WaitKind.FIGURES, False)]


def test_a_report_that_was_signed_without_its_figures_leaves_them_owed(store):
    first = rounds_of(store)[0]
    put(
        store,
        *all_figures(BEGAN + MINUTE),
        report(ReportState.SIGNED, first.late_at, first.cut_off),
    )
    assert kinds(store, COUNTY, first.late_at + MINUTE) == [(WaitKind.FIGURES, True)]


def test_who_is_named_as_missing_has_it_waiting_and_the_other_way_round(store):
    """At every quarter of an hour of two days, whatever was told when."""
    put(store, *all_figures(BEGAN + 5 * HOUR), *all_figures(BEGAN + 15 * HOUR))
    for quarter in range(4 * 48):
        moment = BEGAN + quarter * 15 * MINUTE
        found = reporting(situation(store, CITY, moment), CITY)
        late = found.cut_off is not None and bool(found.missing(UNIT))
        assert ((WaitKind.FIGURES, True) in kinds(store, COUNTY, moment)) is late


def test_the_countys_word_for_its_townships_sum_is_asked_for(store):
    town = next(code for code, county in CITY.county_of.items() if county == UNIT)
    others = [row for row in all_figures(BEGAN + MINUTE) if row.category is not Category.PEOPLE]
    put(store, *others, figure(BEGAN + MINUTE, unit=town))
    (item,) = waits(store, COUNTY, BEGAN + 2 * MINUTE)
    assert item.subject == "测试台风:乡镇汇总待县级确认"


def test_once_everybody_is_home_no_further_round_is_owed(store):
    home = [replace(row, moved=10, returned=10) for row in all_figures(BEGAN + MINUTE)]
    put(store, *home)
    last = rounds_of(store)[-1]
    assert kinds(store, COUNTY, last.late_at) == []


def test_a_question_asked_of_its_figure_waits_until_it_is_answered_or_the_report_goes_on(store):
    at = BEGAN + 6 * HOUR
    question = ReportQuestion(report="r1", version=1, incident=CASE, question=QuestionCode.FELL, unit=UNIT,
                              category="people", before=9, after=8, valid_at=at)  # fmt: skip
    put(
        store,
        *all_figures(at),
        report(ReportState.DRAFT, at, at),
        question,
        replace(question, unit=OTHER),
    )
    assert [kind for kind, _ in kinds(store, COUNTY, at + MINUTE)] == [WaitKind.QUESTION]
    put(
        store,
        replace(question, state=QuestionState.ANSWERED, answer="核实", valid_at=at + 2 * MINUTE),
    )
    assert kinds(store, COUNTY, at + 3 * MINUTE) == []
    put(
        store,
        replace(question, valid_at=at + 4 * MINUTE),
        report(ReportState.FROZEN, at + 5 * MINUTE, at),
    )
    assert kinds(store, COUNTY, at + 6 * MINUTE) == []


def test_an_approved_order_waits_to_be_issued_and_a_returned_one_to_be_mended(store):
    put(store, order(OrderState.DRAFT))
    assert kinds(store, APPROVER, BEGAN + MINUTE) == [(WaitKind.APPROVAL, False)]
    assert kinds(store, OFFICER, BEGAN + MINUTE) == []
    put(store, order(OrderState.RETURNED, BEGAN + 2 * MINUTE))
    assert kinds(store, OFFICER, BEGAN + 3 * MINUTE) == [(WaitKind.RETURNED, False)]
    put(store, order(OrderState.APPROVED, BEGAN + 4 * MINUTE))
    assert kinds(store, OFFICER, BEGAN + 5 * MINUTE) == [(WaitKind.ISSUE, False)]
    assert kinds(store, APPROVER, BEGAN + 5 * MINUTE) == []
    put(store, order(OrderState.ISSUED, BEGAN + 6 * MINUTE))
    assert kinds(store, OFFICER, BEGAN + 7 * MINUTE) == []


def test_a_report_that_was_taken_waits_to_be_handed_in_then_to_be_signed(store):
    at = BEGAN + 6 * HOUR
    put(store, report(ReportState.DRAFT, at, at))
    assert kinds(store, OFFICER, at + MINUTE) == [(WaitKind.HAND_IN, False)]
    assert kinds(store, OFFICER, at + 2 * HOUR) == [(WaitKind.HAND_IN, True)]
    put(store, report(ReportState.FROZEN, at + 3 * HOUR, at))
    assert kinds(store, OFFICER, at + 4 * HOUR) == []
    assert kinds(store, APPROVER, at + 4 * HOUR) == [(WaitKind.APPROVAL, False)]


def test_minutes_that_were_written_wait_for_the_signature(store):
    held = Consultation(consultation="c1", incident=CASE, serial=1, state=ConsultationState.HELD,
                        valid_at=BEGAN)  # fmt: skip
    put(store, held)
    assert kinds(store, APPROVER, BEGAN + MINUTE) == [(WaitKind.APPROVAL, False)]


def test_drafted_reminders_wait_for_the_duty_officer_as_one(store):
    late = BEGAN + HOUR + 5 * MINUTE
    drafted = Reminder(
        order="o1", incident=CASE, unit=UNIT, stage=ReminderStage.RECEIPT, valid_at=late
    )
    put(store, order(), drafted, replace(drafted, unit="D03"))
    (item,) = waits(store, OFFICER, late + MINUTE)
    assert (item.kind, item.page) == (WaitKind.REMINDERS, "orders")
    assert "2 条" in item.subject
    assert "东山" in item.subject


def test_a_request_that_nobody_answered_waits_for_the_duty_officer_and_is_late_in_its_time(store):
    asked = Dispatch(
        dispatch="d1", incident=CASE, unit=UNIT, item="pumps", quantity=2, measure="台",
        purpose="城区排涝", state=DispatchState.REQUESTED, valid_at=BEGAN,
    )  # fmt: skip
    put(store, asked)
    within = timedelta(minutes=CITY.plan.dispatches.answer_minutes)
    (item,) = [
        each for each in waits(store, OFFICER, BEGAN + MINUTE) if each.kind is WaitKind.REQUEST
    ]
    assert (item.subject, item.due_at, item.late) == (
        "东山请求支援:pumps 城区排涝",
        BEGAN + within,
        False,
    )
    assert (item.page, item.parameter, item.reference) == ("means", "dispatch", "d1")
    assert (WaitKind.REQUEST, True) in kinds(store, OFFICER, BEGAN + within + MINUTE)
    assert WaitKind.REQUEST not in {kind for kind, _ in kinds(store, COUNTY, BEGAN + MINUTE)}
    put(store, replace(asked, state=DispatchState.DISPATCHED, valid_at=BEGAN + 2 * MINUTE))
    assert WaitKind.REQUEST not in {kind for kind, _ in kinds(store, OFFICER, BEGAN + 3 * MINUTE)}


def proposal(state, at):
    return LevelProposal(proposal="p1", incident=CASE, unit=CITY.code, hazard=Hazard.TYPHOON, level=Level.II,
                         change=LevelChange.RAISE, effective_at=BEGAN, state=state, note="依据不足", valid_at=at)  # fmt: skip


@pytest.mark.parametrize(
    ("state", "said"), [(ProposalState.APPROVED, "已批准"), (ProposalState.REFUSED, "未批准")]
)
def test_a_decided_proposal_is_told_to_the_duty_officer_for_half_a_day(store, state, said):
    put(store, proposal(ProposalState.SUBMITTED, BEGAN))
    assert kinds(store, APPROVER, BEGAN + MINUTE) == [(WaitKind.APPROVAL, False)]
    assert kinds(store, OFFICER, BEGAN + MINUTE) == []
    put(store, proposal(state, BEGAN + 5 * MINUTE))
    (item,) = waits(store, OFFICER, BEGAN + 6 * MINUTE)
    assert (item.kind, item.notice, item.page, item.reference) == (
        WaitKind.DECIDED,
        True,
        "responses",
        "p1",
    )
    assert said in item.subject
    assert "依据不足" in item.subject
    assert kinds(store, OFFICER, BEGAN + 13 * HOUR) == []


def test_figures_without_an_incident_are_told_while_one_is_open(store):
    put(
        store,
        figure(BEGAN + MINUTE, incident=UNASSIGNED),
        figure(BEGAN - 72 * HOUR, OTHER, UNASSIGNED),
    )
    (item,) = waits(store, OFFICER, BEGAN + 2 * MINUTE)
    assert item.kind is WaitKind.UNASSIGNED
    assert "1 个单位" in item.subject
    assert "东山" in item.subject
