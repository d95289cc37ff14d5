"""Consultations and reports with what belongs to them: of every version the one that stands."""

from dataclasses import replace

from ems_dashboard.rules.consultations import Decision
from ems_dashboard.rules.reports import ReportFigures, ReportQuestion
from ems_dashboard.rules.terms import ConsultationState, QuestionCode, QuestionState, ReportState
from ems_dashboard.situation import meetings
from tests.builders import CASE, DONGSHAN, at, consultation, report


def decision(number, matter, hours=0):
    return Decision(
        consultation="C1",
        number=number,
        incident=CASE,
        matter=matter,
        valid_at=at(hours),
        known_at=at(hours),
    )


def test_a_consultation_is_read_by_its_id_in_its_newest_state(told):
    store = told(
        consultation("C1", at(0), state=ConsultationState.HELD),
        consultation("C1", at(1)),
        consultation("C2", at(2)),
    )
    assert meetings.consultation(store, "C1", at(0)).state is ConsultationState.HELD
    assert meetings.consultation(store, "C1", at(1)).state is ConsultationState.SIGNED
    assert meetings.consultation(store, "C2", at(1)) is None


def test_decisions_stand_in_their_order_and_one_that_was_taken_out_is_none(told):
    store = told(decision(2, "乙"), decision(1, "甲"), decision(3, "丙"), decision(3, "", 1))
    assert [row.matter for row in meetings.decisions(store, "C1", at(0))] == ["甲", "乙", "丙"]
    assert [row.matter for row in meetings.decisions(store, "C1", at(1))] == ["甲", "乙"]


def test_the_newest_version_and_the_newest_cut_off_come_first(told):
    store = told(
        report("R1", at(0), known_at=at(1)), report("R1", at(0), version=2, known_at=at(2)),
        report("R2", at(6), known_at=at(7)),
    )  # fmt: skip
    assert [row.version for row in meetings.versions(store, "R1", at(9))] == [2, 1]
    assert [row.version for row in meetings.versions(store, "R1", at(1))] == [1]
    shown = [(row.report, row.version) for row in meetings.reports_of(store, CASE, at(9))]
    assert shown == [("R2", 1), ("R1", 2), ("R1", 1)]


def test_before_a_cut_off_come_the_reports_that_were_sent_in_the_version_that_stands():
    rows = [
        report("R1", at(0)), report("R1", at(0), version=2), report("R2", at(6)),
        report("R3", at(12)), report("R4", at(3), state=ReportState.DRAFT),
        replace(report("R5", at(4)), incident="other"),
    ]  # fmt: skip
    found = meetings.reports_before(rows, CASE, at(12))
    assert [(row.report, row.version) for row in found] == [("R2", 1), ("R1", 2)]


def test_questions_in_the_order_asked_each_in_its_newest_state(told):
    first = ReportQuestion(
        report="R1", version=1, incident=CASE, question=QuestionCode.FELL, unit=DONGSHAN, category="people",
        valid_at=at(1), known_at=at(1),
    )  # fmt: skip
    second = replace(first, question=QuestionCode.TARGET)
    answered = replace(first, state=QuestionState.ANSWERED, valid_at=at(2), known_at=at(2))
    store = told(first, second, answered, replace(first, version=2, valid_at=at(3), known_at=at(3)))
    found = meetings.questions(store, report("R1"), at(4))
    assert [(row.question, row.state) for row in found] == [
        (QuestionCode.FELL, QuestionState.ANSWERED),
        (QuestionCode.TARGET, QuestionState.OPEN),
    ]


def test_the_figures_of_a_version_are_its_own_and_none_where_none_were_kept(told):
    kept = ReportFigures(
        report="R1",
        version=1,
        incident=CASE,
        cut_off=at(0),
        figures='{"n": 1}',
        valid_at=at(1),
        known_at=at(1),
    )
    store = told(kept)
    assert meetings.figures_of(store, report("R1")) == '{"n": 1}'
    assert meetings.figures_of(store, report("R1", version=2)) is None
