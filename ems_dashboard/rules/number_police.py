"""The number police: what is asked about the figures of a report before it is signed. It asks and never mends: each
question is answered or accepted with a reason by a person."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from ems_dashboard.rules.terms import Category, QuestionCode


@dataclass(frozen=True, slots=True)
class Told:
    """A unit's figure (or the city's) in one category as a report tells it. `change`: against the row before, in the
    ledger; `otherwise`: the same figure come by in another way, where there is one: what its townships add up to, for
    the city the total that was sent."""

    unit: str
    category: Category
    target: int
    moved: int
    returned: int
    valid_at: datetime
    change: int | None = None
    otherwise: int | None = None

    @property
    def finished(self) -> bool:
        """Everybody has moved, and either nobody or everybody is back: nothing need change."""
        return self.moved >= self.target and self.returned in (0, self.moved)


@dataclass(frozen=True, slots=True)
class Question:
    """`before` and `after`: the figures that do not agree; `since`: when the unit last told a figure; `category` None:
    the unit as a whole."""

    code: QuestionCode
    unit: str
    category: Category | None
    before: int | None = None
    after: int | None = None
    since: datetime | None = None

    @property
    def key(self) -> tuple[str, str, str]:
        return (str(self.code), self.unit, str(self.category or ""))


Telling = Sequence[Told]
Owed = Mapping[str, Iterable[Category]]


def questions(
    now: Telling, earlier: Sequence[Telling], owed: Owed, told_last: datetime | None
) -> tuple[Question, ...]:
    """`earlier`: the figures of the reports before, the last one first. `owed`: unit → what it has to report.
    `told_last`: the cut-off of the report before; a figure that is not newer was not
    reported again. None: any will do."""
    before, second = (
        {(t.unit, t.category): t for t in telling} for telling in (*earlier, (), ())[:2]
    )
    found: list[Question] = []
    silent = _silent(now, owed, told_last)
    for told in now:
        was, first = before.get((told.unit, told.category)), second.get((told.unit, told.category))
        found += _fell(told, was)
        if told.otherwise is not None and told.otherwise != told.moved:
            found.append(
                Question(QuestionCode.PARTS, told.unit, told.category, told.otherwise, told.moved)
            )
        if was is not None and was.target != told.target:
            found.append(
                Question(QuestionCode.TARGET, told.unit, told.category, was.target, told.target)
            )
        if _unchanged(told, was, first) and not _covered(told, silent):
            found.append(
                Question(QuestionCode.UNCHANGED, told.unit, told.category, told.moved, told.moved)
            )
    return (*silent, *_once(found, owed))


def _fell(told: Told, was: Told | None) -> Iterable[Question]:
    """Against the report before, or against the row before where the fall lies between two reports."""
    moved = was.moved if was is not None and told.moved < was.moved else None
    if moved is None and told.change is not None and told.change < 0:
        moved = told.moved - told.change
    if moved is not None:
        yield Question(QuestionCode.FELL, told.unit, told.category, moved, told.moved)
    if was is not None and told.returned < was.returned:
        yield Question(
            QuestionCode.RETURNED_FELL, told.unit, told.category, was.returned, told.returned
        )


def _unchanged(told: Told, was: Told | None, first: Told | None) -> bool:
    if was is None or first is None or told.finished:
        return False
    figures = {(t.target, t.moved, t.returned) for t in (told, was, first)}
    return len(figures) == 1


def _silent(now: Telling, owed: Owed, told_last: datetime | None) -> list[Question]:
    """A unit that told nothing in any category is asked once, as a whole; else each category that it owes and has not
    told again, unless there is nothing left to tell."""
    newest = {(t.unit, t.category): t for t in now}
    found = []
    for unit, categories in owed.items():
        open_ones = [
            category for category in categories if _stale(newest.get((unit, category)), told_last)
        ]
        since = max((t.valid_at for t in now if t.unit == unit), default=None)
        if open_ones and (since is None or (told_last is not None and since <= told_last)):
            found.append(Question(QuestionCode.SILENT, unit, None, since=since))
            continue
        for category in open_ones:
            told = newest.get((unit, category))
            found.append(
                Question(QuestionCode.SILENT, unit, category, since=told.valid_at if told else None)
            )
    return found


def _stale(told: Told | None, told_last: datetime | None) -> bool:
    return told is None or (
        told_last is not None and told.valid_at <= told_last and not told.finished
    )


def _covered(told: Told, silent: Iterable[Question]) -> bool:
    """Whether the unit is already asked why it did not report: it cannot have changed."""
    return any(q.unit == told.unit and q.category in (None, told.category) for q in silent)


def _once(found: Sequence[Question], owed: Owed) -> Iterable[Question]:
    """The city is not asked what a unit in it is asked already."""
    units = {(q.code, q.category) for q in found if q.unit in owed}
    return [q for q in found if q.unit in owed or (q.code, q.category) not in units]
