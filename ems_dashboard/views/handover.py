"""Handing over on the screen: what is open, the remarks, the two signatures, the sheets of these
days."""

import json
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

import streamlit as st
from markupsafe import Markup

from ems_dashboard import clock
from ems_dashboard.actions.handovers import hand_over, shifts_at, take_over
from ems_dashboard.actions.signing_in import Door, vouched
from ems_dashboard.clock import short_time
from ems_dashboard.reports.handovers import by_plan
from ems_dashboard.reports.prints import Print, printed
from ems_dashboard.rules.handovers import Handover, OpenItem
from ems_dashboard.rules.roles import may
from ems_dashboard.rules.terms import HandoverState, OpenKind
from ems_dashboard.runtime import runtime
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.key_moments import address
from ems_dashboard.screen.links import link
from ems_dashboard.situation.handover import awaiting, open_list, sheets
from ems_dashboard.templating import rendered
from ems_dashboard.views.frame import documents, downloads
from ems_dashboard.views.frame.acting import attempt
from ems_dashboard.views.streamlit_internals import drafts
from ems_dashboard.views.streamlit_internals.pressing import pressed

SHOWN = timedelta(days=7)
OPEN_SHEETS = 6
ORDER, REPORT = ("orders", "order"), ("reports", "report")
PLACE = {
    OpenKind.ISSUE: ORDER,
    OpenKind.RETURNED: ORDER,
    OpenKind.RECEIPT: ORDER,
    OpenKind.FEEDBACK: ORDER,
    OpenKind.REMINDER: ("orders", ""),
    OpenKind.CALL: ("calls", "about"),
    OpenKind.HAND_IN: REPORT,
    OpenKind.QUESTION: REPORT,
    OpenKind.DUTY: ("responses", ""),
    OpenKind.CONSULTATION: ("consultations", ""),
    OpenKind.REPORT: ("reports", ""),
    OpenKind.FOLLOW_UP: ("log", ""),
    OpenKind.REQUEST: ("means", "dispatch"),
    OpenKind.UNASSIGNED: ("evacuation", ""),
}
"""Where each is seen to: the page, and the parameter of its address that names it."""
DECIDED = {
    "responses": "proposal",
    "orders": "order",
    "consultations": "consultation",
    "reports": "report",
}
"""The same of what waits for approval, by its page."""
COLUMNS = ("kind", "subject", "units", "due")


def show(here: Here) -> None:
    listed = sheets(here.store, here.as_of, here.as_of - SHOWN)
    sheet = awaiting(listed)
    left, right = st.columns([62, 38])
    with left:
        items = _open_now(here) if sheet is None else _waiting(here, sheet)
        st.html(_table(here, items))
        documents.offer(here, Print.HANDOVER, sheet.handover if sheet else "")
    with right:
        if not here.past and may(here.role, "sign:handovers"):
            _sign(here, sheet, items)
        _earlier(here, [each for each in listed if each.state is HandoverState.SIGNED])


def _open_now(here: Here) -> Sequence[OpenItem]:
    begins, ends, until = shifts_at(here.city, here.as_of)
    shift = here.words("handover.shift", begins=short_time(begins), ends=short_time(ends))
    st.html(rendered("hint.html", said=shift))
    return open_list(here.store, here.city, here.words, here.situation, until)


def _waiting(here: Here, sheet: Handover) -> Sequence[OpenItem]:
    """The list as the one who leaves has signed it."""
    at = short_time(sheet.valid_at)
    said = here.words("handover.waits", name=sheet.outgoing_name, at=at)
    st.html(rendered("handover/waits.html", said=said))
    return thawed(sheet)


def _sign(here: Here, sheet: Handover | None, items: Sequence[OpenItem]) -> None:
    if sheet is None:
        _sign_out(here, items)
    else:
        _sign_in(here, sheet, items)


def thawed(sheet: Handover) -> tuple[OpenItem, ...]:
    return tuple(map(_thawed, json.loads(sheet.open_list)))


def _thawed(row: dict[str, Any]) -> OpenItem:
    due_at = clock.parse(row["due_at"]) if row["due_at"] else None
    kind, units = OpenKind(row["kind"]), tuple(row["units"])
    return OpenItem(kind, row["subject"], units, due_at, row["reference"], row.get("page", ""))


def _table(here: Here, items: Sequence[OpenItem]) -> Markup:
    word = here.words
    late = sum(item.late_at(here.as_of) for item in items)
    title = word("handover.open_late" if late else "handover.open", n=len(items), late=late)
    return rendered(
        "handover/open.html",
        title=title if items else word("handover.nothing_open"),
        heads=[word(f"handover.{name}") for name in COLUMNS],
        rows=[_row(here, item) for item in items],
    )


def _row(here: Here, item: OpenItem) -> dict[str, object]:
    names = [here.city.short_of(unit, here.lang) for unit in item.units]
    late, due = item.late_at(here.as_of), short_time(item.due_at)
    return {
        "kind": here.words(f"terms.open_kind.{item.kind}"),
        "subject": item.subject or by_plan(str(item.kind), item.due_at, here.words),
        "href": _address(here, item),
        "units": here.words.listed(names),
        "late": late,
        "due": here.words("handover.late", at=due) if late else due,
    }


def _address(here: Here, item: OpenItem) -> str:
    """Where it is seen to; empty where the viewer may not read that page."""
    page, parameter = PLACE.get(item.kind, ("", ""))
    if item.page:
        page, parameter = item.page, DECIDED[item.page]
    if not page or not may(here.role, f"read:{page}"):
        return ""
    about = {parameter: item.reference} if parameter else _due(item)
    return link(here, page, **about)


def _due(item: OpenItem) -> dict[str, str]:
    """The hour of the timetable, by which the page knows which consultation or report is meant."""
    scheduled = item.kind in (OpenKind.CONSULTATION, OpenKind.REPORT)
    return {"due": address(item.due_at)} if scheduled and item.due_at else {}


def _sign_out(here: Here, items: Sequence[OpenItem]) -> None:
    word = here.words
    form = drafts.open(here, "handover")
    with st.container(key="form-handover"):
        remarks = form.area(
            "remarks",
            word("handover.remarks"),
            height=140,
            placeholder=word("handover.remarks_hint"),
        )
    with st.container(key="acts-handover"):
        if not pressed(
            st, word("handover.hand_over", n=len(items)), type="primary", key="hand-over"
        ):
            return
    attempt(
        lambda: hand_over(here.desk(), items, remarks),
        then=form.clear,
        refused=lambda sentence: form.error("remarks", sentence),
    )


def _sign_in(here: Here, sheet: Handover, items: Sequence[OpenItem]) -> None:
    """The coming officer's own session, or a password at the desk of the one who leaves."""
    word = here.words
    if sheet.remarks:
        title = word("handover.remarks")
        st.html(rendered("handover/remarks.html", title=title, remarks=sheet.remarks))
    if here.actor.account != sheet.outgoing:
        with st.container(key="acts-take"):
            taken = pressed(
                st, word("handover.take_over", n=len(items)), type="primary", key="take-over"
            )
        if taken:
            _take(here, sheet)
        return
    with st.form("take-here", border=False):
        st.html(rendered("h3.html", text=word("handover.here")))
        account = st.text_input(word("handover.account"), autocomplete="off")
        password = st.text_input(word("handover.password"), type="password", autocomplete="off")
        if pressed(
            st,
            word("handover.sign_here"),
            type="primary",
            key="take-here-sign",
            kind="form_submit_button",
        ):
            _take(here, sheet, account, password)


def _take(here: Here, sheet: Handover, account: str = "", password: str = "") -> None:
    desk = here.desk()
    door = Door(here.store, here.words, runtime().limits, desk.moment, desk.address)
    attempt(
        lambda: take_over(
            desk, sheet.handover, vouched(door, account, password) if account else None
        )
    )


def _earlier(here: Here, found: Iterable[Handover]) -> None:
    word, signed = here.words, list(found)
    title = word("handover.earlier" if signed else "handover.none_earlier")
    st.html(rendered("h3.html", text=title))
    for sheet in signed[:OPEN_SHEETS]:
        _signed(here, sheet)
    rest = signed[OPEN_SHEETS:]
    if rest:
        with st.expander(word("folding.rest", n=len(rest))):
            for sheet in rest:
                _signed(here, sheet)


def _signed(here: Here, sheet: Handover) -> None:
    word, count = here.words, len(json.loads(sheet.open_list))
    names = {"outgoing": sheet.outgoing_name, "incoming": sheet.incoming_name}
    with st.container(key=f"line-{sheet.handover}", gap=None):
        done = word("handover.done", at=short_time(sheet.valid_at), n=count, **names)
        st.html(rendered("p.html", text=done))
        downloads.file(
            st,
            word("handover.download"),
            lambda: _document(here, sheet),
            f"handover-{sheet.handover}.docx",
            key=f"sheet-{sheet.handover}",
            type="tertiary",
        )


def _document(here: Here, sheet: Handover) -> bytes:
    return printed(
        Print.HANDOVER, here.store, here.city, here.words, here.as_of, sheet.handover
    ).document
