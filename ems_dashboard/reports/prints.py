"""A document by its kind and id, as known at a moment: the rows it is made of are read here, and it
is made."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, TypeVar

from ems_dashboard.actions.handovers import frozen as frozen_items
from ems_dashboard.actions.handovers import shifts_at
from ems_dashboard.clock import full_time
from ems_dashboard.errors import Refused
from ems_dashboard.moments import Moment, as_moment
from ems_dashboard.reports import consultations, handovers, orders, reports, responses, review
from ems_dashboard.reports.punctuation import full_width
from ems_dashboard.reports.sections import sections
from ems_dashboard.reports.taking import taking
from ems_dashboard.rules.city import City
from ems_dashboard.rules.consultations import Consultation
from ems_dashboard.rules.facts import SIMULATED, Fact
from ems_dashboard.rules.handovers import Handover
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.rules.orders import EVER_ISSUED, Order
from ems_dashboard.rules.reports import Report
from ems_dashboard.rules.responses import LevelProposal, Response
from ems_dashboard.rules.terms import Level, ReportState
from ems_dashboard.situation import meetings as kept
from ems_dashboard.situation import situation
from ems_dashboard.situation.contract import situation_json
from ems_dashboard.situation.freezing import Frozen, again
from ems_dashboard.situation.handover import open_list
from ems_dashboard.situation.review import incidents_known
from ems_dashboard.situation.review import review as reviewed
from ems_dashboard.store import Store
from ems_dashboard.text import Words

F = TypeVar("F", bound=Fact)


class Print(StrEnum):
    DYNAMIC = "dynamic"
    MINUTES = "minutes"
    ORDER = "order"
    RESPONSE = "response"
    HANDOVER = "handover"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Printed:
    """`name`: of the file, without its ending. `message`: the short text for a message."""

    name: str
    document: bytes
    message: str


@dataclass(frozen=True, slots=True)
class _Source:
    store: Store
    city: City
    word: Words
    as_of: Moment


def printed(
    kind: Print, store: Store, city: City, word: Words, as_of: Moment, item: str = ""
) -> Printed:
    """`item`: the id of the row; without one the last that was sent, of reports and handover sheets
    a draft of what is known then. Raises Refused where there is none."""
    made = MAKERS[kind](_Source(store, city, word, as_of), item)
    return replace(made, message=full_width(made.message))


def _found(source: _Source, rows: Sequence[F], kind: Print) -> list[F]:
    if not rows:
        raise Refused(source.word(f"document.print.no_{kind}", moment=full_time(source.as_of)))
    return sorted(rows, key=lambda row: (row.valid_at, row.seq or 0))


def _incident(source: _Source, name: str) -> Incident | None:
    return next(iter(source.store.current(Incident, as_of=source.as_of, incident=name)), None)


def _order(source: _Source, item: str) -> Printed:
    """As it was sent; one that was not sent yet as it stands."""
    sent = [
        row for row in source.store.current(Order, as_of=source.as_of) if row.state in EVER_ISSUED
    ]
    last = max(sent, key=lambda row: row.valid_at, default=None)
    wanted = item or (last.order if last else "")
    rows = source.store.history(Order, as_of=source.as_of, until=source.as_of, order=wanted)
    rows = _found(source, rows, Print.ORDER)
    order = next((row for row in rows if row.state in EVER_ISSUED), rows[-1])
    named = (
        source.store.current(Order, as_of=source.as_of, order=order.corrects)
        if order.corrects
        else []
    )
    return Printed(
        order.title,
        orders.document(order, source.city, source.word, next(iter(named), None)),
        orders.message(order, source.city, source.word),
    )


def _response(source: _Source, item: str) -> Printed:
    """`item`: the row's number, the document number, or a unit; the city's last change without
    one."""
    unit = source.city.find(item) if item else source.city.code
    if unit:
        rows = source.store.history(Response, as_of=source.as_of, until=source.as_of, unit=unit)
    else:
        rows = source.store.history(Response, as_of=source.as_of, until=source.as_of)
        rows = [row for row in rows if item in (row.document, str(row.seq))]
    response = _found(source, rows, Print.RESPONSE)[-1]
    decided = situation(source.store, source.city, as_moment(response.heard_at))
    document = responses.document(
        response,
        source.city,
        source.word,
        decided,
        before=_level_before(source, response),
        suggested=_suggested(source, response),
    )
    message = responses.message(response, source.city, source.word)
    return Printed(responses.title(response, source.word), document, message)


def _level_before(source: _Source, response: Response) -> Level | None:
    rows = source.store.history(
        Response,
        as_of=source.as_of,
        before=response.valid_at,
        unit=response.unit,
        hazard=response.hazard,
    )
    return rows[-1].level if rows else None


def _suggested(source: _Source, response: Response) -> Level | None:
    """What the plan suggested when the change was proposed."""
    if not response.proposal:
        return None
    rows = source.store.history(LevelProposal, as_of=source.as_of, proposal=response.proposal)
    return rows[-1].suggested if rows else None


def _minutes(source: _Source, item: str) -> Printed:
    wanted = {"consultation": item} if item else {}
    held = _found(
        source, source.store.current(Consultation, as_of=source.as_of, **wanted), Print.MINUTES
    )[-1]
    decided, incident = (
        kept.decisions(source.store, held.consultation, source.as_of),
        _incident(source, held.incident),
    )
    return Printed(
        consultations.title(held, source.word, incident),
        consultations.document(held, decided, source.city, source.word, incident),
        consultations.message(held, source.city, source.word, incident),
    )


def _dynamic(source: _Source, item: str) -> Printed:
    """`item`: the id, with `@2` for a version. What was frozen is printed; a report that came
    without text or figures is written from what was known when it was issued. Without an id: a
    draft with the figures of the moment."""
    if item:
        name, _, version = item.partition("@")
        rows = source.store.current(Report, as_of=source.as_of, report=name)
        rows = _found(
            source, [row for row in rows if version in ("", str(row.version))], Print.DYNAMIC
        )
        report = max(rows, key=lambda row: row.version)
        texts, evacuation = _told(source, report)
    else:
        report, texts, evacuation = _of_the_moment(source)
    return Printed(
        report.title,
        reports.document(report, source.city, source.word, texts, evacuation),
        reports.message(report, source.city, source.word, texts),
    )


def _of_the_moment(source: _Source) -> tuple[Report, dict[str, str], reports.Evacuation]:
    picture, at = situation(source.store, source.city, source.as_of), source.as_of
    lead = _found(source, [picture.lead] if picture.lead else [], Print.DYNAMIC)[0]
    made = taking(source.store, source.city, source.word, lead.incident, at, None, at)
    known = [row.serial for row in kept.reports_of(source.store, lead.incident, at) if row.issued]
    report = Report(
        report="",
        incident=lead.incident,
        serial=max(known, default=0) + 1,
        state=ReportState.DRAFT,
        cut_off=at,
        title=made.title,
        valid_at=at,
        source=SIMULATED if picture.simulated else "",
    )
    return report, dict(made.sections), _evacuation(json.loads(made.figures), lead.incident)


def _evacuation(figures: Mapping[str, Any], incident: str) -> reports.Evacuation:
    return [
        row for row in figures.get("evacuation", ()) if row.get("incident", incident) == incident
    ]


def _told(source: _Source, report: Report) -> tuple[dict[str, str], reports.Evacuation]:
    figures = kept.figures_of(source.store, report)
    texts = json.loads(report.sections) if report.sections else {}
    if figures is None or not texts:
        frozen = again(source.store, source.city, report)
        texts = texts or _written(source, report, frozen)
        told = json.loads(figures) if figures else situation_json(frozen.situation, source.city)
    else:
        told = json.loads(figures)
    return texts, _evacuation(told, report.incident)


def _written(source: _Source, report: Report, frozen: Frozen) -> dict[str, str]:
    before = kept.reports_before(
        kept.reports_of(source.store, report.incident, source.as_of),
        report.incident,
        report.cut_off,
    )
    last = again(source.store, source.city, before[0]) if before else None
    return sections(
        frozen.situation,
        source.city,
        source.word,
        last.situation if last else None,
        observed=frozen.observed,
        previously_observed=last.observed if last else None,
        incident=report.incident,
    )


def _handover(source: _Source, item: str) -> Printed:
    """Without an id: what would be handed over at the moment, unsigned."""
    if item:
        sheet = _found(
            source,
            source.store.current(Handover, as_of=source.as_of, handover=item),
            Print.HANDOVER,
        )[-1]
    else:
        sheet = _sheet_of_the_moment(source)
    return Printed(
        source.word("document.handover.title"),
        handovers.document(sheet, source.city, source.word),
        handovers.message(sheet, source.city, source.word),
    )


def _sheet_of_the_moment(source: _Source) -> Handover:
    picture = situation(source.store, source.city, source.as_of)
    begins, ends, until = shifts_at(source.city, source.as_of)
    return Handover(
        handover="",
        outgoing="",
        outgoing_name="",
        shift_from=begins,
        shift_to=ends,
        valid_at=source.as_of,
        open_list=frozen_items(open_list(source.store, source.city, source.word, picture, until)),
        source=SIMULATED if picture.simulated else "",
    )


def _review(source: _Source, item: str) -> Printed:
    """Without an id: the incident in hand, else the newest that is known."""
    known = incidents_known(source.store, source.as_of)
    wanted = [row for row in known if item in ("", row.incident)]
    chosen = max(wanted, key=lambda row: (row.open_at(source.as_of), row.began_at), default=None)
    incident = _found(source, [chosen] if chosen else [], Print.REVIEW)[0]
    found = reviewed(source.store, source.city, incident, source.as_of)
    return Printed(
        review.title(found, source.word),
        review.document(found, source.city, source.word),
        review.message(found, source.city, source.word),
    )


MAKERS: dict[Print, Callable[[_Source, str], Printed]] = {
    Print.ORDER: _order,
    Print.RESPONSE: _response,
    Print.MINUTES: _minutes,
    Print.DYNAMIC: _dynamic,
    Print.HANDOVER: _handover,
    Print.REVIEW: _review,
}
