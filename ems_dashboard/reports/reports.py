"""A situation report (动态报告) as a document: its sections, and the figures of the units as an
attachment."""

from collections.abc import Mapping, Sequence
from typing import Any

from ems_dashboard import clock
from ems_dashboard.reports import official
from ems_dashboard.reports.official import Head
from ems_dashboard.reports.organs import corner, headquarters
from ems_dashboard.reports.paper import Paper, space_before
from ems_dashboard.reports.ruled import table
from ems_dashboard.reports.telling import day, moment, number
from ems_dashboard.rules.city import City
from ems_dashboard.rules.plan import CategoryRule
from ems_dashboard.rules.reports import Report
from ems_dashboard.text import Words

NAME_MM, FIGURE_MM = 32, 15.5
NOTHING = "\u2014"
Evacuation = Sequence[Mapping[str, Any]]
"""Rows of `evacuation` as the command `situation` gives them, which is how a report's figures are
frozen."""


def document(
    report: Report, city: City, word: Words, sections: Mapping[str, str], evacuation: Evacuation
) -> bytes:
    """`sections`: code → text; `evacuation`: the frozen figures of the report's incident."""
    organ, date = headquarters(city, word), day(report.issued_at, word)
    paper = Paper(report.title, word, report.issued_at)
    official.minutes(
        paper,
        Head(
            mark=word("document.report.mark", city=city.name_of(city.code, word.lang)),
            number=word("document.report.number", n=report.serial),
            title=report.title,
            corner=(*corner(report, word, draft=not report.issued), *_version(report, word)),
        ),
        organ,
        date,
    )
    official.body(paper, word("document.report.opening", moment=moment(report.cut_off, word)))
    for place, (code, text) in enumerate(sections.items(), 1):
        official.heading(paper, place, word(f"report.section.{code}"))
        official.body(paper, text)
    if report.signed_by:
        paper.blank()
        official.present(paper, word("document.minutes.signed_by"), [report.signed_by])
    if evacuation:
        _attach(paper, city, word, evacuation)
    official.imprint(paper, organ, date)
    paper.number_pages()
    return paper.as_bytes()


def _version(report: Report, word: Words) -> tuple[str, ...]:
    """A correction says that it is one, and why."""
    if report.version == 1:
        return ()
    return (word("document.report.version", n=report.version, reason=report.reason),)


def _attach(paper: Paper, city: City, word: Words, evacuation: Evacuation) -> None:
    heads, rows = figures_table(city, word, evacuation)
    until = max(
        (clock.parse(row["valid_at"]) for row in evacuation if row.get("valid_at")), default=None
    )
    title = [word("document.report.table")]
    if until is not None:
        title.append(word("document.report.table_until", moment=moment(until, word)))
    official.attachment(paper, *title)
    paper.blank()
    table(paper, heads, rows, (NAME_MM, *[FIGURE_MM] * (len(heads[0]) - 1)))
    space_before(paper.line("small", word("document.report.table_note", n=len(city.units))), 80)


def figures_table(
    city: City, word: Words, evacuation: Evacuation
) -> tuple[list[list[str]], list[list[str]]]:
    """The two rows of the head, then the city and its units: what should move and what has moved,
    per category."""
    figures = {(row["unit"], row["category"]): row for row in evacuation}
    reported = {category for _, category in figures}
    rules = [rule for rule in city.plan.categories if rule.category in reported]
    upper, lower = [word("screens.table.unit")], [word("screens.table.unit")]
    for rule in rules:
        upper += [_column(rule, word)] * 2
        lower += [word("document.report.target"), word("document.report.moved")]
    rows = [[city.name_of(code, word.lang)] for code in (city.code, *city.by_code)]
    for row, code in zip(rows, (city.code, *city.by_code), strict=True):
        for rule in rules:
            row += _pair(figures.get((code, str(rule.category))))
    return [upper, lower], rows


def _column(rule: CategoryRule, word: Words) -> str:
    measure = word(f"terms.measure_unit.{rule.measure}")
    category = word(f"terms.category.{rule.category}")
    return word("document.report.column", category=category, measure=measure)


def _pair(figure: Mapping[str, Any] | None) -> list[str]:
    """What should move and what has moved."""
    if figure is None:
        return [NOTHING, NOTHING]
    return [number(figure["target"]), number(figure["moved"])]


def message(report: Report, city: City, word: Words, sections: Mapping[str, str]) -> str:
    """The storm, the people, the sea and the losses: what a leader reads on a phone."""
    chosen = [sections[code] for code in ("storm", "people", "sea", "losses") if code in sections]
    return word(
        "document.report.message",
        organ=headquarters(city, word),
        title=report.title,
        moment=moment(report.cut_off, word),
        text="\n".join(chosen),
    )
