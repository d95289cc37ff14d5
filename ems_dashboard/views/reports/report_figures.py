"""The frozen figures of a report as a table: what was moved, and what changed since the report before."""

from collections.abc import Iterable, Mapping
from html import escape

from ems_dashboard.clock import full_time
from ems_dashboard.rules.figure_questions import ReportedFigure
from ems_dashboard.rules.reports import Report, ReportQuestion
from ems_dashboard.rules.terms import REPORTED, Category, QuestionCode
from ems_dashboard.screen.here import Here
from ems_dashboard.situation.freezing import owed, reported_in
from ems_dashboard.situation.meetings import reports_before, reports_of
from ems_dashboard.views.consultations.meetings import heading

Figures = Mapping[tuple[str, Category], ReportedFigure]


def figures_table(here: Here, report: Report, asked: Iterable[ReportQuestion]) -> str:
    word = here.words
    now = figures_of(here, report)
    sent = reports_of(here.store, report.incident, here.as_of)
    before = next(iter(reports_before(sent, report.incident, report.cut_off)), None)
    was = figures_of(here, before) if before else {}
    shown = [category for category in Category if any(key[1] is category for key in now)] or list(
        REPORTED[:1]
    )
    silent = _silent(here, now, asked)
    since = word("meetings.report.first")
    if before:
        since = word("meetings.report.since", n=before.serial, at=full_time(before.cut_off))
    rows = "".join(
        _row(here, unit, shown, now, was, silent) for unit in (here.city.code, *here.city.by_code)
    )
    table = f"{_heads(here, shown)}<tbody>{rows}</tbody>"
    scroll = f'<div class="ems-scroll mt-figures"><table class="ems-table">{table}</table></div>'
    return heading(word("meetings.report.figures"), since) + scroll


def _silent(here: Here, now: Figures, asked: Iterable[ReportQuestion]) -> set[tuple[str, str]]:
    """Unit and category of the figures that did not come; a unit asked as a whole is silent in what it owes."""
    owes = owed(here.city)
    quiet = [q for q in asked if q.question is QuestionCode.SILENT]
    return {
        (q.unit, str(c))
        for q in quiet
        for c in ([q.category] if q.category else owes.get(q.unit, ()))
    }


def _heads(here: Here, shown: list[Category]) -> str:
    word = here.words
    heads = "".join(
        f'<th colspan="3">{word(f"terms.category.{category}")}</th>' for category in shown
    )
    names = ("moved", "change", "target")
    under = "".join(
        f'<th class="n">{word(f"meetings.report.column_{name}")}</th>' for name in names
    ) * len(shown)
    return f'<thead><tr><th rowspan="2">{word("screens.table.unit")}</th>{heads}</tr><tr>{under}</tr></thead>'


def figures_of(here: Here, report: Report) -> Figures:
    """They never change: read once for all sessions."""
    key = ("told", report.report, report.version, report.state if report.taken_at is None else "")
    told = here.cache.once(key, lambda: reported_in(here.store, here.city, report))
    return {(t.unit, t.category): t for t in told}


def _row(
    here: Here,
    unit: str,
    shown: list[Category],
    now: Figures,
    was: Figures,
    silent: set[tuple[str, str]],
) -> str:
    cells = "".join(
        _cells(
            here,
            now.get((unit, category)),
            was.get((unit, category)),
            (unit, str(category)) in silent,
        )
        for category in shown
    )
    kind = ' class="sum"' if unit == here.city.code else ""
    name = here.city.name_of(unit) if here.lang == "zh" else here.city.short_of(unit, here.lang)
    return f"<tr{kind}><th>{escape(name)}</th>{cells}</tr>"


def _cells(here: Here, told: ReportedFigure | None, was: ReportedFigure | None, quiet: bool) -> str:
    """Moved, its change, the target; what fell and a changed target in red, what was not told again faded."""
    if told is None:
        missing = here.words("meetings.report.not_told") if quiet else "—"
        return _cell(missing, "down" if quiet else "") + _cell("—") * 2
    change = told.moved - was.moved if was else None
    shown = "—" if change is None else f"{change:+,}" if change else "0"
    other_target = was is not None and was.target != told.target
    return (
        _cell(f"{told.moved:,}", "old" if quiet else "", full_time(told.valid_at))
        + _cell(shown, "down" if (change or 0) < 0 else "")
        + _cell(f"{told.target:,}", "down" if other_target else "")
    )


def _cell(text: str, kind: str = "", note: str = "") -> str:
    return f'<td class="n {kind}" title="{note}">{text}</td>'
