"""What a situation report may become, when it was issued, and what keeps it from being signed."""

from dataclasses import replace

import pytest

from ems_dashboard.rules.reports import MOVES, ReportQuestion, may_move, unanswered
from ems_dashboard.rules.terms import QuestionCode, QuestionState, ReportState
from tests.builders import CASE, DONGSHAN, at, report

DRAFT, FROZEN, SIGNED, REPLACED = ReportState


def test_the_moves_are_these_and_no_others():
    allowed = {(b, a) for b in (None, *ReportState) for a in ReportState if may_move(b, a)}
    assert allowed == {
        (None, DRAFT),
        (DRAFT, FROZEN),
        (FROZEN, DRAFT),
        (FROZEN, SIGNED),
        (SIGNED, REPLACED),
    }
    assert set(MOVES) == {None, *ReportState}


@pytest.mark.parametrize(
    ("state", "issued"), [(DRAFT, False), (FROZEN, False), (SIGNED, True), (REPLACED, True)]
)
def test_a_report_that_was_replaced_was_issued_all_the_same(state, issued):
    assert report(state=state).issued is issued


def test_it_was_issued_when_it_was_signed_else_at_its_own_moment():
    row = replace(report(), valid_at=at(9), signed_at=at(2))
    assert row.issued_at == at(2)
    assert replace(row, signed_at=None).issued_at == at(9)


def test_its_figures_know_what_was_known_when_they_were_taken_not_when_it_was_signed():
    row = replace(report(), taken_at=at(1), signed_at=at(2), valid_at=at(3))
    assert row.known_until == at(1)
    assert replace(row, taken_at=None).known_until == at(2)
    assert replace(row, taken_at=None, signed_at=None).known_until == at(3)


def question(state=QuestionState.OPEN, answer=""):
    return ReportQuestion(
        report="R1", version=1, incident=CASE, question=next(iter(QuestionCode)), unit=DONGSHAN,
        state=state, answer=answer, valid_at=at(0),
    )  # fmt: skip


def test_a_question_is_answered_by_words_and_by_nothing_else():
    closed = next(state for state in QuestionState if state is not QuestionState.OPEN)
    empty, blank, said = question(closed), question(closed, " \n"), question(closed, "已核实")
    written_not_sent = question(QuestionState.OPEN, "已核实")
    rows = [question(), empty, blank, said, written_not_sent]
    assert unanswered(rows) == [question(), empty, blank, written_not_sent]
