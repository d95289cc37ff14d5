"""Figures of the evacuation as reporters enter them: read, questioned, confirmed, saved."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from ems_dashboard.actions.acting import Desk, new_id, require, require_true_by_now
from ems_dashboard.actions.belonging import as_reported, closed_of, incident_of
from ems_dashboard.actions.clocks import in_order
from ems_dashboard.actions.rows import append_changed, unit_of
from ems_dashboard.errors import Refused
from ems_dashboard.feeds import values
from ems_dashboard.moments import as_moment, as_valid
from ems_dashboard.rules.entering import FIELDS, NEEDED, Flaw, Place, counts, doubts, flaws
from ems_dashboard.rules.evacuation import STAGES, Evacuation
from ems_dashboard.rules.figure_questions import Question
from ems_dashboard.rules.log import LogEntry
from ems_dashboard.rules.terms import LogCategory, QuestionCode
from ems_dashboard.store import Appended

Cells = Mapping[Place, Mapping[str, str]]
"""What was typed: unit and category → field → text."""


@dataclass(frozen=True, slots=True)
class Entered:
    """`wrong`: (unit, category, field) → what is wrong with the cell; nothing is taken while
    there is any. `closed`: the names of closed incidents, whose figures are taken as
    corrections."""

    rows: tuple[Evacuation, ...]
    wrong: Mapping[tuple[str, str, str], str]
    doubts: tuple[Question, ...]
    closed: tuple[str, ...] = ()

    @property
    def asks(self) -> bool:
        """Whether a reason is wanted before it is taken."""
        return bool(self.doubts or self.closed)


def read_entry(
    desk: Desk, cells: Cells, valid_at: datetime, same: Collection[str] = (), incident: str = ""
) -> Entered:
    """The rows that were typed, and what stands against taking them. `same`: the units whose
    reporter said that what did not change is reported too; they are not asked whether it did.
    `incident`: the one that was chosen. Raises Refused where none covers `valid_at`, or several
    do and none was chosen."""
    incident = incident_of(desk, valid_at, incident)
    wrong: dict[tuple[str, str, str], str] = {}
    rows: list[Evacuation] = []
    for (unit, category), texts in cells.items():
        given: dict[str, int | None] = {}
        for field in FIELDS:
            try:
                given[field] = _count(texts.get(field, ""), field, desk)
            except values.Unreadable as problem:
                wrong[unit, category, field] = problem.sentence(desk.words)
        if not any(place[:2] == (unit, category) for place in wrong):
            stages: dict[str, Any] = given | {"returned": given["returned"] or 0}
            row = Evacuation(
                incident=incident,
                unit=unit,
                category=category,
                reporter=desk.actor.name,
                valid_at=as_valid(valid_at),
                **stages,
            )
            rows.append(row)
    weighed = weigh(desk, rows, same)
    wrong |= weighed.wrong
    return replace(weighed, wrong=wrong, doubts=() if wrong else weighed.doubts)


def weigh(desk: Desk, rows: Sequence[Evacuation], same: Collection[str] = ()) -> Entered:
    """What stands against taking the rows; without a flaw, what is doubtful in them."""
    wrong: dict[tuple[str, str, str], str] = {}
    for row in rows:
        wrong |= {(f.unit, f.category, f.field): _sentence(desk, f) for f in flaws(row)}
    asked: list[Question] = [] if wrong else _doubts(desk, rows)
    meant = [q for q in asked if q.code is not QuestionCode.UNCHANGED or q.unit not in same]
    closed = tuple(incident.name for incident in closed_of(desk, rows))
    return Entered(tuple(rows), wrong, tuple(meant), closed)


def _doubts(desk: Desk, rows: Sequence[Evacuation]) -> list[Question]:
    """What is doubtful in the figures of each incident and hour against what stood before."""
    asked: list[Question] = []
    for incident, valid_at in sorted({(row.incident, row.valid_at) for row in rows}):
        mine = [row for row in rows if (row.incident, row.valid_at) == (incident, valid_at)]
        asked += doubts(mine, standing(desk, incident, valid_at))
    return asked


def _count(text: str, field: str, desk: Desk) -> int | None:
    if not values.blank(text):
        return values.whole(text)
    if field in NEEDED:
        raise values.Unreadable("cell_empty", column=desk.words(f"entry.field.{field}"))
    return None


def _sentence(desk: Desk, flaw: Flaw) -> str:
    word = desk.words
    fields = {"field": word(f"entry.field.{flaw.field}"), "of": word(f"entry.field.{flaw.of}")}
    return word("entry.more_than", value=f"{flaw.value:,}", limit=f"{flaw.limit:,}", **fields)


def standing(desk: Desk, incident: str, valid_at: datetime) -> dict[Place, Evacuation]:
    """What stands for each unit and category before the figures of `valid_at`, as known now."""
    with desk.store.reading(desk.moment) as reader:
        rows = reader.current(Evacuation, as_of=as_moment(valid_at), incident=incident)
    return {(row.unit, row.category): row for row in rows}


def report(desk: Desk, entered: Entered, reason: str = "") -> Appended:
    """Saves all rows or none. Doubts need a reason, which the log keeps beside the figures.
    Raises Refused."""
    if entered.wrong or not entered.rows:
        raise Refused(desk.words("entry.nothing"))
    if entered.doubts and not reason.strip():
        raise Refused(desk.words("entry.reason_needed", n=len(entered.doubts)))
    for row in entered.rows:
        require(desk, "report:evacuation", unit_of(row, desk.city))
        if not counts(desk.city, row.unit, row.category):  # no grid offers it
            raise Refused(_not_counted(desk, row))
        require_true_by_now(desk, row)
    given = as_reported(desk, entered.rows, reason)
    rows = in_order(desk, given, desk.clock_at) if desk.clock_at else given
    reasons = log_answers(desk, entered.rows[0].incident, entered.doubts, reason)
    return desk.store.write(lambda connection: append_changed(connection, desk, rows, reasons))


def _not_counted(desk: Desk, row: Evacuation) -> str:
    unit, category = (
        desk.city.name_of(row.unit, desk.words.lang),
        desk.words(f"terms.category.{row.category}"),
    )
    return desk.words("entry.not_counted", unit=unit, category=category)


def confirm(desk: Desk, unit: str, townships: Sequence[Evacuation]) -> Appended:
    """The county stands by the sum of what its townships reported: a report of its own, one per
    incident and category."""
    require(desk, "report:evacuation", unit)
    grouped: dict[tuple[str, str], list[Evacuation]] = {}
    for row in townships:
        if desk.city.county_of.get(row.unit) == unit:
            grouped.setdefault((row.incident, row.category), []).append(row)
    if not grouped:
        raise Refused(desk.words("rows.nothing_to_confirm"))
    sums = weigh(desk, [_summed(rows, unit, desk.actor.name) for rows in grouped.values()])
    if sums.wrong:
        name = desk.city.name_of(unit, desk.words.lang)
        raise Refused(desk.words("entry.of_unit", unit=name, said=next(iter(sums.wrong.values()))))
    return report(desk, replace(sums, doubts=()))


def _summed(rows: Sequence[Evacuation], unit: str, reporter: str) -> Evacuation:
    """Of a stage that not every township counts the county has no figure."""
    stages: dict[str, Any] = {}
    for name in STAGES:
        values = [getattr(row, name) for row in rows]
        stages[name] = None if None in values else sum(values)
    return Evacuation(
        incident=rows[0].incident,
        unit=unit,
        category=rows[0].category,
        target=sum(row.target for row in rows),
        moved=sum(row.moved for row in rows),
        returned=sum(row.returned for row in rows),
        reporter=reporter,
        valid_at=max(row.valid_at for row in rows),
        **stages,
    )


def log_answers(
    desk: Desk, incident: str, questions: Iterable[Question], reason: str
) -> list[LogEntry]:
    """Each question with what was found about it, for the log."""
    return [
        LogEntry(
            entry=new_id(desk.moment),
            incident=incident,
            category=LogCategory.NOTE,
            unit=question.unit,
            counterpart=desk.actor.name,
            text=f"{asked(desk, question)} {reason.strip()}",
            valid_at=desk.moment,
        )
        for question in questions
    ]


def asked(desk: Desk, question: Question) -> str:
    """A question in words, with its unit and figures."""
    word = desk.words
    return word(
        f"entry.doubt.{question.code}",
        unit=desk.city.name_of(question.unit, word.lang),
        category=word(f"terms.category.{question.category}"),
        before=f"{question.before:,}" if question.before is not None else "",
        after=f"{question.after:,}" if question.after is not None else "",
    )
