"""What a county or a department is to do about orders, for its own account: one thing at a time, on a telephone too."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import streamlit as st
from markupsafe import Markup

from ems_dashboard.actions.receipts import receive
from ems_dashboard.rules.order_matrix import Cell
from ems_dashboard.rules.terms import ReceiptState
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.links import link
from ems_dashboard.screen.origin import when
from ems_dashboard.situation.orders import OrderBook, OrderFile
from ems_dashboard.templating import rendered
from ems_dashboard.views.frame.acting import attempt, calm, heading
from ems_dashboard.views.frame.folding import shortened
from ems_dashboard.views.orders.order_list import OrderLine, listed
from ems_dashboard.views.orders.order_matrix import clock, row_ended, sent_order
from ems_dashboard.views.streamlit_internals import drafts
from ems_dashboard.views.streamlit_internals.pressing import pressed


@dataclass(frozen=True, slots=True)
class OwnOrder:
    """An order and what the unit did about it."""

    file: OrderFile
    cell: Cell


ANSWERABLE = (ReceiptState.SENT, ReceiptState.RECEIVED, ReceiptState.IN_HAND)


def show(here: Here, book: OrderBook) -> None:
    """The late ones first, then by the deadline that comes soonest; what is done below."""
    word, unit = here.words, here.actor.unit
    mine = _with_cells(book.addressed_to(unit), unit)
    owed = sorted((own for own in mine if own.cell.stage), key=lambda own: _urgency(own.cell))
    heading(word("orders.own.owed", n=len(owed)), here.city.name_of(unit, here.lang))
    if not owed:
        calm(word("orders.own.nothing"))
    for own in owed:
        card(here, own.file, answer=not here.past)
    _show_listed(here, "ended", _with_cells(book.ended_for(unit), unit))
    _show_listed(here, "done", [own for own in mine if not own.cell.stage])


def _with_cells(files: Iterable[OrderFile], unit: str) -> list[OwnOrder]:
    cells = [(file, file.cell(unit)) for file in files]
    return [OwnOrder(file, cell) for file, cell in cells if cell]


def _show_listed(here: Here, name: str, own: Sequence[OwnOrder]) -> None:
    if own:
        heading(here.words(f"orders.own.{name}", n=len(own)))
        st.html(shortened(here, [_line(here, each) for each in own], listed))


def _urgency(cell: Cell) -> tuple[bool, float]:
    return not cell.late, cell.due.timestamp() if cell.due else float("inf")


def _line(here: Here, own: OwnOrder) -> OrderLine:
    order = sent_order(own.file)
    ended = row_ended(here, own.file)
    return OrderLine(
        title=order.title,
        href=link(here, "orders", order=order.order),
        note=f"{order.document} {when(order.valid_at, here)}",
        chip=ended or here.words(f"terms.receipt_state.{own.cell.state}"),
        mood="late" if ended else "done",
        struck=bool(ended),
    )


def card(here: Here, file: OrderFile, *, answer: bool) -> None:
    cell, order = file.cell(here.actor.unit), file.issued or file.order
    if cell is None:
        return
    with st.container(key=f"own-{order.order}"):
        st.html(_face(here, file, cell))
        if answer and cell.state in ANSWERABLE and file.successor is None:
            _acts(here, order.order, cell)


def _face(here: Here, file: OrderFile, cell: Cell) -> Markup:
    word, order = here.words, sent_order(file)
    reminder = file.reminded(cell.unit) if cell.late else None
    meta = (order.document, when(order.valid_at, here), word(f"terms.receipt_state.{cell.state}"))
    return rendered(
        "orders/own_card.html",
        mood=_mood(cell),
        meta=" · ".join(filter(None, meta)),
        title=order.title,
        due=_owed(here, cell),
        text=word("orders.own.text"),
        body=[line for line in order.body.splitlines() if line.strip()],
        reminder=reminder.text if reminder else "",
    )


def _mood(cell: Cell) -> str:
    if cell.late:
        return "late"
    return "open" if cell.stage else "done"


def _owed(here: Here, cell: Cell) -> str:
    if not cell.stage or not cell.due:
        return here.words(f"terms.receipt_state.{cell.state}")
    at = when(cell.due, here)
    return here.words(f"orders.own.due_{cell.stage}", at=at, clock=clock(here, cell))


def _acts(here: Here, name: str, cell: Cell) -> None:
    word = here.words
    if cell.state is ReceiptState.SENT:
        if pressed(
            st, word("orders.own.sign"), type="primary", key=f"sign-{name}", width="stretch"
        ):
            attempt(
                lambda: receive(here.desk(), name, cell.unit, ReceiptState.RECEIVED),
                word("orders.own.signed"),
            )
        return
    form = drafts.open(here, "answer", item=name)
    note = form.area("note", word("orders.own.answer"), height=90)
    if cell.state is ReceiptState.RECEIVED and pressed(
        st, word("orders.own.in_hand"), key=f"hand-{name}", width="stretch"
    ):
        attempt(
            lambda: receive(here.desk(), name, cell.unit, ReceiptState.IN_HAND, note),
            word("orders.recorded"),
        )
    if pressed(
        st, word("orders.own.send_answer"), type="primary", key=f"answer-{name}", width="stretch"
    ):
        attempt(
            lambda: receive(here.desk(), name, cell.unit, ReceiptState.ANSWERED, note),
            word("orders.own.answered"),
            form.clear,
        )
