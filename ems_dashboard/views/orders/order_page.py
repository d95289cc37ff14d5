"""One order: as it was sent, what each addressee did, its way from the draft on, and what can be done with it now."""

from collections.abc import Iterable
from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ems_dashboard.actions import orders as acts
from ems_dashboard.actions.receipts import receive
from ems_dashboard.clock import full_time
from ems_dashboard.reports.prints import Print
from ems_dashboard.rules.consultations import Consultation, Decision
from ems_dashboard.rules.order_matrix import Cell
from ems_dashboard.rules.orders import ON_THE_WAY, Order
from ems_dashboard.rules.roles import OWN_UNIT_ONLY, may
from ems_dashboard.rules.terms import OrderState, ReceiptState
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.links import link
from ems_dashboard.screen.origin import when
from ems_dashboard.situation.orders import OrderFile
from ems_dashboard.views.frame import documents
from ems_dashboard.views.frame.acting import attempt, heading, steps, table
from ems_dashboard.views.frame.folding import shortened
from ems_dashboard.views.orders import order_form, own_orders, phone_receipts
from ems_dashboard.views.orders.order_form import Ending
from ems_dashboard.views.orders.order_matrix import clock, ended_by
from ems_dashboard.views.streamlit_internals import pressing
from ems_dashboard.views.streamlit_internals.pressing import pressed

SHOWN = 40


def show(here: Here, file: OrderFile) -> None:
    state = file.order.state
    if (
        state in ON_THE_WAY
        and "edit" in st.query_params
        and may(here.role, "draft:orders")
        and not here.past
    ):
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


def paper(here: Here, file: OrderFile) -> str:
    order, word = file.issued or file.order, here.words
    number = order.document or (
        word("orders.numbered", kind=word(f"terms.order_kind.{order.kind}"), n=order.serial)
        if order.serial
        else word("orders.no_number")
    )
    struck = " struck" if file.order.state is OrderState.WITHDRAWN else ""
    body = "".join(f"<p>{escape(line)}</p>" for line in order.body.splitlines() if line.strip())
    issued = f"{escape(_headquarters(here))}<br>{full_time(order.valid_at)}"
    signed = f'<p class="sign">{issued}</p>' if file.issued else ""
    return (
        f'<article class="dk-paper{struck}"><p class="no">{escape(number)}</p><h2>{escape(order.title)}</h2>'
        f'<p class="to">{escape(recipients(here, order.units))}:</p>{body}{signed}'
        f"<dl>{_facts(here, order)}</dl></article>"
    )


def _headquarters(here: Here) -> str:
    return here.city.headquarters if here.lang == "zh" else here.city.headquarters_en


def recipients(here: Here, units: tuple[str, ...]) -> str:
    """Named; all counties as one word."""
    counties = set(here.city.by_code)
    names = [
        here.city.name_of(unit, here.lang)
        for unit in units
        if unit not in counties or not counties <= set(units)
    ]
    if counties <= set(units):
        names.insert(0, here.words("orders.all_counties"))
    return here.words("report.comma").join(names)


def _facts(here: Here, order: Order) -> str:
    word = here.words
    task = (
        word(
            "orders.task",
            what=word(f"terms.category_done.{order.category}"),
            by=when(order.complete_by, here),
        )
        if order.category and order.complete_by
        else ""
    )
    said = {
        "kind": word(f"terms.order_kind.{order.kind}"), "task": task,
        "receipt_due": when(order.receipt_due, here) if order.receipt_due else "",
        "feedback_due": when(order.feedback_due, here) if order.feedback_due else "",
        "author": order.author, "approved_by": order.approved_by,
    }  # fmt: skip
    return "".join(
        f"<dt>{word(f'orders.fact.{name}')}</dt><dd>{escape(text)}</dd>"
        for name, text in said.items()
        if text
    )


def _notes(here: Here, file: OrderFile) -> str:
    word, notes = here.words, []
    if file.order.state is OrderState.RETURNED:
        notes.append(("late", escape(word("orders.returned_with", note=file.order.note))))
    if file.successor is not None:
        notes.append(("late", _named(here, f"orders.{ended_by(file)}", file.successor)))
    if file.pending is not None:
        notes.append(("", _named(here, f"orders.pending_{_way(file.pending)}", file.pending)))
    if file.corrected is not None:
        notes.append(("", _named(here, f"orders.{_way(file.order)}_old", file.corrected)))
    if file.decision is not None and file.held is not None:
        notes.append(("", _from_consultation(here, file.decision, file.held)))
    return "".join(f'<p class="dk-note {mood}">{text}</p>' for mood, text in notes)


def _way(ending: Order) -> Ending:
    return Ending.WITHDRAWS if ending.withdraws else Ending.CORRECTS


def _named(here: Here, key: str, other: Order) -> str:
    """The sentence about another order, which a press opens."""
    address = link(here, "orders", order=other.order)
    return f'{escape(here.words(key))} <a href="{address}">{escape(f"{other.document} {other.title}".strip())}</a>'


def _from_consultation(here: Here, decision: Decision, held: Consultation) -> str:
    said = escape(here.words("orders.from_decision", n=held.serial, number=decision.number))
    if not may(here.role, "read:consultations"):
        return said
    return f'<a href="{link(here, "consultations", consultation=held.consultation)}">{said}</a>'


def _acts(here: Here, file: OrderFile) -> None:
    order, word = file.order, here.words
    place = st.container(key="acts-order")
    if may(here.role, "draft:orders") and order.state in ON_THE_WAY:
        if pressed(place, word("orders.discard"), key="discard"):
            attempt(
                lambda: acts.discard(here.desk(), order.order),
                word("orders.discarded"),
                lambda _: _leave(),
            )
        if pressed(place, word("orders.edit"), key="edit"):
            pressing.follow(lambda: st.query_params.update(edit="1"))
    if may(here.role, "draft:orders") and order.state is OrderState.ISSUED and file.pending is None:
        for ending in Ending:
            if pressed(place, word(f"orders.{ending}", n=len(order.units)), key=ending):
                pressing.follow(lambda ending=ending: _end(order, ending))
    _decide(here, order, place)


def _decide(here: Here, order: Order, place: DeltaGenerator) -> None:
    word, name, n = here.words, order.order, len(order.units)
    issuing = may(here.role, "issue:orders") and order.state is OrderState.APPROVED
    if issuing and pressed(place, word("orders.issue", n=n), type="primary", key="issue"):
        attempt(lambda: acts.issue(here.desk(), name), word("orders.issued_now", n=n))
    if may(here.role, "approve:orders") and order.state is OrderState.DRAFT:
        if pressed(place, word("orders.approve", n=n), type="primary", key="approve"):
            attempt(lambda: acts.approve(here.desk(), name, order.seq), word("orders.approved_now"))
        note = st.text_input(word("orders.return_note"), key="return-note")
        if pressed(st, word("orders.give_back"), key="give-back"):
            attempt(lambda: acts.give_back(here.desk(), name, note), word("orders.given_back"))


def _end(order: Order, ending: Ending) -> None:
    _leave()
    st.query_params[ending] = order.order


def _leave() -> None:
    st.query_params.pop("order", None)


def _receipts(here: Here, file: OrderFile) -> None:
    word = here.words
    signed = sum(cell.state is not ReceiptState.SENT for cell in file.cells)
    heading(word("orders.receipts"), word("orders.signed_of", signed=signed, of=len(file.cells)))
    names = ("unit", "state", "clock", "said")
    heads = [word(f"orders.column.{name}") for name in names]
    st.html(table(heads, (_receipt(here, cell) for cell in _late_first(file.cells))))
    if not here.past and file.order.state is OrderState.ISSUED and may(here.role, "verify:orders"):
        _verify(here, file)


def _late_first(cells: Iterable[Cell]) -> list[Cell]:
    """Those who are late first."""
    return sorted(cells, key=lambda cell: not cell.late)


def _receipt(here: Here, cell: Cell) -> str:
    mood = (
        "late"
        if cell.late
        else "done"
        if cell.stage is None
        else "open"
        if cell.state is ReceiptState.SENT
        else ""
    )
    note = next((step.note for step in reversed(cell.steps) if step.note), "")
    person = cell.steps[-1].person if cell.steps else ""
    said = " · ".join(filter(None, (person, note)))
    return (
        f"<tr><td>{escape(here.city.name_of(cell.unit, here.lang))}</td>"
        f'<td><span class="ems-state-dot {mood}">{here.words(f"terms.receipt_state.{cell.state}")}</span></td>'
        f'<td>{clock(here, cell)}</td><td class="w">{escape(said)}</td></tr>'
    )


def _verify(here: Here, file: OrderFile) -> None:
    """What addressees said on the telephone; verification of answers."""
    phone_receipts.offer(here, file)
    word, name = here.words, file.order.order
    answered = [cell.unit for cell in file.cells if cell.state is ReceiptState.ANSWERED]
    if answered:
        units = st.multiselect(
            word("orders.verify_units"),
            answered,
            format_func=lambda u: here.city.name_of(u, here.lang),
            key="verify",
        )
        if units and pressed(st, word("orders.verify", n=len(units)), key="verify-act"):
            desk = here.desk()
            attempt(
                lambda: [receive(desk, name, unit, ReceiptState.VERIFIED) for unit in units],
                word("orders.verified_now"),
            )


def _steps(here: Here, file: OrderFile) -> str:
    """The order's own steps and its addressees' together, in order of time."""
    word = here.words
    lines = [(row.valid_at, _told(here, row), row.note) for row in file.steps]
    for cell in file.cells:
        unit = here.city.short_of(cell.unit, here.lang)
        lines += [
            (s.valid_at, f"{unit} {word(f'terms.receipt_state.{s.state}')}", s.note)
            for s in cell.steps
        ]
    lines += [
        (
            row.valid_at,
            word(f"orders.reminder_line.{row.state}", unit=here.city.short_of(row.unit, here.lang)),
            "",
        )
        for row in file.reminders
    ]
    newest = sorted(lines, key=lambda line: line[0])[
        ::-1
    ]  # of one minute what was told last stands first
    return shortened(
        here,
        newest,
        lambda few: steps((when(at, here), text, note) for at, text, note in few),
        SHOWN,
    )


def _told(here: Here, row: Order) -> str:
    who = (
        row.approved_by
        if row.state in (OrderState.APPROVED,)
        else row.author
        if row.state is OrderState.DRAFT
        else ""
    )
    return " ".join(filter(None, (here.words(f"terms.order_state.{row.state}"), row.document, who)))
