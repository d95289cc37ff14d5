"""The page of orders: the book for headquarters, one order by its address, a unit's own orders for its account."""

import streamlit as st
from markupsafe import Markup

from ems_dashboard.actions.reminders import send_reminders
from ems_dashboard.rules.orders import ON_THE_WAY
from ems_dashboard.rules.roles import OWN_UNIT_ONLY, may
from ems_dashboard.rules.terms import OrderState
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.links import link
from ems_dashboard.screen.origin import when
from ems_dashboard.situation.orders import OrderBook, OrderFile, order_file
from ems_dashboard.situation.sight import seen_book, seen_file
from ems_dashboard.templating import rendered
from ems_dashboard.views.frame import downloads
from ems_dashboard.views.frame.acting import attempt, calm, heading
from ems_dashboard.views.orders import order_form, order_page, order_rows, own_orders
from ems_dashboard.views.orders.order_form import Ending
from ems_dashboard.views.orders.order_list import OrderLine, listed
from ems_dashboard.views.orders.order_matrix import matrix, summary
from ems_dashboard.views.streamlit_internals.pressing import pressed

NEW = "new"


def show(here: Here) -> None:
    name = st.query_params.get("order", "")
    found = seen_file(order_file(here.store, name, here.as_of), here.sight) if name else None
    if name and found is None:
        calm(here.words("orders.no_such_order"))
    elif found is not None:
        order_page.show(here, found)
    elif here.role in OWN_UNIT_ONLY:
        own_orders.show(here, seen_book(here.cache.orders(here.situation), here.sight))
    else:
        _book(here, here.cache.orders(here.situation))


def _book(here: Here, book: OrderBook) -> None:
    drafting = may(here.role, "draft:orders") and not here.past
    old, ending = _ended(book)
    if drafting and (NEW in st.query_params or old is not None):
        order_form.show(here, None, old, ending)
        return
    shown = here.cache.orders(here.own)
    st.html(summary(here, shown))
    _reminders(here, book)
    _waiting(here, book)
    aside = _write_new(here) if drafting else ""
    heading(here.words("orders.matrix"), here.words("orders.matrix_note"), aside)
    sent = shown.of_state(OrderState.ISSUED, OrderState.WITHDRAWN)
    st.html(matrix(here, sent))
    downloads.offer(order_rows.rows(here, sent), here, "orders")


def _write_new(here: Here) -> Markup:
    href = link(here, "orders", new="1")
    return rendered("orders/new_link.html", href=href, title=here.words("orders.write_new"))


def _ended(book: OrderBook) -> tuple[OrderFile | None, Ending | None]:
    """The order in force that the address wants corrected or withdrawn."""
    for ending in Ending:
        for file in book.of_state(OrderState.ISSUED):
            if file.order.order == st.query_params.get(ending):
                return file, ending
    return None, None


def _reminders(here: Here, book: OrderBook) -> None:
    if not book.drafted or here.past:
        return
    word = here.words
    names = dict.fromkeys(here.city.short_of(row.unit, here.lang) for row in book.drafted)
    units = word.listed(names)
    drafted = word("orders.reminders_drafted", n=len(book.drafted), units=units)
    st.html(rendered("orders/note.html", mood="late", text=drafted))
    with st.expander(word("orders.reminders_read")):
        st.html(rendered("orders/reminders.html", texts=[row.text for row in book.drafted]))
    label = word("orders.send_reminders", n=len(book.drafted))
    if may(here.role, "issue:orders") and pressed(st, label, type="primary", key="send-reminders"):
        attempt(lambda: send_reminders(here.desk(), book.drafted), word("orders.reminders_sent"))


def _waiting(here: Here, book: OrderBook) -> None:
    """What is on its way, each as a line that opens it."""
    files = book.of_state(*ON_THE_WAY)
    if files:
        heading(here.words("orders.on_the_way"), here.words("orders.on_the_way_note"))
        st.html(listed([_line(here, file) for file in files]))


MOOD = {OrderState.DRAFT: "open", OrderState.RETURNED: "late", OrderState.APPROVED: "done"}


def _line(here: Here, file: OrderFile) -> OrderLine:
    order, word = file.order, here.words
    note = word(
        "orders.by",
        kind=word(f"terms.order_kind.{order.kind}"),
        author=order.author,
        n=len(order.units),
        at=when(order.valid_at, here),
    )
    return OrderLine(
        title=order.title,
        href=link(here, "orders", order=order.order),
        note=note,
        chip=word(f"orders.waits.{order.state}"),
        mood=MOOD[order.state],
    )
