from contextlib import suppress
from datetime import timedelta
from itertools import pairwise
from threading import Thread

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ems_dashboard.actions import reports as acts
from ems_dashboard.errors import Refused
from ems_dashboard.rules.reports import Report, may_move
from ems_dashboard.rules.terms import Category, QuestionCode, QuestionState, ReportState
from ems_dashboard.situation.freezing import reported_in
from ems_dashboard.situation.meetings import figures_of, questions, versions
from tests.actions.meeting_room import (
    APPROVER,
    CASE,
    DONGSHAN,
    DUTY,
    SECOND,
    ZHANGPU,
    ZHAOAN,
    at,
    desk,
    moved,
    taking,
)  # fmt: skip
from tests.situation.rows import CITY

LATE = at(23)
CUT_OFF, TAKEN, ANSWERED = at(17), at(17, 8), at(17, 20)
BOATS = tuple(category for category in CITY.plan.reported if category is not Category.PEOPLE)
NEVER = {(unit, category, None) for unit in (DONGSHAN, ZHANGPU) for category in BOATS}
"""What the two that reported people owe as well and never reported."""


def take(room, city, cut_off=CUT_OFF, moment=TAKEN, actor=DUTY) -> Report:
    return acts.take(desk(room, city, actor, moment), taking(room, city, cut_off, moment))


def answer_all(room, city, report, moment=ANSWERED) -> None:
    for asked in questions(room, report, LATE):
        acts.answer(desk(room, city, DUTY, moment), asked, QuestionState.ACCEPTED, "已核实")


def sent(room, city, cut_off, moment) -> Report:
    report = take(room, city, cut_off, moment)
    answer_all(room, city, report, moment)
    acts.hand_over(desk(room, city, DUTY, moment), report.report, 1, {"people": "x"})
    return acts.sign(desk(room, city, APPROVER, moment + timedelta(minutes=5)), report.report, 1)


def figures(room, city, report) -> dict[str, int]:
    return {told.unit: told.moved for told in reported_in(room, city, report)}


def test_the_17_00_figures_taken_at_17_08_are_those_known_by_then_and_never_change(room, city):
    room.append(
        [moved(DONGSHAN, 500, at(17), known_at=at(17, 6)), moved(ZHANGPU, 600, at(17, 5))],
        moment=at(17, 6),
    )
    report = take(room, city)
    frozen = figures_of(room, report)
    assert figures(room, city, report) == {"350600": 1100, DONGSHAN: 500, ZHANGPU: 300, ZHAOAN: 300}
    room.append([moved(DONGSHAN, 450, at(17), known_at=at(17, 30)), moved(ZHAOAN, 700, at(16), known_at=at(18))],
                moment=at(18))  # fmt: skip
    assert figures(room, city, report)[DONGSHAN] == 500
    assert figures_of(room, report) == frozen


def test_a_report_without_kept_figures_is_recomputed_as_it_was_known(room, city):
    report = Report(
        report="B1", incident=CASE, serial=1, cut_off=at(17), valid_at=at(17, 8), known_at=at(17, 8)
    )
    room.append([moved(DONGSHAN, 500, at(17), known_at=at(17, 6)), report], moment=at(17, 8))
    room.append([moved(DONGSHAN, 450, at(17), known_at=at(17, 30))], moment=at(18))
    assert figures(room, city, report)[DONGSHAN] == 500


def test_a_report_is_not_taken_before_its_cut_off_nor_twice(room, city):
    with pytest.raises(Refused, match="17:00"):
        take(room, city, moment=at(16, 59))
    take(room, city)
    with pytest.raises(Refused, match="第1期"):
        take(room, city, moment=at(17, 9), actor=SECOND)


def test_a_first_report_asks_for_figures_that_are_stale_at_its_cut_off(room, city):
    room.append([moved(unit, 500, at(16)) for unit in (DONGSHAN, ZHANGPU)], moment=at(16))
    asked = questions(room, take(room, city), LATE)
    assert [q for q in asked if q.question is not QuestionCode.SILENT] == []
    assert {(q.unit, q.category, q.since) for q in asked} == {(ZHAOAN, "", at(10)), *NEVER}


def test_a_missing_unit_and_a_falling_figure_hold_the_report_back_until_they_are_answered(
    room, city
):
    sent(room, city, at(11), at(11, 10))
    room.append([moved(DONGSHAN, 250, at(16)), moved(ZHANGPU, 800, at(16))], moment=at(16))
    report = take(room, city)
    asked = questions(room, report, LATE)
    assert {(q.question, q.unit, q.before, q.after) for q in asked if q.category not in BOATS} == {
        (QuestionCode.FELL, DONGSHAN, 300, 250), (QuestionCode.SILENT, ZHAOAN, None, None),
    }  # fmt: skip
    assert {(q.unit, q.category, q.since) for q in asked if q.category in BOATS} == NEVER
    with pytest.raises(Refused, match="8个"):
        acts.hand_over(desk(room, city, DUTY, at(17, 15)), report.report, 1, {})
    with pytest.raises(Refused):
        acts.answer(desk(room, city, DUTY, at(17, 15)), asked[0], QuestionState.ANSWERED, "  ")
    answer_all(room, city, report)
    assert {q.answered_by for q in questions(room, report, LATE)} == {"值班员甲"}
    acts.hand_over(desk(room, city, DUTY, at(17, 30)), report.report, 1, {"people": "转移群众"})
    signed = acts.sign(desk(room, city, APPROVER, at(17, 50)), report.report, 1)
    assert (signed.state, signed.signed_by, signed.author) == (
        ReportState.SIGNED,
        "审批人丙",
        "值班员甲",
    )


def test_who_took_or_handed_over_a_report_may_not_sign_it(room, city, monkeypatch):
    monkeypatch.setattr("ems_dashboard.actions.acting.may", lambda role, act: True)
    report = take(room, city, actor=SECOND)
    answer_all(room, city, report)
    acts.hand_over(desk(room, city, DUTY, at(17, 20)), report.report, 1, {})
    for actor in (DUTY, SECOND):
        with pytest.raises(Refused, match="双人"):
            acts.sign(desk(room, city, actor, at(17, 30)), report.report, 1)
    acts.hand_back(desk(room, city, APPROVER, at(17, 30)), report.report, 1, "第三章不全")
    acts.hand_over(desk(room, city, DUTY, at(17, 40)), report.report, 1, {})
    assert acts.sign(desk(room, city, APPROVER, at(17, 50)), report.report, 1).reason == ""


def test_roles_hold_at_the_act_whatever_the_page_showed(room, city):
    with pytest.raises(Refused):
        take(room, city, actor=APPROVER)
    report = take(room, city)
    answer_all(room, city, report)
    acts.hand_over(desk(room, city, DUTY, at(17, 20)), report.report, 1, {})
    with pytest.raises(Refused):
        acts.sign(desk(room, city, SECOND, at(17, 30)), report.report, 1)


def test_a_correction_is_a_new_version_and_the_old_one_stays_struck_out(room, city):
    first = sent(room, city, at(17), at(17, 8))
    room.append([moved(DONGSHAN, 450, at(17), known_at=at(18))], moment=at(18))
    again = taking(room, city, at(17), at(18, 10))
    with pytest.raises(Refused):
        acts.take_again(desk(room, city, DUTY, at(18, 10)), first.report, again, " ")
    second = acts.take_again(desk(room, city, DUTY, at(18, 10)), first.report, again, "东山县更正")
    answer_all(room, city, second, at(18, 11))
    acts.hand_over(desk(room, city, DUTY, at(18, 12)), second.report, 2, {})
    assert [v.state for v in versions(room, first.report, LATE)] == [
        ReportState.FROZEN,
        ReportState.SIGNED,
    ]
    acts.sign(desk(room, city, APPROVER, at(18, 20)), second.report, 2)
    assert [(v.version, v.state, v.serial) for v in versions(room, first.report, LATE)] == [
        (2, ReportState.SIGNED, first.serial), (1, ReportState.REPLACED, first.serial),
    ]  # fmt: skip
    assert [figures(room, city, v)[DONGSHAN] for v in versions(room, first.report, LATE)] == [
        450,
        300,
    ]
    assert [v.state for v in versions(room, first.report, at(18, 15))] == [
        ReportState.FROZEN,
        ReportState.SIGNED,
    ]


def test_what_is_signed_is_neither_handed_over_again_nor_answered_for(room, city):
    report = sent(room, city, at(17), at(17, 8))
    with pytest.raises(Refused):
        acts.hand_over(desk(room, city, DUTY, at(18)), report.report, 1, {})
    with pytest.raises(Refused):
        acts.hand_back(desk(room, city, APPROVER, at(18)), report.report, 1, "不")


def test_eight_who_take_at_once_get_one_report_per_cut_off_and_numbers_without_a_gap(room, city):
    hours = (11, 12, 13, 14)
    ready = {hour: taking(room, city, at(hour), at(17)) for hour in hours}
    done, refused = [], []

    def run(hour: int) -> None:
        try:
            done.append(acts.take(desk(room, city, DUTY, at(17)), ready[hour]))
        except Refused as error:
            refused.append(error)

    threads = [Thread(target=run, args=(hour,)) for hour in hours * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(report.serial for report in done) == [1, 2, 3, 4]
    assert len(refused) == 4


def step(room, city, report, name, when) -> None:
    version = versions(room, report.report, when)[0]
    if name == "hand_over":
        answer_all(room, city, version, when)
        acts.hand_over(desk(room, city, DUTY, when), report.report, version.version, {})
    elif name == "hand_back":
        acts.hand_back(
            desk(room, city, APPROVER, when), report.report, version.version, "第三章不全"
        )
    elif name == "sign":
        acts.sign(desk(room, city, APPROVER, when), report.report, version.version)
    else:
        again = taking(room, city, report.cut_off, when)
        acts.take_again(desk(room, city, DUTY, when), report.report, again, "更正")


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(names=st.lists(st.sampled_from(("hand_over", "hand_back", "sign", "again")), max_size=8))
def test_no_order_of_acts_leaves_the_table_of_moves(room, city, names):
    begun = LATE + timedelta(days=1, hours=room.version())
    report = take(room, city, begun, begun)
    for number, name in enumerate(names, 1):
        with suppress(Refused):
            step(room, city, report, name, begun + timedelta(minutes=number))
    rows = room.history(Report, report=report.report)
    for version in {row.version for row in rows}:
        states = [None, *(row.state for row in rows if row.version == version)]
        assert all(may_move(before, after) for before, after in pairwise(states))
    newest = versions(room, report.report, begun + timedelta(days=1))
    assert sum(row.state is ReportState.SIGNED for row in newest) == any(
        row.issued for row in newest
    )
