"""What the pages of consultations and of reports share: the day's timetable, and paper to read
on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import streamlit as st
from markupsafe import Markup

from ems_dashboard.rules.incidents import UNASSIGNED, leading
from ems_dashboard.rules.rhythm import Due
from ems_dashboard.rules.terms import DueKind, DueState
from ems_dashboard.screen.here import INCIDENT, Here
from ems_dashboard.screen.origin import when
from ems_dashboard.screen.other_incidents import name_of
from ems_dashboard.screen.rhythm_card import due_link, due_state
from ems_dashboard.situation.picture import Situation
from ems_dashboard.templating import rendered
from ems_dashboard.views.frame.folding import shortened
from ems_dashboard.views.frame.sheets import apply_sheet
from ems_dashboard.views.streamlit_internals import pressing

OPEN = (DueState.DUE, DueState.SOON, DueState.LATE)
MOOD = {
    DueState.DUE: "open",
    DueState.SOON: "soon",
    DueState.LATE: "late",
    DueState.DONE: "done",
    DueState.DONE_LATE: "late-done",
    DueState.MISSED: "late",
}


@dataclass(frozen=True, slots=True)
class Line:
    """An earlier consultation or report in the list of them; `shown`: the one on the page."""

    href: str
    name: str
    text: str
    state: str
    mood: str
    shown: bool
    struck: bool = False


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
    rows = [_row(here, own, other=False), _row(here, other, other=True)]
    label = word("screens.overview.rhythm")
    rows = [row for row in rows if row["dues"]]
    st.html(rendered("consultations/timetable.html", label=label, rows=rows))


def _row(here: Here, items: Iterable[Due], *, other: bool) -> dict[str, object]:
    return {"other": other, "dues": [_item(here, due) for due in items]}


def _item(here: Here, due: Due) -> dict[str, str]:
    name = here.words(f"screens.overview.item_{due.kind}")
    serial = here.words(f"screens.overview.serial_{due.kind}", n=due.serial) if due.serial else ""
    return {
        "mood": MOOD[due.state],
        "href": due_link(here, due),
        "at": when(due.due_at, here),
        "name": f"{name} {serial}",
        "state": due_state(here, due),
    }


def due_items(situation: Situation, kind: DueKind) -> list[Due]:
    """What can still be done: due and not yet begun, the nearest first."""
    own = [due for due in situation.rhythm if due.kind is kind]
    items = [due for due in own if due.state in OPEN and due.item is None]
    return sorted(items, key=lambda due: abs(due.due_at - situation.as_of))


def case_of(situation: Situation) -> str:
    """What a consultation or report is about: the leading incident, or none yet."""
    return situation.lead.incident if situation.lead else UNASSIGNED


def choose_case(here: Here) -> str:
    """The same, asked for where several are open: the whole page then follows, its text and its
    timetable."""
    lead = case_of(here.situation)
    names = {each.incident: name_of(here, each) for each in leading(here.situation.incidents)}
    if len(names) < 2:
        return lead
    chosen = st.selectbox(
        here.words("orders.form.incident"),
        list(names),
        list(names).index(lead),
        format_func=names.__getitem__,
        key=f"case-{here.page}-{lead}",
    )
    if chosen and chosen != lead:
        pressing.follow(lambda: st.query_params.update({INCIDENT: chosen}))
    return lead


def case_name(here: Here, incident: str) -> str:
    names = {each.incident: each.name for each in here.situation.incidents}
    return names.get(incident) or here.words("meetings.no_case")


def paragraphs(text: str) -> Markup:
    lines = [line for line in text.splitlines() if line.strip()]
    return rendered("consultations/paragraphs.html", lines=lines)


def chip(text: str, mood: str) -> Markup:
    return rendered("chip.html", text=text, mood=mood)


def title(text: str, mark: Markup | None = None, note: str = "") -> Markup:
    """`mark`: a chip."""
    return rendered("consultations/title.html", text=text, mark=mark or "", note=note)


def heading(text: str, aside: str | Markup = "") -> Markup:
    """`aside`: a note or a link."""
    return rendered("consultations/heading.html", text=text, aside=aside)


def listing(here: Here, lines: Iterable[Line]) -> Markup:
    rows = list(lines)
    if not rows:
        return calm(here.words("screens.overview.none"))
    return Markup(shortened(here, rows, _listed))


def _listed(lines: Sequence[Line]) -> Markup:
    return rendered("consultations/list.html", lines=lines)


def calm(text: str) -> Markup:
    return rendered("consultations/calm.html", text=text)
