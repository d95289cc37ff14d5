"""The form of an order, a correction, a withdrawal: prefilled; what is wrong stands beneath its field."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from functools import partial
from typing import NamedTuple

import streamlit as st

from ems_dashboard.actions import orders as acts
from ems_dashboard.actions.orders import Content
from ems_dashboard.clock import rounded
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.rules.order_moves import FIELD_OF, draft_faults
from ems_dashboard.rules.orders import Order
from ems_dashboard.rules.terms import Category, Hazard, OrderKind
from ems_dashboard.screen.here import Here
from ems_dashboard.situation.orders import OrderFile
from ems_dashboard.templating import rendered
from ems_dashboard.views.frame import incident_drafts
from ems_dashboard.views.frame.acting import attempt, calm, heading
from ems_dashboard.views.frame.incident_drafts import DraftPlace
from ems_dashboard.views.streamlit_internals import drafts, pressing
from ems_dashboard.views.streamlit_internals.pressing import pressed

ZONE = "zone"
OF_RAIN = (OrderKind.MOBILISATION, OrderKind.DIRECTIVE, OrderKind.ADVISORY)
"""The kinds with a text of their own for a heavy rain."""


class Ending(StrEnum):
    """How the new order ends an older one; the address asks for it by the same word."""

    CORRECTS = "corrects"
    WITHDRAWS = "withdraws"


def ending_of(file: OrderFile) -> Ending | None:
    if not file.order.corrects:
        return None
    return Ending.WITHDRAWS if file.order.withdraws else Ending.CORRECTS


def show(
    here: Here, file: OrderFile | None, old: OrderFile | None, ending: Ending | None = None
) -> None:
    """`file`: the draft to be written again; `old`: the issued order that the new one ends, `ending` in which way."""
    word = here.words
    if not here.situation.incidents:
        calm(word("orders.no_incident"))
        return
    heading(
        word(f"orders.form.{'edit' if file else ending or 'new'}"), old.order.title if old else ""
    )
    with st.container(key="form-order"):
        ended = (old.issued if old else None) or (file.corrected if file else None)
        if ended is not None:
            said = word(
                "orders.form.ends", document=ended.document or ended.title, n=len(ended.units)
            )
            st.html(rendered("orders/note.html", mood="", text=said))
        content, form = _fields(here, file, old, ending)
        place = st.container(key="acts-draft")
        if pressed(place, word("orders.form.leave"), key="leave"):
            pressing.follow(_leave)
        label = word(f"orders.form.submit{f'_{ending}' if ending else ''}", n=len(content.units))
        if pressed(place, label, type="primary", key="submit", shortcut="Ctrl+Enter"):
            _submit(here, content, form, file, ending)


def _fields(
    here: Here, file: OrderFile | None, old: OrderFile | None, ending: Ending | None
) -> tuple[Content, drafts.Form]:
    word, source = here.words, (file or old)
    written = source.order if source else None
    defaults = _defaults(here, written)
    item = f"{'edit' if file else ending}-{source.order.order}" if source else ""
    head = None if written else drafts.beside(here, "order-head", defaults=defaults)
    incident = written.incident if written else _incident(here, head).incident
    place = DraftPlace("order", item, incident)
    form = drafts.open(
        here,
        place.form,
        place.item,
        defaults,
        file.order.seq if file else None,
        head=head,
    )
    if written is None:
        incident_drafts.offer(here, form, place)
    kind = OrderKind.NOTICE if ending is Ending.WITHDRAWS else _kind(here, form)
    if file is None:
        defaults |= _ending_texts(here, old, ending) if old else _texts(here, kind, incident)
        defaults |= _deadlines(here, kind)
    units = _units(here, form, written)
    title = form.text("title", word("orders.column.title"))
    reason = (
        form.text("reason", word("orders.form.reason"))
        if old and ending is Ending.WITHDRAWS
        else ""
    )
    body = form.area(
        "body", word("orders.form.body"), height=220 if ending is not Ending.WITHDRAWS else 100
    )
    if reason:
        body = f"{body}\n{word('orders.form.reason_line', reason=reason)}"
    asked = _asked(here, form, ending)
    content = Content(
        incident=incident,
        kind=kind,
        title=title,
        body=body,
        units=units,
        receipt_due=asked.receipt_due,
        feedback_due=asked.feedback_due,
        category=asked.category,
        complete_by=asked.complete_by,
        corrects=old.order.order if old else written.corrects if written else None,
    )
    return content, form


def _kind(here: Here, form: drafts.Form) -> OrderKind:
    names = {kind: here.words(f"terms.order_kind.{kind}") for kind in OrderKind}
    return (
        form.choose("kind", here.words("orders.fact.kind"), list(OrderKind), names)
        or OrderKind.DIRECTIVE
    )


class _Asked(NamedTuple):
    """What an order asks for, and by when."""

    receipt_due: datetime | None
    feedback_due: datetime | None = None
    category: Category | None = None
    complete_by: datetime | None = None


def _asked(here: Here, form: drafts.Form, ending: Ending | None) -> _Asked:
    """A withdrawal asks for nothing but its receipt."""
    word = here.words
    if ending is Ending.WITHDRAWS:
        return _Asked(form.moment("receipt_due", word("orders.fact.receipt_due")))
    left, right = st.columns(2)
    with left:
        receipt_due = form.moment("receipt_due", word("orders.fact.receipt_due"))
    with right:
        feedback_due = form.moment("feedback_due", word("orders.fact.feedback_due"))
    category, complete_by = _task(here, form)
    return _Asked(receipt_due, feedback_due, category, complete_by)


def _incident(here: Here, form: drafts.Form | None) -> Incident:
    """Asked only where there are several."""
    found = {incident.incident: incident for incident in here.situation.incidents}
    lead = here.situation.lead or next(iter(found.values()))
    if len(found) == 1 or form is None:
        return lead
    chosen = form.choose(
        "incident", here.words("orders.form.incident"), list(found), lambda name: found[name].name
    )
    return found[chosen] if chosen else lead


def _units(here: Here, form: drafts.Form, written: Order | None) -> tuple[str, ...]:
    """Who is ticked is who gets it; a press ticks a group, which can then be changed."""
    word, city = here.words, here.city
    options = [*city.by_code, *city.departments_by_code]
    units = tuple(form.choose_many(
        "units", word("orders.form.units"), options, lambda code: city.name_of(code, here.lang), select_all=False
    ))  # fmt: skip
    row = st.container(horizontal=True, key="scopes")
    for scope, chosen in _scopes(here, written).items():
        mark = "✓ " if set(chosen) == set(units) else ""
        label = mark + word(f"orders.scope.{scope}", n=len(chosen))
        if pressed(row, label, key=f"scope-{scope}", type="tertiary"):
            pressing.follow(partial(form.put, "units", chosen))
    return units


def _scopes(here: Here, written: Order | None) -> dict[str, tuple[str, ...]]:
    """The groups that a press ticks; those that are empty or another one's twin are left out."""
    city = here.city
    sent = [
        status.order
        for status in here.situation.orders
        if written is None or status.order.order != written.order
    ]
    last = max(sent, key=lambda order: order.valid_at, default=None)
    groups = {
        "counties": [unit.code for unit in city.units if unit.kind != ZONE],
        "coastal": [unit.code for unit in city.units if unit.coastal],
        "all": list(city.by_code),
        "departments": list(city.departments_by_code),
        "last": list(last.units) if last else [],
    }
    found: dict[str, tuple[str, ...]] = {}
    for scope, codes in groups.items():
        if codes and not any(set(codes) == set(other) for other in found.values()):
            found[scope] = tuple(codes)
    return found


def _task(here: Here, form: drafts.Form) -> tuple[Category | None, datetime | None]:
    word = here.words
    with st.expander(word("orders.form.task")):
        left, right = st.columns(2)
        with left:
            category = form.choose(
                "category",
                word("orders.form.category"),
                [rule.category for rule in here.city.plan.categories],
                lambda c: word(f"terms.category_done.{c}"),
                placeholder=word("orders.form.no_task"),
            )
        with right:
            complete_by = form.moment("complete_by", word("orders.form.complete_by"))
    return category, complete_by


def _submit(
    here: Here, content: Content, form: drafts.Form, file: OrderFile | None, ending: Ending | None
) -> None:
    desk, word = here.desk(), here.words
    row = Order(
        order="",
        serial=0,
        valid_at=desk.moment,
        **{n: getattr(content, n) for n in Content.__dataclass_fields__},
    )
    found = [(FIELD_OF[code], f"orders.fault.{code}") for code in draft_faults(row)]
    if "reason" in form.values and not form.values["reason"].strip():
        found.append(("reason", "orders.reason_missing"))
    if ending is Ending.CORRECTS and row.withdraws:
        found.append(("feedback_due", "orders.feedback_missing"))
    for field, key in found:
        form.error(field, word(key))
    if found:
        return

    def sent(done: Order) -> None:
        form.clear()
        _leave()
        st.query_params["order"] = done.order

    written = file.order.order if file else ""
    attempt(lambda: acts.draft(desk, content, written), word("orders.form.submitted"), sent)


def _leave() -> None:
    for name in ("new", "edit", *Ending):
        st.query_params.pop(name, None)


def _defaults(here: Here, written: Order | None) -> dict[str, object]:
    if written is None:
        lead = here.situation.lead
        return {
            "kind": OrderKind.DIRECTIVE, "units": list(here.city.by_code), "incident": lead and lead.incident,
        }  # fmt: skip
    names = ("kind", "title", "body", "receipt_due", "feedback_due", "category", "complete_by")
    return {name: getattr(written, name) for name in names} | {"units": list(written.units)}


def _ending_texts(here: Here, old: OrderFile, ending: Ending | None) -> Mapping[str, object]:
    sent = old.issued or old.order
    said = {"title": sent.title, "document": sent.document or sent.title, "body": sent.body}
    return {name: here.words(f"orders.form.{ending}_{name}", **said) for name in ("title", "body")}


def _texts(here: Here, kind: OrderKind, incident: str) -> Mapping[str, object]:
    """What a heavy rain asks for is not what a typhoon does: no word of vessels and gales."""
    about = next((row for row in here.situation.incidents if row.incident == incident), None)
    name = about.name if about else ""
    body = f"orders.body.{kind}"
    if about and about.hazard is Hazard.RAINSTORM and kind in OF_RAIN:
        body = f"orders.body_of_rain.{kind}"
    return {
        "title": here.words(f"orders.title.{kind}", name=name),
        "body": here.words(body, name=name),
    }


def _deadlines(here: Here, kind: OrderKind) -> Mapping[str, object]:
    rule = here.city.plan.order_rule(kind)
    return {
        "receipt_due": rounded(here.as_of + timedelta(minutes=rule.receipt_minutes)),
        "feedback_due": rounded(here.as_of + timedelta(hours=rule.feedback_hours)),
    }
