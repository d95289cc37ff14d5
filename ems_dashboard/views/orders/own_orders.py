"""What a county or a department is to do about orders, for its own account: one thing at a time, on a telephone too."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from ems_dashboard.actions.receipts import receive
from ems_dashboard.rules.order_matrix import Cell
from ems_dashboard.rules.terms import ReceiptState
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.links import link
from ems_dashboard.screen.origin import when
from ems_dashboard.situation.orders import OrderBook, OrderFile
from ems_dashboard.views.frame.acting import attempt, calm, heading
from ems_dashboard.views.frame.folding import shortened
from ems_dashboard.views.orders.order_matrix import clock, ended_by
from ems_dashboard.views.streamlit_internals import drafts
from ems_dashboard.views.streamlit_internals.pressing import pressed

ANSWERABLE = (ReceiptState.SENT, ReceiptState.RECEIVED, ReceiptState.IN_HAND)


def show(here: Here, book: OrderBook) -> None:
    """The late ones first, then by the deadline that comes soonest; what is done below."""
    word, unit = here.words, here.actor.unit
    mine = [(file, cell) for file in book.addressed_to(unit) if (cell := file.cell(unit))]
    owed = sorted((pair for pair in mine if pair[1].stage), key=lambda pair: _urgency(pair[1]))
    heading(word("orders.own.owed", n=len(owed)), here.city.name_of(unit, here.lang))
    if not owed:
        calm(word("orders.own.nothing"))
    for file, _ in owed:
        card(here, file, answer=not here.past)
    done = [pair for pair in mine if not pair[1].stage]
    ended = [(file, cell) for file in book.ended_for(unit) if (cell := file.cell(unit))]
    for name, pairs in (("ended", ended), ("done", done)):
        if pairs:
            heading(word(f"orders.own.{name}", n=len(pairs)))
            st.html(shortened(here, (_line(here, *pair) for pair in pairs), _listed))


def _listed(lines: Sequence[str]) -> str:
    return f'<div class="dk-list">{"".join(lines)}</div>'


def _urgency(cell: Cell) -> tuple[bool, float]:
    return not cell.late, cell.due.timestamp() if cell.due else float("inf")


def _line(here: Here, file: OrderFile, cell: Cell) -> str:
    order = file.issued or file.order
    struck, said = "", here.words(f"terms.receipt_state.{cell.state}")
    if file.successor is not None:
        struck, said = (
            " struck",
            here.words(f"orders.row_{ended_by(file)}", document=file.successor.document),
        )
    return (
        f'<a class="dk-line{struck}" href="{link(here, "orders", order=order.order)}"><span>{escape(order.title)}'
        f"<small>{escape(order.document)} {when(order.valid_at, here)}</small></span>"
        f'<em class="ems-chip {"late" if struck else "done"}">{escape(said)}</em></a>'
    )


def card(here: Here, file: OrderFile, *, answer: bool) -> None:
    cell, order = file.cell(here.actor.unit), file.issued or file.order
    if cell is None:
        return
    with st.container(key=f"own-{order.order}"):
        st.html(_face(here, file, cell))
        if answer and cell.state in ANSWERABLE and file.successor is None:
            _acts(here, order.order, cell)


def _face(here: Here, file: OrderFile, cell: Cell) -> str:
    word, order = here.words, file.issued or file.order
    mood = "late" if cell.late else "open" if cell.stage else "done"
    owed = (
        word(f"orders.own.due_{cell.stage}", at=when(cell.due, here), clock=clock(here, cell))
        if cell.stage and cell.due
        else word(f"terms.receipt_state.{cell.state}")
    )
    reminder = file.reminded(cell.unit)
    urged = f'<p class="dk-note late">{escape(reminder.text)}</p>' if reminder and cell.late else ""
    body = "".join(f"<p>{escape(line)}</p>" for line in order.body.splitlines() if line.strip())
    text = (
        f"<details open><summary>{word('orders.own.text')}</summary>{body}</details>"
        if body
        else ""
    )
    meta = (order.document, when(order.valid_at, here), word(f"terms.receipt_state.{cell.state}"))
    return (
        f'<div class="dk-card {mood}"><p class="meta">{escape(" · ".join(filter(None, meta)))}</p>'
        f'<h3>{escape(order.title)}</h3><p class="due">{escape(owed)}</p>{text}</div>{urged}'
    )


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
