"""What is asked about the figures of a report before it is signed. It asks and never mends: each
question is answered or accepted with a reason by a person."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from ems_dashboard.moments import ValidAt
from ems_dashboard.rules.terms import Category, QuestionCode


@dataclass(frozen=True, slots=True)
class ReportedFigure:
    """A unit's figure (or the city's) in one category as a report tells it. `change`: against the
    row before, in the ledger; `otherwise`: the same figure come by in another way, where there is
    one: what its townships add up to, for the city the total that was sent."""

    unit: str
    category: Category
    target: int
    moved: int
    returned: int
    valid_at: ValidAt
    change: int | None = None
    otherwise: int | None = None

    @property
    def key(self) -> tuple[str, Category]:
        return (self.unit, self.category)

    @property
    def numbers(self) -> tuple[int, int, int]:
        return (self.target, self.moved, self.returned)

    @property
    def finished(self) -> bool:
        """Everybody has moved, and either nobody or everybody is back: nothing need change."""
        return self.moved >= self.target and self.returned in (0, self.moved)

    def asked(self, code: QuestionCode, before: int, after: int) -> "Question":
        return Question(code, self.unit, self.category, before, after)


@dataclass(frozen=True, slots=True)
class Question:
    """`before` and `after`: the figures that do not agree; `since`: when the unit last told a
    figure; `category` None: the unit as a whole."""

    code: QuestionCode
    unit: str
    category: Category | None
    before: int | None = None
    after: int | None = None
    since: datetime | None = None

    @property
    def key(self) -> tuple[str, str, str]:
        return (str(self.code), self.unit, str(self.category or ""))


Figures = Sequence[ReportedFigure]
Owed = Mapping[str, Iterable[Category]]


def questions(
    now: Figures, earlier: Sequence[Figures], owed: Owed, last_cut_off: datetime | None
) -> tuple[Question, ...]:
    """`earlier`: the figures of the reports before, the last one first. `owed`: unit → what it has
    to report. `last_cut_off`: the cut-off of the report before; a figure that is not newer was not
    reported again. None: any will do."""
    before, second = ({f.key: f for f in figures} for figures in (*earlier, (), ())[:2])
    found: list[Question] = []
    silent = _silent(now, owed, last_cut_off)
    for figure in now:
        was, first = before.get(figure.key), second.get(figure.key)
        found += _of_figure(figure, was)
        if _unchanged(figure, was, first) and not _covered(figure, silent):
            found.append(figure.asked(QuestionCode.UNCHANGED, figure.moved, figure.moved))
    return (*silent, *_once(found, owed))


def _of_figure(figure: ReportedFigure, was: ReportedFigure | None) -> Iterable[Question]:
    """What a figure does not agree with: the one before it, its own parts."""
    moved_before = _moved_before(figure, was)
    if moved_before is not None:
        yield figure.asked(QuestionCode.FELL, moved_before, figure.moved)
    if was is not None and figure.returned < was.returned:
        yield figure.asked(QuestionCode.RETURNED_FELL, was.returned, figure.returned)
    if figure.otherwise is not None and figure.otherwise != figure.moved:
        yield figure.asked(QuestionCode.PARTS, figure.otherwise, figure.moved)
    if was is not None and was.target != figure.target:
        yield figure.asked(QuestionCode.TARGET, was.target, figure.target)


def _moved_before(figure: ReportedFigure, was: ReportedFigure | None) -> int | None:
    """From what it fell: against the report before, or against the row before where the fall lies
    between two reports. None where it did not fall."""
    if was is not None and figure.moved < was.moved:
        return was.moved
    if figure.change is not None and figure.change < 0:
        return figure.moved - figure.change
    return None


def _unchanged(
    figure: ReportedFigure, was: ReportedFigure | None, first: ReportedFigure | None
) -> bool:
    if was is None or first is None or figure.finished:
        return False
    return figure.numbers == was.numbers == first.numbers


def _silent(now: Figures, owed: Owed, last_cut_off: datetime | None) -> list[Question]:
    """A unit that told nothing in any category is asked once, as a whole; else each category that
    it owes and has not told again, unless there is nothing left to tell."""
    newest = {figure.key: figure for figure in now}
    found = []
    for unit, categories in owed.items():
        told = {category: newest.get((unit, category)) for category in categories}
        open_ones = [c for c, figure in told.items() if _stale(figure, last_cut_off)]
        since = max((figure.valid_at for figure in now if figure.unit == unit), default=None)
        if open_ones and _before(since, last_cut_off):
            found.append(Question(QuestionCode.SILENT, unit, None, since=since))
            continue
        for category in open_ones:
            figure = told[category]
            told_at = figure.valid_at if figure is not None else None
            found.append(Question(QuestionCode.SILENT, unit, category, since=told_at))
    return found


def _before(told_at: datetime | None, last_cut_off: datetime | None) -> bool:
    """Whether nothing was told since the report before, or nothing ever."""
    if told_at is None:
        return True
    return last_cut_off is not None and told_at <= last_cut_off


def _stale(figure: ReportedFigure | None, last_cut_off: datetime | None) -> bool:
    if figure is None:
        return True
    return not figure.finished and _before(figure.valid_at, last_cut_off)


def _covered(figure: ReportedFigure, silent: Iterable[Question]) -> bool:
    """Whether the unit is already asked why it did not report: it cannot have changed."""
    return any(q.unit == figure.unit and q.category in (None, figure.category) for q in silent)


def _once(found: Sequence[Question], owed: Owed) -> Iterable[Question]:
    """The city is not asked what a unit in it is asked already."""
    units = {(q.code, q.category) for q in found if q.unit in owed}
    return [q for q in found if q.unit in owed or (q.code, q.category) not in units]
