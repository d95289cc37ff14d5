"""The form of an order: everything prefilled that can be; what is wrong stands beneath its field."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import streamlit as st

from ems_dashboard.actions import orders as acts
from ems_dashboard.actions.orders import Content
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.rules.order_moves import FIELD_OF, draft_faults
from ems_dashboard.rules.orders import Order
from ems_dashboard.rules.terms import Category, OrderKind
from ems_dashboard.situation.orders import OrderFile
from ems_dashboard.views import drafts
from ems_dashboard.views.acting import attempt, calm, heading
from ems_dashboard.views.guard import Here

COUNTIES, COASTAL, DEPARTMENTS, CHOSEN = "counties", "coastal", "departments", "chosen"
SCOPES = (COUNTIES, COASTAL, DEPARTMENTS, CHOSEN)
STEP_MIN = 10


def show(here: Here, file: OrderFile | None, old: OrderFile | None) -> None:
    """`file`: the draft to be written again; `old`: the issued order that the new one corrects."""
    word = here.words
    if not here.situation.incidents:
        calm(word("orders.no_incident"))
        return
    heading(
        word("orders.form.edit" if file else "orders.form.corrects" if old else "orders.form.new"),
        old.order.title if old else "",
    )
    with st.container(key="form-order"):
        content, form = _fields(here, file, old)
        units = len(content.units)
        place = st.container(key="acts-draft")
        if place.button(word("orders.form.leave"), key="leave"):
            _leave(file)
            st.rerun()
        if place.button(word("orders.form.submit", n=units), type="primary", key="submit", shortcut="Ctrl+Enter"):
            _submit(here, content, form, file)


def _fields(here: Here, file: OrderFile | None, old: OrderFile | None) -> tuple[Content, drafts.Form]:
    word, source = here.words, (file or old)
    written = source.order if source else None
    defaults = _defaults(here, written)
    item = f"{'edit' if file else 'corrects'}-{source.order.order}" if source else ""
    form = drafts.open(here, "order", item=item, defaults=defaults, base=file.order.seq if file else None)
    incident = _incident(here, form)
    kind = (
        form.choose("kind", word("orders.fact.kind"), list(OrderKind), lambda k: word(f"terms.order_kind.{k}"))
        or OrderKind.DIRECTIVE
    )
    if written is None:
        defaults |= _texts(here, kind, incident) | _deadlines(here, kind)
    elif old is not None:
        defaults |= {"title": word("orders.form.correcting", title=old.order.title)} | _deadlines(here, kind)
    units = _units(here, form)
    title = form.text("title", word("orders.column.title"))
    body = form.area("body", word("orders.form.body"), height=220)
    left, right = st.columns(2)
    with left:
        receipt_due = form.moment("receipt_due", word("orders.fact.receipt_due"))
    with right:
        feedback_due = form.moment("feedback_due", word("orders.fact.feedback_due"))
    category, complete_by = _task(here, form)
    return Content(
        incident=written.incident if written else incident.incident, kind=kind, title=title, body=body, units=units,
        receipt_due=receipt_due, feedback_due=feedback_due, category=category, complete_by=complete_by,
        corrects=old.order.order if old else written.corrects if written else None,
    ), form  # fmt: skip


def _incident(here: Here, form: drafts.Form) -> Incident:
    """Asked only where there are several."""
    found = {incident.incident: incident for incident in here.situation.incidents}
    lead = here.situation.lead or next(iter(found.values()))
    if len(found) == 1:
        return lead
    chosen = form.choose("incident", here.words("orders.form.incident"), list(found), lambda name: found[name].name)
    return found.get(chosen, lead)


def _units(here: Here, form: drafts.Form) -> tuple[str, ...]:
    word, city = here.words, here.city
    counts = {
        COUNTIES: len(city.units),
        COASTAL: sum(u.coastal for u in city.units),
        DEPARTMENTS: len(city.departments),
    }
    scope = form.choose(
        "scope", word("orders.form.scope"), SCOPES, lambda s: word(f"orders.scope.{s}", n=counts.get(s, ""))
    )
    if scope == COUNTIES:
        return tuple(city.by_code)
    if scope == COASTAL:
        return tuple(unit.code for unit in city.units if unit.coastal)
    if scope == DEPARTMENTS:
        return tuple(city.departments_by_code)
    options = [*city.by_code, *city.departments_by_code]
    return tuple(
        form.choose_many("units", word("orders.form.units"), options, lambda code: city.name_of(code, here.lang))
    )


def _task(here: Here, form: drafts.Form) -> tuple[Category | None, datetime | None]:
    word = here.words
    with st.expander(word("orders.form.task")):
        left, right = st.columns(2)
        with left:
            category = form.choose(
                "category",
                word("orders.form.category"),
                list(Category),
                lambda c: word(f"terms.category_done.{c}"),
                placeholder=word("orders.form.no_task"),
            )
        with right:
            complete_by = form.moment("complete_by", word("orders.form.complete_by"))
    return category, complete_by


def _submit(here: Here, content: Content, form: drafts.Form, file: OrderFile | None) -> None:
    desk = here.desk()
    row = Order(
        order="", serial=0, valid_at=desk.moment, **{n: getattr(content, n) for n in Content.__dataclass_fields__}
    )
    if found := draft_faults(row):
        for code in found:
            form.error(FIELD_OF[code], here.words(f"orders.fault.{code}"))
        return

    def act() -> None:
        done = acts.draft(desk, content, file.order.order if file else "")
        form.clear()
        _leave(file)
        st.query_params["order"] = done.order

    attempt(act, here.words("orders.form.submitted"))


def _leave(file: OrderFile | None) -> None:
    for name in ("new", "corrects", "edit"):
        st.query_params.pop(name, None)


def _defaults(here: Here, written: Order | None) -> dict[str, object]:
    if written is None:
        return {
            "kind": OrderKind.DIRECTIVE,
            "scope": COUNTIES,
            "incident": here.situation.lead and here.situation.lead.incident,
        }
    scope = COUNTIES if written.units == tuple(here.city.by_code) else CHOSEN
    return {
        name: getattr(written, name)
        for name in ("kind", "title", "body", "receipt_due", "feedback_due", "category", "complete_by")
    } | {"scope": scope, "units": list(written.units)}


def _texts(here: Here, kind: OrderKind, incident: Incident) -> Mapping[str, object]:
    return {
        "title": here.words(f"orders.title.{kind}", name=incident.name),
        "body": here.words(f"orders.body.{kind}", name=incident.name),
    }


def _deadlines(here: Here, kind: OrderKind) -> Mapping[str, object]:
    rule = here.city.plan.order_rule(kind)
    return {
        "receipt_due": _rounded(here.as_of + timedelta(minutes=rule.receipt_minutes)),
        "feedback_due": _rounded(here.as_of + timedelta(hours=rule.feedback_hours)),
    }


def _rounded(moment: datetime) -> datetime:
    """Up to the next ten minutes."""
    over = timedelta(minutes=-moment.minute % STEP_MIN)
    return moment.replace(second=0, microsecond=0) + over
