"""What the pages of consultations and of reports share: the day's timetable, and paper to read on."""

from collections.abc import Iterable
from html import escape

import streamlit as st

from ems_dashboard.rules.incidents import UNASSIGNED, leading
from ems_dashboard.rules.rhythm import Due
from ems_dashboard.rules.terms import DueKind, DueState
from ems_dashboard.screen.cards import due_link, due_state, when
from ems_dashboard.screen.here import INCIDENT, Here
from ems_dashboard.screen.other_incidents import name_of
from ems_dashboard.situation.picture import Situation
from ems_dashboard.views.frame.folding import shortened
from ems_dashboard.views.frame.sheets import apply_sheet
from ems_dashboard.views.streamlit_internals import pressing

OPEN = (DueState.DUE, DueState.SOON, DueState.LATE)
MOOD = {
    DueState.DUE: "open", DueState.SOON: "soon", DueState.LATE: "late", DueState.DONE: "done",
    DueState.DONE_LATE: "late-done", DueState.MISSED: "late",
}  # fmt: skip


def style() -> None:
    apply_sheet("meetings.css")


def timetable(here: Here, kind: DueKind) -> None:
    """The day's items in order of time, those of the page's own kind first."""
    word = here.words
    own = [due for due in here.own.rhythm if due.kind is kind]
    other = [due for due in here.own.rhythm if due.kind is not kind]
    if not (own or other):
        st.html(calm(word("screens.overview.no_rhythm")))
        return
    lists = "".join(f'<div class="mt-row{faint}">{_items(here, items)}</div>'
                    for faint, items in (("", own), (" other", other)) if items)  # fmt: skip
    st.html(f'<nav class="mt-times" aria-label="{word("screens.overview.rhythm")}">{lists}</nav>')


def _items(here: Here, items: Iterable[Due]) -> str:
    return "".join(_item(here, due) for due in items)


def _item(here: Here, due: Due) -> str:
    name = here.words(f"screens.overview.item_{due.kind}")
    serial = here.words(f"screens.overview.serial_{due.kind}", n=due.serial) if due.serial else ""
    return (
        f'<a class="mt-due {MOOD[due.state]}" href="{escape(due_link(here, due))}"><b>{when(due.due_at, here)}</b>'
        f"<span>{name} {serial}</span><em>{due_state(here, due)}</em></a>"
    )


def due_items(situation: Situation, kind: DueKind) -> list[Due]:
    """What can still be done: due and not yet begun, the nearest first."""
    items = [
        due
        for due in situation.rhythm
        if due.kind is kind and due.state in OPEN and due.item is None
    ]
    return sorted(items, key=lambda due: abs(due.due_at - situation.as_of))


def case_of(situation: Situation) -> str:
    """What a consultation or report is about: the leading incident, or none yet."""
    return situation.lead.incident if situation.lead else UNASSIGNED


def choose_case(here: Here) -> str:
    """The same, asked for where several are open: the whole page then follows, its text and its timetable."""
    lead = case_of(here.situation)
    names = {each.incident: name_of(here, each) for each in leading(here.situation.incidents)}
    if len(names) < 2:
        return lead
    chosen = st.selectbox(
        here.words("orders.form.incident"), list(names), list(names).index(lead), format_func=names.get,
        key=f"case-{here.page}-{lead}",
    )  # fmt: skip
    if chosen and chosen != lead:
        pressing.follow(lambda: st.query_params.update({INCIDENT: chosen}))
    return lead


def case_name(here: Here, incident: str) -> str:
    return next(
        (i.name for i in here.situation.incidents if i.incident == incident),
        here.words("meetings.no_case"),
    )


def paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip())


def chip(text: str, mood: str) -> str:
    return f'<span class="ems-chip {mood}">{escape(text)}</span>'


def title(text: str, mark: str = "", note: str = "") -> str:
    """`mark` is HTML: a chip."""
    return f'<h2 class="mt-title">{escape(text)} {mark}<small>{escape(note)}</small></h2>'


def heading(text: str, aside: str = "") -> str:
    """`aside` is HTML: a note or a link."""
    return f'<h3 class="mt-head">{escape(text)}<small>{aside}</small></h3>'


def listing(here: Here, lines: Iterable[str]) -> str:
    rows = list(lines)
    if not rows:
        return calm(here.words("screens.overview.none"))
    return shortened(here, rows, lambda few: f'<div class="mt-list">{"".join(few)}</div>')


def calm(text: str) -> str:
    return f'<p class="mt-none">{escape(text)}</p>'
