"""The frozen figures of a report as a table: what was moved, and what changed since the report
before."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from ems_dashboard.clock import full_time
from ems_dashboard.rules.figure_questions import ReportedFigure
from ems_dashboard.rules.reports import Report, ReportQuestion
from ems_dashboard.rules.terms import Category, QuestionCode
from ems_dashboard.screen.here import Here
from ems_dashboard.situation.evacuation import hazards_then
from ems_dashboard.situation.freezing import owed, reported_in
from ems_dashboard.situation.meetings import reports_before, reports_of
from ems_dashboard.templating import rendered
from ems_dashboard.views.consultations.meetings import heading

COLUMNS = ("moved", "change", "target")
Figures = Mapping[tuple[str, Category], ReportedFigure]


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    mood: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    cells: list[Cell]
    sum: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """The figures of a report, those of the one before, and which did not come."""

    now: Figures
    was: Figures
    silent: set[tuple[str, str]]

    @property
    def categories(self) -> list[Category]:
        reported = {category for _, category in self.now}
        return [each for each in Category if each in reported] or [Category.PEOPLE]


def figures_table(here: Here, report: Report, asked: Iterable[ReportQuestion]) -> Markup:
    word, before = here.words, _before(here, report)
    now, was = figures_of(here, report), figures_of(here, before) if before else {}
    compared = Compared(now, was, _silent(here, report.incident, asked))
    table = rendered(
        "reports/figures.html",
        unit=word("screens.table.unit"),
        categories=[word(f"terms.category.{each}") for each in compared.categories],
        heads=[word(f"meetings.report.column_{name}") for name in COLUMNS],
        rows=[_row(here, unit, compared) for unit in (here.city.code, *here.city.by_code)],
    )
    return heading(word("meetings.report.figures"), _since(here, before)) + table


def _before(here: Here, report: Report) -> Report | None:
    sent = reports_of(here.store, report.incident, here.as_of)
    return next(iter(reports_before(sent, report.incident, report.cut_off)), None)


def _since(here: Here, before: Report | None) -> str:
    if before is None:
        return here.words("meetings.report.first")
    at = full_time(before.cut_off)
    return here.words("meetings.report.since", n=before.serial, at=at)


def _silent(here: Here, incident: str, asked: Iterable[ReportQuestion]) -> set[tuple[str, str]]:
    """Unit and category of the figures that did not come; a unit asked as a whole is silent in what
    it owes."""
    owes = owed(here.city, hazards_then(here.store, incident))
    silent: set[tuple[str, str]] = set()
    for question in asked:
        if question.question is QuestionCode.SILENT:
            whole = owes.get(question.unit, ())
            categories = (question.category,) if question.category else whole
            silent |= {(question.unit, str(category)) for category in categories}
    return silent


def figures_of(here: Here, report: Report) -> Figures:
    """They never change: read once for all sessions."""
    state = report.state if report.taken_at is None else ""
    key = ("told", report.report, report.version, state)
    figures = here.cache.once(key, lambda: reported_in(here.store, here.city, report))
    return {(figure.unit, figure.category): figure for figure in figures}


def _row(here: Here, unit: str, compared: Compared) -> Row:
    cells = [cell for each in compared.categories for cell in _cells(here, unit, each, compared)]
    name = here.city.name_of(unit) if here.lang == "zh" else here.city.short_of(unit, here.lang)
    return Row(name, cells, unit == here.city.code)


def _cells(here: Here, unit: str, category: Category, compared: Compared) -> list[Cell]:
    """Moved, its change, the target; what fell and a changed target in red, what was not reported
    again faded."""
    now, was = compared.now.get((unit, category)), compared.was.get((unit, category))
    silent = (unit, str(category)) in compared.silent
    if now is None:
        missing = Cell(here.words("meetings.report.not_told"), "down") if silent else Cell("—")
        return [missing, Cell("—"), Cell("—")]
    other_target = was is not None and was.target != now.target
    return [
        Cell(f"{now.moved:,}", "old" if silent else "", full_time(now.valid_at)),
        _change(now.moved - was.moved if was else None),
        Cell(f"{now.target:,}", "down" if other_target else ""),
    ]


def _change(change: int | None) -> Cell:
    if change is None:
        return Cell("—")
    return Cell(f"{change:+,}" if change else "0", "down" if change < 0 else "")
