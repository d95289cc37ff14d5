"""The handover sheet (交接班单): what is open, and who gave and took over the shift."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from ems_dashboard import clock
from ems_dashboard.clock import beijing
from ems_dashboard.reports import official
from ems_dashboard.reports.official import Head
from ems_dashboard.reports.organs import corner, headquarters
from ems_dashboard.reports.paper import Paper
from ems_dashboard.reports.ruled import table
from ems_dashboard.reports.telling import day, moment
from ems_dashboard.rules.city import City
from ems_dashboard.rules.handovers import Handover
from ems_dashboard.rules.terms import HandoverState, OpenKind
from ems_dashboard.text import Words

WIDTHS_MM = (11, 27, 42, 29, 47)


def document(sheet: Handover, city: City, word: Words) -> bytes:
    organ, date = headquarters(city, word), day(sheet.shift_to, word)
    begins, ends = moment(sheet.shift_from, word), moment(sheet.shift_to, word)
    paper = Paper(word("document.handover.title"), word, sheet.valid_at)
    official.minutes(
        paper,
        Head(
            mark=word("document.handover.mark", city=city.name_of(city.code, word.lang)),
            number=word("document.handover.shift", begins=begins, ends=ends),
            corner=corner(sheet, word, draft=sheet.state is not HandoverState.SIGNED),
        ),
        organ,
        date,
    )
    items = json.loads(sheet.open_list)
    official.heading(paper, 1, word("document.handover.open", n=len(items)))
    if items:
        table(paper, [_head(word)], _rows(items, city, word), WIDTHS_MM)
    else:
        official.body(paper, word("document.handover.nothing"))
    official.heading(paper, 2, word("document.handover.remarks"))
    official.body(paper, sheet.remarks or word("document.handover.no_remarks"))
    paper.blank()
    nobody = word("document.handover.unsigned")
    out, taken = sheet.state is not HandoverState.PREPARED, sheet.state is HandoverState.SIGNED
    official.present(
        paper, word("document.handover.outgoing"), [sheet.outgoing_name if out else nobody]
    )
    official.present(
        paper, word("document.handover.incoming"), [sheet.incoming_name if taken else nobody]
    )
    paper.number_pages()
    return paper.as_bytes()


def _head(word: Words) -> list[str]:
    return [
        word(f"document.handover.column_{name}")
        for name in ("number", "kind", "subject", "units", "due")
    ]


def _rows(items: Sequence[Mapping[str, Any]], city: City, word: Words) -> list[list[str]]:
    return [_row(number, item, city, word) for number, item in enumerate(items, 1)]


def _row(number: int, item: Mapping[str, Any], city: City, word: Words) -> list[str]:
    due = _due(item)
    return [
        str(number),
        word(f"terms.open_kind.{item['kind']}"),
        item.get("subject") or by_plan(item["kind"], due, word),
        _units(item.get("units", ()), city, word),
        moment(due, word) if due else "",
    ]


def _due(item: Mapping[str, Any]) -> datetime | None:
    return clock.parse(item["due_at"]) if item.get("due_at") else None


def by_plan(kind: str, due_at: datetime | None, word: Words) -> str:
    """What has no words of its own: a consultation or report of the plan's timetable, named by its
    hour."""
    if kind not in (OpenKind.CONSULTATION, OpenKind.REPORT) or due_at is None:
        return word("handover.untitled")
    return word(f"handover.by_plan_{kind}", at=f"{beijing(due_at):%H:%M}")


def _units(codes: Sequence[str], city: City, word: Words) -> str:
    if codes and set(codes) >= set(city.by_code):
        return word("report.all_units", n=len(codes))
    return word.listed(city.short_of(code, word.lang) for code in codes)


def message(sheet: Handover, city: City, word: Words) -> str:
    return word(
        "document.handover.message",
        organ=headquarters(city, word),
        moment=moment(sheet.shift_to, word),
        outgoing=sheet.outgoing_name,
        incoming=sheet.incoming_name or word("document.handover.unsigned"),
        n=len(json.loads(sheet.open_list)),
        remarks=sheet.remarks,
    )
