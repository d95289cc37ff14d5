"""The form of an order, a correction, a withdrawal: prefilled; what is wrong stands beneath its
field."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import partial
from typing import NamedTuple

import streamlit as st

from ems_dashboard.actions import orders as acts
from ems_dashboard.actions.acting import Desk
from ems_dashboard.actions.orders import Content
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.rules.order_moves import FIELD_OF, draft_faults
from ems_dashboard.rules.orders import Order
from ems_dashboard.rules.terms import Category, OrderKind
from ems_dashboard.screen.here import Here
from ems_dashboard.situation.orders import OrderFile
from ems_dashboard.templating import rendered
from ems_dashboard.views.frame import incident_drafts
from ems_dashboard.views.frame.acting import attempt, calm, heading
from ems_dashboard.views.frame.incident_drafts import DraftPlace
from ems_dashboard.views.orders import order_defaults
from ems_dashboard.views.streamlit_internals import drafts, pressing
from ems_dashboard.views.streamlit_internals.pressing import pressed

ZONE = "zone"


class Ending(StrEnum):
    """How the new order ends an older one; the address asks for it by the same word."""

    CORRECTS = "corrects"
    WITHDRAWS = "withdraws"


def ending_of(file: OrderFile) -> Ending | None:
    if not file.order.corrects:
        return None
    return Ending.WITHDRAWS if file.order.withdraws else Ending.CORRECTS


@dataclass(frozen=True, slots=True)
class Writing:
    """`file`: the draft to be written again; `old`: the issued order that the new one ends, `ending`
    in which way."""

    file: OrderFile | None
    old: OrderFile | None
    ending: Ending | None

    @property
    def source(self) -> OrderFile | None:
        return self.file or self.old

    @property
    def written(self) -> Order | None:
        """What stands in the form at first."""
        return self.source.order if self.source else None

    @property
    def withdraws(self) -> bool:
        return self.ending is Ending.WITHDRAWS

    @property
    def ended(self) -> Order | None:
        """The order that ends once this one is issued."""
        issued = self.old.issued if self.old else None
        corrected = self.file.corrected if self.file else None
        return issued or corrected

    @property
    def corrects(self) -> str | None:
        if self.old:
            return self.old.order.order
        return self.written.corrects if self.written else None

    @property
    def item(self) -> str:
        """Under which a draft of the form is kept."""
        if self.source is None:
            return ""
        return f"{'edit' if self.file else self.ending}-{self.source.order.order}"


def show(
    here: Here, file: OrderFile | None, old: OrderFile | None, ending: Ending | None = None
) -> None:
    word, writing = here.words, Writing(file, old, ending)
    if not here.situation.incidents:
        calm(word("orders.no_incident"))
        return
    title = word(f"orders.form.{'edit' if file else ending or 'new'}")
    heading(title, old.order.title if old else "")
    with st.container(key="form-order"):
        if writing.ended is not None:
            _say_what_ends(here, writing.ended)
        content, form = _fields(here, writing)
        place = st.container(key="acts-draft")
        if pressed(place, word("orders.form.leave"), key="leave"):
            pressing.follow(_leave)
        kind = f"submit_{ending}" if ending else "submit"
        label = word(f"orders.form.{kind}", n=len(content.units))
        if pressed(place, label, type="primary", key="submit", shortcut="Ctrl+Enter"):
            _submit(here, content, form, writing)


def _say_what_ends(here: Here, ended: Order) -> None:
    document, n = ended.document or ended.title, len(ended.units)
    text = here.words("orders.form.ends", document=document, n=n)
    st.html(rendered("orders/note.html", mood="", text=text))


def _fields(here: Here, writing: Writing) -> tuple[Content, drafts.Form]:
    word = here.words
    form, incident = _begun(here, writing)
    kind = OrderKind.NOTICE if writing.withdraws else _kind(here, form)
    if writing.file is None:
        _preset(here, form, writing, kind, incident)
    units = _units(here, form, writing.written)
    title = form.text("title", word("orders.column.title"))
    body = _body(here, form, writing)
    asked = _asked(here, form, writing.ending)
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
        corrects=writing.corrects,
    )
    return content, form


def _begun(here: Here, writing: Writing) -> tuple[drafts.Form, str]:
    """The form, and the incident that it belongs to: what is new has a draft for each."""
    written = writing.written
    defaults = order_defaults.of(here, written)
    if written is None:
        head = drafts.beside(here, "order-head", defaults=defaults)
        place = DraftPlace("order", writing.item, _incident(here, head).incident)
        form = drafts.open(here, place.form, place.item, defaults, head=head)
        incident_drafts.offer(here, form, place)
        return form, place.incident
    place = DraftPlace("order", writing.item, written.incident)
    base = writing.file.order.seq if writing.file else None
    return drafts.open(here, place.form, place.item, defaults, base), written.incident


def _preset(
    here: Here, form: drafts.Form, writing: Writing, kind: OrderKind, incident: str
) -> None:
    """The texts and deadlines of the kind that was chosen."""
    if writing.old and writing.ending:
        texts = order_defaults.ending_texts(here, writing.old, writing.ending)
    else:
        texts = order_defaults.texts(here, kind, incident)
    for name, value in {**texts, **order_defaults.deadlines(here, kind)}.items():
        form.preset(name, value)


def _body(here: Here, form: drafts.Form, writing: Writing) -> str:
    """A withdrawal says its reason, on a line of its own."""
    word = here.words
    if not writing.withdraws:
        return form.area("body", word("orders.form.body"), height=220)
    reason = form.text("reason", word("orders.form.reason")) if writing.old else ""
    body = form.area("body", word("orders.form.body"), height=100)
    if not reason:
        return body
    return f"{body}\n{word('orders.form.reason_line', reason=reason)}"


def _kind(here: Here, form: drafts.Form) -> OrderKind:
    names = {kind: here.words(f"terms.order_kind.{kind}") for kind in OrderKind}
    label = here.words("orders.fact.kind")
    return form.choose("kind", label, list(OrderKind), names) or OrderKind.DIRECTIVE


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


def _incident(here: Here, form: drafts.Form) -> Incident:
    """Asked only where there are several."""
    incidents = {incident.incident: incident for incident in here.situation.incidents}
    lead = here.situation.lead or next(iter(incidents.values()))
    if len(incidents) == 1:
        return lead
    names = {name: incident.name for name, incident in incidents.items()}
    chosen = form.choose("incident", here.words("orders.form.incident"), list(names), names)
    return incidents[chosen] if chosen else lead


def _units(here: Here, form: drafts.Form, written: Order | None) -> tuple[str, ...]:
    """Who is ticked is who gets it; a press ticks a group, which can then be changed."""
    word, city = here.words, here.city
    options = [*city.by_code, *city.departments_by_code]
    names = {code: city.name_of(code, here.lang) for code in options}
    units = form.choose_many("units", word("orders.form.units"), options, names, select_all=False)
    row = st.container(horizontal=True, key="scopes")
    for scope, chosen in _scopes(here, written).items():
        mark = "✓ " if set(chosen) == set(units) else ""
        label = mark + word(f"orders.scope.{scope}", n=len(chosen))
        if pressed(row, label, key=f"scope-{scope}", type="tertiary"):
            pressing.follow(partial(form.put, "units", chosen))
    return tuple(units)


def _scopes(here: Here, written: Order | None) -> dict[str, tuple[str, ...]]:
    """The groups that a press ticks; those that are empty or another one's twin are left out."""
    city = here.city
    groups = {
        "counties": [unit.code for unit in city.units if unit.kind != ZONE],
        "coastal": [unit.code for unit in city.units if unit.coastal],
        "all": list(city.by_code),
        "departments": list(city.departments_by_code),
        "last": _last_addressees(here, written),
    }
    scopes: dict[str, tuple[str, ...]] = {}
    for scope, codes in groups.items():
        twins = [other for other in scopes.values() if set(other) == set(codes)]
        if codes and not twins:
            scopes[scope] = tuple(codes)
    return scopes


def _last_addressees(here: Here, written: Order | None) -> list[str]:
    """Of the order before this one."""
    own = written.order if written else ""
    sent = [status.order for status in here.situation.orders if status.order.order != own]
    last = max(sent, key=lambda order: order.valid_at, default=None)
    return list(last.units) if last else []


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


def _submit(here: Here, content: Content, form: drafts.Form, writing: Writing) -> None:
    desk, word = here.desk(), here.words
    faults = list(_faults(desk, content, form, writing.ending))
    for field, key in faults:
        form.error(field, word(key))
    if faults:
        return

    def sent(done: Order) -> None:
        form.clear()
        _leave()
        st.query_params["order"] = done.order

    name = writing.file.order.order if writing.file else ""
    attempt(lambda: acts.draft(desk, content, name), word("orders.form.submitted"), sent)


def _faults(
    desk: Desk, content: Content, form: drafts.Form, ending: Ending | None
) -> Iterator[tuple[str, str]]:
    """Field and key of the words of everything that is wrong."""
    row = _row(desk, content)
    for code in draft_faults(row):
        yield FIELD_OF[code], f"orders.fault.{code}"
    if "reason" in form.values and not form.values["reason"].strip():
        yield "reason", "orders.reason_missing"
    if ending is Ending.CORRECTS and row.withdraws:
        yield "feedback_due", "orders.feedback_missing"


def _row(desk: Desk, content: Content) -> Order:
    """As the rules look at it; its name and number are given when it is kept."""
    return Order(
        order="",
        serial=0,
        incident=content.incident,
        kind=content.kind,
        title=content.title,
        body=content.body,
        units=content.units,
        receipt_due=content.receipt_due,
        feedback_due=content.feedback_due,
        category=content.category,
        complete_by=content.complete_by,
        corrects=content.corrects,
        valid_at=desk.moment,
    )


def _leave() -> None:
    for name in ("new", "edit", *Ending):
        st.query_params.pop(name, None)
