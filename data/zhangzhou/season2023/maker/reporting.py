"""The reports as the product writes them. The season is loaded into a ledger of its own, and the officers of the
demonstration take, answer, hand over and sign each report by the product's own actions, at the minute of theirs."""

import json
import random
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from ems_dashboard.actions import reports as acts
from ems_dashboard.actions.acting import Desk
from ems_dashboard.reports.taking import taking
from ems_dashboard.rules.city import City
from ems_dashboard.rules.facts import SIMULATED, Fact
from ems_dashboard.rules.reports import Report, ReportFigures, ReportQuestion
from ems_dashboard.rules.roles import Actor
from ems_dashboard.rules.terms import QuestionState
from ems_dashboard.situation.freezing import as_json, freeze
from ems_dashboard.situation.meetings import questions
from ems_dashboard.store import Store
from ems_dashboard.text import words

from .calendar import Case, at
from .shifts import APPROVER, on_duty

F = TypeVar("F", bound=Fact)
BOOK: dict[str, Any] = tomllib.loads(
    Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
)
WRITTEN = ("2023-TY2305", "2023-TY2309", "2023-TY2311")
"""The cases whose reports are kept with their text and questions; of the others it is known when they were sent."""
FROZEN = "2023-TY2311"
"""The case whose reports keep their figures too: a tenth of a megabyte each."""
WORDS = words("zh")


def reports(
    store: Store, city: City, sent: Iterable[Report], cases: Iterable[Case]
) -> Iterator[Fact]:
    """`sent`: the reports of the rhythm, of which no more is said than when they were signed."""
    began = {case.incident: case.began for case in cases}
    rng = random.Random("reports")
    for report in sorted(sent, key=lambda row: (row.cut_off, row.incident)):
        if report.incident not in WRITTEN:
            store.append([report], moment=report.valid_at)
            yield report
            continue
        told = next((r for r in BOOK["report"] if r["report"] == report.report), {})
        name = _written(store, city, report, began[report.incident], told, rng)
        if "again" in told:
            _corrected(store, city, report, name, told["again"])
        yield from (_said(row, report.report) for row in _rows(store, name) if _kept(row))


def _kept(row: Fact) -> bool:
    return not isinstance(row, ReportFigures) or row.incident == FROZEN


def _written(
    store: Store,
    city: City,
    report: Report,
    began: datetime,
    told: dict[str, Any],
    rng: random.Random,
) -> str:
    """Taken when most units have reported, signed at the minute of the rhythm's row or of the book."""
    signed = at(told["signed"]) if "signed" in told else report.valid_at
    taken = max(
        report.cut_off + timedelta(minutes=rng.randint(16, 21)), began + timedelta(minutes=3)
    )
    desk = _desk(store, city, taken)
    made = acts.take(
        desk, taking(store, city, WORDS, report.incident, report.cut_off, report.due_at, taken)
    )
    _answered(store, city, made, taken + timedelta(minutes=4))
    if "back" in told:
        _handed_over(store, city, made, at(told["back"]) - timedelta(minutes=6))
        acts.hand_back(
            _desk(store, city, at(told["back"]), APPROVER), made.report, 1, told["back_reason"]
        )
    _handed_over(store, city, made, signed - timedelta(minutes=rng.randint(4, 8)))
    acts.sign(_desk(store, city, signed, APPROVER), made.report, 1)
    return made.report


def _corrected(store: Store, city: City, report: Report, name: str, told: dict[str, Any]) -> None:
    taken, signed = at(told["taken"]), at(told["signed"])
    same = taking(store, city, WORDS, report.incident, report.cut_off, report.due_at, taken)
    made = acts.take_again(_desk(store, city, taken), name, same, told["reason"])
    _answered(store, city, made, taken + timedelta(minutes=3))
    _handed_over(store, city, made, signed - timedelta(minutes=5))
    acts.sign(_desk(store, city, signed, APPROVER), name, 2)


def _answered(store: Store, city: City, made: Report, moment: datetime) -> None:
    """One after the other, as an officer goes down the list with the telephone."""
    asked = questions(store, made, moment)
    for place, question in enumerate(asked):
        minute = moment + timedelta(minutes=min(place, 14))
        choices = BOOK["answer"][question.question]
        said = choices[place % len(choices)]
        state = QuestionState(said["state"])
        text = said["text"].format(unit=city.short_of(question.unit, "zh"))
        acts.answer(_desk(store, city, minute), question, state, text)


def _handed_over(store: Store, city: City, made: Report, moment: datetime) -> None:
    acts.hand_over(_desk(store, city, moment), made.report, made.version, json.loads(made.sections))


def _desk(store: Store, city: City, moment: datetime, actor: Actor | None = None) -> Desk:
    return Desk(store, city, actor or on_duty(moment), WORDS, moment)


def _rows(store: Store, name: str) -> list[Fact]:
    kinds = (Report, ReportFigures, ReportQuestion)
    return [row for kind in kinds for row in store.history(kind, report=name)]


def _said(row: F, report: str) -> F:
    """As a row of the season's files: with the name of the rhythm's row, nothing that a ledger adds, and simulated."""
    return replace(row, report=report, seq=None, written_at=None, written_by="", source=SIMULATED)


def frozen_again(
    store: Store, city: City, rows: Iterable[ReportFigures]
) -> Iterator[ReportFigures]:
    """The same figures with the numbers that their rows have in a ledger into which all files were loaded."""
    for row in rows:
        figures = freeze(store, city, row.incident, row.cut_off, row.valid_at)
        yield replace(row, figures=as_json(figures, city))
