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
    def finished(self) -> bool:
        """Everybody has moved, and either nobody or everybody is back: nothing need change."""
        return self.moved >= self.target and self.returned in (0, self.moved)


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
    before, second = (
        {(f.unit, f.category): f for f in figures} for figures in (*earlier, (), ())[:2]
    )
    found: list[Question] = []
    silent = _silent(now, owed, last_cut_off)
    for figure in now:
        was = before.get((figure.unit, figure.category))
        first = second.get((figure.unit, figure.category))
        found += _fell(figure, was)
        if figure.otherwise is not None and figure.otherwise != figure.moved:
            found.append(
                Question(
                    QuestionCode.PARTS, figure.unit, figure.category, figure.otherwise, figure.moved
                )
            )
        if was is not None and was.target != figure.target:
            found.append(
                Question(
                    QuestionCode.TARGET, figure.unit, figure.category, was.target, figure.target
                )
            )
        if _unchanged(figure, was, first) and not _covered(figure, silent):
            found.append(
                Question(
                    QuestionCode.UNCHANGED, figure.unit, figure.category, figure.moved, figure.moved
                )
            )
    return (*silent, *_once(found, owed))


def _fell(figure: ReportedFigure, was: ReportedFigure | None) -> Iterable[Question]:
    """Against the report before, or against the row before where the fall lies between two
    reports."""
    moved = was.moved if was is not None and figure.moved < was.moved else None
    if moved is None and figure.change is not None and figure.change < 0:
        moved = figure.moved - figure.change
    if moved is not None:
        yield Question(QuestionCode.FELL, figure.unit, figure.category, moved, figure.moved)
    if was is not None and figure.returned < was.returned:
        yield Question(
            QuestionCode.RETURNED_FELL, figure.unit, figure.category, was.returned, figure.returned
        )


def _unchanged(
    figure: ReportedFigure, was: ReportedFigure | None, first: ReportedFigure | None
) -> bool:
    if was is None or first is None or figure.finished:
        return False
    figures = {(t.target, t.moved, t.returned) for t in (figure, was, first)}
    return len(figures) == 1


def _silent(now: Figures, owed: Owed, last_cut_off: datetime | None) -> list[Question]:
    """A unit that told nothing in any category is asked once, as a whole; else each category that
    it owes and has not told again, unless there is nothing left to tell."""
    newest = {(t.unit, t.category): t for t in now}
    found = []
    for unit, categories in owed.items():
        open_ones = [
            category
            for category in categories
            if _stale(newest.get((unit, category)), last_cut_off)
        ]
        since = max((t.valid_at for t in now if t.unit == unit), default=None)
        if open_ones and (since is None or (last_cut_off is not None and since <= last_cut_off)):
            found.append(Question(QuestionCode.SILENT, unit, None, since=since))
            continue
        for category in open_ones:
            figure = newest.get((unit, category))
            found.append(
                Question(
                    QuestionCode.SILENT, unit, category, since=figure.valid_at if figure else None
                )
            )
    return found


def _stale(figure: ReportedFigure | None, last_cut_off: datetime | None) -> bool:
    if figure is None:
        return True
    if last_cut_off is None or figure.finished:
        return False
    return figure.valid_at <= last_cut_off


def _covered(figure: ReportedFigure, silent: Iterable[Question]) -> bool:
    """Whether the unit is already asked why it did not report: it cannot have changed."""
    return any(q.unit == figure.unit and q.category in (None, figure.category) for q in silent)


def _once(found: Sequence[Question], owed: Owed) -> Iterable[Question]:
    """The city is not asked what a unit in it is asked already."""
    units = {(q.code, q.category) for q in found if q.unit in owed}
    return [q for q in found if q.unit in owed or (q.code, q.category) not in units]
