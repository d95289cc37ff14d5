"""One order: as it was sent, what each addressee did, its way from the draft on, and what can be done with it now."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import NamedTuple

import streamlit as st
from markupsafe import Markup
from streamlit.delta_generator import DeltaGenerator

from ems_dashboard.actions import orders as acts
from ems_dashboard.actions.acting import Desk
from ems_dashboard.actions.outbox import channels
from ems_dashboard.actions.receipts import receive
from ems_dashboard.clock import full_time
from ems_dashboard.reports.prints import Print
from ems_dashboard.rules.consultations import Consultation, Decision
from ems_dashboard.rules.notices import Notice
from ems_dashboard.rules.order_matrix import Cell
from ems_dashboard.rules.orders import ON_THE_WAY, Order
from ems_dashboard.rules.roles import OWN_UNIT_ONLY, may
from ems_dashboard.rules.terms import OrderState, ReceiptState
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.links import link
from ems_dashboard.screen.origin import when
from ems_dashboard.situation.orders import OrderFile
from ems_dashboard.templating import rendered
from ems_dashboard.views.frame import documents
from ems_dashboard.views.frame.acting import attempt, calm, heading, steps
from ems_dashboard.views.frame.folding import shortened
from ems_dashboard.views.orders import order_form, own_orders, phone_receipts
from ems_dashboard.views.orders.order_form import Ending
from ems_dashboard.views.orders.order_matrix import clock, ended_by, sent_order
from ems_dashboard.views.streamlit_internals import pressing
from ems_dashboard.views.streamlit_internals.pressing import pressed

SHOWN = 40


def show(here: Here, file: OrderFile) -> None:
    if _editing(here, file):
        order_form.show(here, file, None, order_form.ending_of(file))
        return
    left, right = st.columns([56, 44], gap="medium")
    with left:
        st.html(_notes(here, file) + paper(here, file))
        if file.issued is not None:
            documents.offer(here, Print.ORDER, file.issued.order)
    with right:
        if not here.past:
            _acts(here, file)
        if here.role in OWN_UNIT_ONLY and file.cell(here.actor.unit):
            own_orders.card(here, file, answer=not here.past)
        elif file.cells:
            _receipts(here, file)
        heading(here.words("orders.way"))
        st.html(_steps(here, file))


def _editing(here: Here, file: OrderFile) -> bool:
    if here.past or not may(here.role, "draft:orders"):
        return False
    return file.order.state in ON_THE_WAY and "edit" in st.query_params


def paper(here: Here, file: OrderFile) -> Markup:
    order = sent_order(file)
    signed = {"by": _headquarters(here), "at": full_time(order.valid_at)}
    return rendered(
        "orders/paper.html",
        struck=file.order.state is OrderState.WITHDRAWN,
        number=_number(here, order),
        title=order.title,
        to=recipients(here, order.units),
        body=[line for line in order.body.splitlines() if line.strip()],
        signed=signed if file.issued else None,
        facts=_facts(here, order),
    )


def _number(here: Here, order: Order) -> str:
    if order.document:
        return order.document
    if not order.serial:
        return here.words("orders.no_number")
    kind = here.words(f"terms.order_kind.{order.kind}")
    return here.words("orders.numbered", kind=kind, n=order.serial)


def _headquarters(here: Here) -> str:
    return here.city.headquarters if here.lang == "zh" else here.city.headquarters_en


def recipients(here: Here, units: tuple[str, ...]) -> str:
    """Named; all counties as one word."""
    counties = set(here.city.by_code)
    every = counties <= set(units)
    named = [unit for unit in units if not every or unit not in counties]
    names = [here.city.name_of(unit, here.lang) for unit in named]
    first = [here.words("orders.all_counties")] if every else []
    return here.words.listed([*first, *names])


def _facts(here: Here, order: Order) -> list[dict[str, str]]:
    word = here.words
    facts = {
        "kind": word(f"terms.order_kind.{order.kind}"),
        "task": _task(here, order),
        "receipt_due": when(order.receipt_due, here) if order.receipt_due else "",
        "feedback_due": when(order.feedback_due, here) if order.feedback_due else "",
        "author": order.author,
        "approved_by": order.approved_by,
    }
    return [
        {"name": word(f"orders.fact.{name}"), "text": text} for name, text in facts.items() if text
    ]


def _task(here: Here, order: Order) -> str:
    if not order.category or not order.complete_by:
        return ""
    task = here.words(f"terms.category_done.{order.category}")
    return here.words("orders.task", what=task, by=when(order.complete_by, here))


@dataclass(frozen=True, slots=True)
class Link:
    href: str
    title: str


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence above the order, and what it is about behind a link."""

    text: str
    link: Link | None = None
    mood: str = ""


def _notes(here: Here, file: OrderFile) -> Markup:
    return rendered("orders/notes.html", notes=list(_notes_of(here, file)))


def _notes_of(here: Here, file: OrderFile) -> Iterator[Note]:
    if file.order.state is OrderState.RETURNED:
        yield Note(here.words("orders.returned_with", note=file.order.note), mood="late")
    if file.successor is not None:
        yield _about(here, f"orders.{ended_by(file)}", file.successor, "late")
    if file.pending is not None:
        yield _about(here, f"orders.pending_{_way(file.pending)}", file.pending)
    if file.corrected is not None:
        yield _about(here, f"orders.{_way(file.order)}_old", file.corrected)
    if file.decision is not None and file.held is not None:
        yield _from_consultation(here, file.decision, file.held)


def _way(ending: Order) -> Ending:
    return Ending.WITHDRAWS if ending.withdraws else Ending.CORRECTS


def _about(here: Here, key: str, other: Order, mood: str = "") -> Note:
    """The sentence about another order, which a press opens."""
    title = f"{other.document} {other.title}".strip()
    return Note(here.words(key), Link(link(here, "orders", order=other.order), title), mood)


def _from_consultation(here: Here, decision: Decision, held: Consultation) -> Note:
    text = here.words("orders.from_decision", n=held.serial, number=decision.number)
    if not may(here.role, "read:consultations"):
        return Note(text)
    href = link(here, "consultations", consultation=held.consultation)
    return Note("", Link(href, text))


def _acts(here: Here, file: OrderFile) -> None:
    order = file.order
    place = st.container(key="acts-order")
    if may(here.role, "draft:orders"):
        _rewrite(here, order, place)
        if order.state is OrderState.ISSUED and file.pending is None:
            _offer_endings(here, order, place)
    if may(here.role, "issue:orders") and order.state is OrderState.APPROVED:
        _issue(here, order, place)
    if may(here.role, "approve:orders") and order.state is OrderState.DRAFT:
        _decide(here, order, place)


def _rewrite(here: Here, order: Order, place: DeltaGenerator) -> None:
    """Until it is issued it may be written again, or given up."""
    if order.state not in ON_THE_WAY:
        return
    word = here.words
    if pressed(place, word("orders.discard"), key="discard"):
        act = partial(acts.discard, here.desk(), order.order)
        attempt(act, word("orders.discarded"), lambda _: _leave())
    if pressed(place, word("orders.edit"), key="edit"):
        pressing.follow(lambda: st.query_params.update(edit="1"))


def _offer_endings(here: Here, order: Order, place: DeltaGenerator) -> None:
    for ending in Ending:
        label = here.words(f"orders.{ending}", n=len(order.units))
        if pressed(place, label, key=ending):
            pressing.follow(partial(_end, order, ending))


def _issue(here: Here, order: Order, place: DeltaGenerator) -> None:
    word, n = here.words, len(order.units)
    if pressed(place, word("orders.issue", n=n), type="primary", key="issue"):
        attempt(partial(acts.issue, here.desk(), order.order), word("orders.issued_now", n=n))


def _decide(here: Here, order: Order, place: DeltaGenerator) -> None:
    word, name, n = here.words, order.order, len(order.units)
    if pressed(place, word("orders.approve", n=n), type="primary", key="approve"):
        act = partial(acts.approve, here.desk(), name, order.seq)
        attempt(act, word("orders.approved_now"))
    note = st.text_input(word("orders.return_note"), key="return-note")
    if pressed(st, word("orders.give_back"), key="give-back"):
        attempt(partial(acts.give_back, here.desk(), name, note), word("orders.given_back"))


def _end(order: Order, ending: Ending) -> None:
    _leave()
    st.query_params[ending] = order.order


def _leave() -> None:
    st.query_params.pop("order", None)


def _receipts(here: Here, file: OrderFile) -> None:
    word = here.words
    signed = sum(cell.state is not ReceiptState.SENT for cell in file.cells)
    heading(word("orders.receipts"), word("orders.signed_of", signed=signed, of=len(file.cells)))
    heads = [word(f"orders.column.{name}") for name in ("unit", "state", "clock", "said")]
    lines = [_receipt(here, cell) for cell in _late_first(file.cells)]
    st.html(rendered("orders/receipts.html", heads=heads, lines=lines))
    if not here.past and file.order.state is OrderState.ISSUED and may(here.role, "verify:orders"):
        _verify(here, file)


def _late_first(cells: Iterable[Cell]) -> list[Cell]:
    """Those who are late first."""
    return sorted(cells, key=lambda cell: not cell.late)


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    unit: str
    mood: str
    state: str
    clock: str
    note: str


def _receipt(here: Here, cell: Cell) -> ReceiptLine:
    note = next((step.note for step in reversed(cell.steps) if step.note), "")
    person = cell.steps[-1].person if cell.steps else ""
    return ReceiptLine(
        unit=here.city.name_of(cell.unit, here.lang),
        mood=_mood(cell),
        state=here.words(f"terms.receipt_state.{cell.state}"),
        clock=clock(here, cell),
        note=" · ".join(filter(None, (person, note))),
    )


def _mood(cell: Cell) -> str:
    if cell.late:
        return "late"
    if cell.stage is None:
        return "done"
    return "open" if cell.state is ReceiptState.SENT else ""


def _verify(here: Here, file: OrderFile) -> None:
    """What addressees said on the telephone; verification of answers."""
    phone_receipts.offer(here, file)
    if any(cell.stage for cell in file.cells):
        href = link(here, "calls", about=file.order.order)
        st.html(rendered("link.html", href=href, text=here.words("calls.link")))
    if said := _messages(here, file):
        calm(said)
    answered = [cell.unit for cell in file.cells if cell.state is ReceiptState.ANSWERED]
    if not answered:
        return
    word, named = here.words, partial(here.city.name_of, lang=here.lang)
    units = st.multiselect(word("orders.verify_units"), answered, format_func=named, key="verify")
    if units and pressed(st, word("orders.verify", n=len(units)), key="verify-act"):
        act = partial(_verified, here.desk(), file.order.order, units)
        attempt(act, word("orders.verified_now"))


def _messages(here: Here, file: OrderFile) -> str:
    """What became of the messages that told of the order and of its reminders."""
    rows = here.store.current(Notice, as_of=here.as_of, reference=file.order.order)
    if not rows:
        return "" if channels() else here.words("outbox.none")
    counted = Counter(row.state for row in rows)
    said = [f"{here.words(f'terms.notice_state.{state}')} {n}" for state, n in counted.items()]
    return here.words("outbox.at_order", counts=here.words.listed(said))


def _verified(desk: Desk, name: str, units: list[str]) -> None:
    for unit in units:
        receive(desk, name, unit, ReceiptState.VERIFIED)


def _steps(here: Here, file: OrderFile) -> Markup:
    """The order's own steps and its addressees' together; of one minute what came last is first."""
    steps_of = [*_own_steps(here, file), *_addressees_steps(here, file), *_reminders(here, file)]
    newest = sorted(steps_of, key=lambda step: step.at)[::-1]
    return shortened(here, newest, lambda few: _timeline(here, few), SHOWN)


class Step(NamedTuple):
    at: datetime
    text: str
    note: str = ""


def _own_steps(here: Here, file: OrderFile) -> Iterator[Step]:
    for row in file.steps:
        yield Step(row.valid_at, _own_step(here, row), row.note)


def _addressees_steps(here: Here, file: OrderFile) -> Iterator[Step]:
    for cell in file.cells:
        unit = here.city.short_of(cell.unit, here.lang)
        for step in cell.steps:
            state = here.words(f"terms.receipt_state.{step.state}")
            yield Step(step.valid_at, f"{unit} {state}", step.note)


def _reminders(here: Here, file: OrderFile) -> Iterator[Step]:
    for row in file.reminders:
        unit = here.city.short_of(row.unit, here.lang)
        yield Step(row.valid_at, here.words(f"orders.reminder_line.{row.state}", unit=unit))


def _timeline(here: Here, few: Sequence[Step]) -> Markup:
    return steps((when(step.at, here), step.text, step.note) for step in few)


def _own_step(here: Here, row: Order) -> str:
    names = {OrderState.APPROVED: row.approved_by, OrderState.DRAFT: row.author}
    state = here.words(f"terms.order_state.{row.state}")
    return " ".join(filter(None, (state, row.document, names.get(row.state, ""))))
