"""Situation reports (动态报告): three a day of a case, each with its cut-off. The figures are
frozen when the report is taken, the text when it is handed over for signing; a correction is a new
version and the old one stays."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.figure_questions import Question
from ems_dashboard.rules.terms import QuestionCode, QuestionState, ReportState


@dataclass(frozen=True, kw_only=True, slots=True)
class Report(Fact):
    """`valid_at` is the minute of the state, `cut_off` the minute the figures are true for,
    `due_at` when it was owed, `taken_at` the minute the figures were frozen. `sections`: JSON, code
    of the section → its text. `reason`: why there is this version, or why it was handed back. Its
    figures are a fact of their own: `ReportFigures`."""

    KIND: ClassVar[str] = "reports"
    KEY: ClassVar[tuple[str, ...]] = ("report", "version")
    LASTING: ClassVar[tuple[str, ...]] = ("incident",)

    report: str
    version: int = 1
    incident: str
    serial: int
    state: ReportState = ReportState.SIGNED
    cut_off: datetime
    due_at: datetime | None = None
    taken_at: datetime | None = None
    signed_at: datetime | None = None
    title: str = ""
    sections: str = ""
    reason: str = ""
    author: str = ""
    signed_by: str = ""

    @property
    def issued(self) -> bool:
        return self.state in (ReportState.SIGNED, ReportState.REPLACED)

    @property
    def issued_at(self) -> datetime:
        """When it was signed; a row that says no more than its moment was signed then."""
        return self.signed_at or self.valid_at

    @property
    def known_until(self) -> datetime:
        """What was known at this moment is in its figures."""
        return self.taken_at or self.issued_at


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportFigures(Fact):
    """The whole situation of the cut-off as it was known when the report was taken: JSON in the
    form of the command `situation`, with what was observed beside it. One per version, never
    written again."""

    KIND: ClassVar[str] = "report_figures"
    KEY: ClassVar[tuple[str, ...]] = ("report", "version", "valid_at")
    LASTING: ClassVar[tuple[str, ...]] = ("incident",)

    report: str
    version: int
    incident: str
    cut_off: datetime
    figures: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportQuestion(Fact):
    """What the number police asks of a version before it is signed. `before` and `after`: the two
    figures that do not agree; `since`: the moment of the last figure. `category`: empty where the
    unit as a whole is asked."""

    KIND: ClassVar[str] = "report_questions"
    KEY: ClassVar[tuple[str, ...]] = ("report", "version", "question", "unit", "category")
    LASTING: ClassVar[tuple[str, ...]] = ("incident",)

    report: str
    version: int
    incident: str
    question: QuestionCode
    unit: str
    category: str = ""
    before: int | None = None
    after: int | None = None
    since: datetime | None = None
    state: QuestionState = QuestionState.OPEN
    answer: str = ""
    answered_by: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Taking:
    """What a report is begun with: the text and the figures of its cut-off, frozen, and what is
    asked of them."""

    incident: str
    cut_off: datetime
    due_at: datetime | None
    title: str
    sections: Mapping[str, str]
    figures: str
    questions: tuple[Question, ...]


def unanswered(questions: Iterable[ReportQuestion]) -> list[ReportQuestion]:
    """What keeps a version from being handed over and signed."""
    return [q for q in questions if q.state is QuestionState.OPEN or not q.answer.strip()]


MOVES: Mapping[ReportState | None, frozenset[ReportState]] = {
    None: frozenset({ReportState.DRAFT}),
    ReportState.DRAFT: frozenset({ReportState.FROZEN}),
    ReportState.FROZEN: frozenset({ReportState.DRAFT, ReportState.SIGNED}),
    ReportState.SIGNED: frozenset({ReportState.REPLACED}),
    ReportState.REPLACED: frozenset(),
}
"""From → to. Draft: the figures are frozen, the text is being written; frozen: the text too, it
waits for a signature and may be handed back; replaced: a newer version was signed."""


def may_move(before: ReportState | None, after: ReportState) -> bool:
    return after in MOVES[before]
