"""Handing over on the screen: what is open, the remarks, the two signatures, the sheets of these days."""

import json
from collections.abc import Iterable, Sequence
from datetime import timedelta
from html import escape

import streamlit as st

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
from ems_dashboard.screen.cards import link
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.key_moments import address
from ems_dashboard.situation.handover import awaiting, open_list, sheets
from ems_dashboard.views.frame import documents, downloads
from ems_dashboard.views.frame.acting import attempt
from ems_dashboard.views.streamlit_internals import drafts
from ems_dashboard.views.streamlit_internals.pressing import pressed

SHOWN = timedelta(days=7)
OPEN_SHEETS = 6
ORDER, REPORT = ("orders", "order"), ("reports", "report")
PLACE = {
    OpenKind.ISSUE: ORDER, OpenKind.RETURNED: ORDER, OpenKind.RECEIPT: ORDER, OpenKind.FEEDBACK: ORDER,
    OpenKind.REMINDER: ("orders", ""), OpenKind.HAND_IN: REPORT, OpenKind.QUESTION: REPORT,
    OpenKind.DUTY: ("responses", ""), OpenKind.CONSULTATION: ("consultations", ""), OpenKind.REPORT: ("reports", ""),
    OpenKind.FOLLOW_UP: ("log", ""), OpenKind.REQUEST: ("means", ""), OpenKind.UNASSIGNED: ("evacuation", ""),
}  # fmt: skip
"""Where each is seen to: the page, and the parameter of its address that names it."""
DECIDED = {
    "responses": "proposal",
    "orders": "order",
    "consultations": "consultation",
    "reports": "report",
}
"""The same of what waits for approval, by its page."""


def show(here: Here) -> None:
    begins, ends, until = shifts_at(here.city, here.as_of)
    found = sheets(here.store, here.as_of, here.as_of - SHOWN)
    sheet = awaiting(found)
    left, right = st.columns([62, 38])
    with left:
        if sheet is None:
            items = open_list(here.store, here.city, here.words, here.situation, until)
            shift = here.words("handover.shift", begins=short_time(begins), ends=short_time(ends))
            st.html(f'<p class="ems-hint">{shift}</p>')
        else:
            items = thawed(sheet)
            waits = here.words(
                "handover.waits", name=sheet.outgoing_name, at=short_time(sheet.valid_at)
            )
            st.html(f'<p class="ems-state-dot soon">{escape(waits)}</p>')
        st.html(_table(here, items))
        documents.offer(here, Print.HANDOVER, sheet.handover if sheet else "")
    with right:
        if not here.past and may(here.role, "sign:handovers"):
            if sheet is None:
                _sign_out(here, items)
            else:
                _sign_in(here, sheet, items)
        _earlier(here, [each for each in found if each.state is HandoverState.SIGNED])


def thawed(sheet: Handover) -> tuple[OpenItem, ...]:
    return tuple(
        OpenItem(
            OpenKind(row["kind"]), row["subject"], tuple(row["units"]),
            clock.parse(row["due_at"]) if row["due_at"] else None, row["reference"], row.get("page", ""),
        )
        for row in json.loads(sheet.open_list)
    )  # fmt: skip


def _table(here: Here, items: Sequence[OpenItem]) -> str:
    word = here.words
    if not items:
        return f"<h3>{word('handover.nothing_open')}</h3>"
    late = sum(item.late_at(here.as_of) for item in items)
    title = word("handover.open_late" if late else "handover.open", n=len(items), late=late)
    heads = "".join(
        f"<th>{word(f'handover.{name}')}</th>" for name in ("kind", "subject", "units", "due")
    )
    rows = "".join(_row(here, item) for item in items)
    return (
        f'<h3>{title}</h3><div class="ems-scroll"><table class="ems-table ems-stack"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _row(here: Here, item: OpenItem) -> str:
    kind = here.words(f"terms.open_kind.{item.kind}")
    names = here.words("report.comma").join(
        here.city.short_of(unit, here.lang) for unit in item.units
    )
    due = short_time(item.due_at)
    if item.late_at(here.as_of):
        due = f'<span class="ems-chip late">{here.words("handover.late", at=due)}</span>'
    subject = item.subject or by_plan(str(item.kind), item.due_at, here.words)
    page, parameter = (
        (item.page, DECIDED[item.page]) if item.page else PLACE.get(item.kind, ("", ""))
    )
    if page and may(here.role, f"read:{page}"):
        about = {parameter: item.reference} if parameter else _due(item)
        subject = f'<a href="{link(here, page, **about)}">{escape(subject)}</a>'
    else:
        subject = escape(subject)
    said = f'<td class="w">{subject}</td><td class="w">{escape(names)}</td>'
    return f"<tr><td>{kind}</td>{said}<td>{due}</td></tr>"


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
    """The coming officer's own session, or his password at the desk of the one who leaves."""
    word = here.words
    if sheet.remarks:
        st.html(f'<p class="ems-hint">{word("handover.remarks")}</p><p>{escape(sheet.remarks)}</p>')
    if here.actor.account != sheet.outgoing:
        with st.container(key="acts-take"):
            taken = pressed(
                st, word("handover.take_over", n=len(items)), type="primary", key="take-over"
            )
        if taken:
            _take(here, sheet)
        return
    with st.form("take-here", border=False):
        st.html(f"<h3>{word('handover.here')}</h3>")
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
    st.html(f"<h3>{word('handover.earlier' if signed else 'handover.none_earlier')}</h3>")
    for sheet in signed[:OPEN_SHEETS]:
        _signed(here, sheet)
    if rest := signed[OPEN_SHEETS:]:
        with st.expander(word("folding.rest", n=len(rest))):
            for sheet in rest:
                _signed(here, sheet)


def _signed(here: Here, sheet: Handover) -> None:
    word, count = here.words, len(json.loads(sheet.open_list))
    names = {"outgoing": sheet.outgoing_name, "incoming": sheet.incoming_name}
    with st.container(key=f"line-{sheet.handover}", gap=None):
        st.html(
            f"<p>{escape(word('handover.done', at=short_time(sheet.valid_at), n=count, **names))}</p>"
        )
        downloads.file(
            st, word("handover.download"), lambda: _document(here, sheet),
            f"handover-{sheet.handover}.docx", key=f"sheet-{sheet.handover}", type="tertiary",
        )  # fmt: skip


def _document(here: Here, sheet: Handover) -> bytes:
    return printed(
        Print.HANDOVER, here.store, here.city, here.words, here.as_of, sheet.handover
    ).document
