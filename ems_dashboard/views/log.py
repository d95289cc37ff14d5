"""The duty log on the screen: write something down, what waits for follow-up, the timeline."""

from collections.abc import Iterable
from datetime import timedelta
from typing import NamedTuple

import pandas as pd
import streamlit as st
from markupsafe import Markup

from ems_dashboard import clock
from ems_dashboard.actions.log import Note, close_follow_up, write_entry
from ems_dashboard.clock import short_time
from ems_dashboard.rules.kinds import KINDS
from ems_dashboard.rules.log import LogEntry
from ems_dashboard.rules.roles import may
from ems_dashboard.rules.terms import LogCategory
from ems_dashboard.screen.here import Here
from ems_dashboard.situation.log import follow_ups
from ems_dashboard.situation.timeline import Line, Timeline, gathered, timeline
from ems_dashboard.templating import rendered
from ems_dashboard.views.frame import downloads, filters, incident_choice, incident_drafts
from ems_dashboard.views.frame.acting import attempt
from ems_dashboard.views.frame.folding import show_by_day
from ems_dashboard.views.frame.incident_drafts import DraftPlace
from ems_dashboard.views.streamlit_internals import drafts
from ems_dashboard.views.streamlit_internals.pressing import pressed

HOURS = (6, 12, 24, 72)
COLUMNS = ("time", "kind", "unit", "sentence", "who")
OUR_OWN = ("demonstration", "import", "inbox")
HIDDEN = ("feed_runs", "report_figures")
"""Kinds that are the machine's own business: shown when asked for."""


def writing(here: Here) -> None:
    """One text first; all else can be left alone."""
    if here.past or not may(here.role, "write:log"):
        return
    word = here.words
    with st.container(key="form-log"):
        incident = incident_choice.choose(here, "log", here.as_of)
        if incident is None:
            return
        place = DraftPlace("log", "", incident)
        form = drafts.open(here, place.form, place.item, {"category": LogCategory.NOTE})
        incident_drafts.offer(here, form, place)
        text = form.area("text", word("log.text"), height=96, placeholder=word("log.text_hint"))
        names = {category: word(f"terms.log_category.{category}") for category in LogCategory}
        category = (
            form.choose("category", word("log.category"), list(LogCategory), names)
            or LogCategory.NOTE
        )
        with st.expander(
            word("log.more"),
            expanded=bool(form.typed.keys() & {"unit", "counterpart", "follow_up"}),
        ):
            units = {code: here.city.name_of(code, here.lang) for code in here.city.by_code}
            unit = form.choose("unit", word("log.unit"), list(units), units) or ""
            counterpart = form.text("counterpart", word("log.counterpart"))
            follow_up = form.text("follow_up", word("log.follow_up"))
            due = form.moment("follow_up_due", word("log.follow_up_due"))
    with st.container(key="acts-log"):
        if not pressed(
            st, word("log.write"), type="primary", key="log-write", shortcut="Ctrl+Enter"
        ):
            return
    attempt(
        lambda: write_entry(
            here.desk(), Note(text, category, unit, counterpart, follow_up, due, incident)
        ),
        then=form.clear,
        refused=lambda sentence: form.error("follow_up_due" if text else "text", sentence),
    )


def waiting(here: Here) -> None:
    """What is to be followed up, the late ones first; each with the field that closes it."""
    found = follow_ups(here.store, here.as_of)
    word = here.words
    title = word("log.open_title", n=len(found)) if found else word("log.none_open")
    st.html(rendered("h3.html", text=title))
    for entry in found:
        st.html(_follow_up(here, entry))
        if not here.past and may(here.role, "write:log"):
            _closing(here, entry)


def _follow_up(here: Here, entry: LogEntry) -> Markup:
    late = entry.follow_up_due is not None and entry.follow_up_due < here.as_of
    place = f"{here.city.name_of(entry.unit, here.lang)} · " if entry.unit else ""
    text = f"{entry.follow_up}({entry.text})" if entry.follow_up else entry.text
    due = _due(here, short_time(entry.follow_up_due), late)
    return rendered("log/follow_up.html", late=late, due=due, text=place + text)


def _due(here: Here, at: str, late: bool) -> str:
    if not at:
        return here.words("log.no_due")
    return here.words("log.late" if late else "log.due", at=at)


def _closing(here: Here, entry: LogEntry) -> None:
    word = here.words
    with st.popover(word("log.close"), key=f"close-{entry.entry}"):
        form = drafts.open(here, "follow_up", entry.entry)
        outcome = form.area("outcome", word("log.outcome"), height=80)
        if not pressed(
            st,
            word("log.closing", text=_short(entry.follow_up or entry.text)),
            key=f"closing-{entry.entry}",
        ):
            return
        attempt(
            lambda: close_follow_up(here.desk(), entry.entry, outcome),
            then=form.clear,
            refused=lambda sentence: form.error("outcome", sentence),
        )


def _short(text: str) -> str:
    return text if len(text) <= 12 else f"{text[:12]}…"


def lines(here: Here) -> None:
    """The timeline with its filters; what came in together is one line."""
    word = here.words
    with st.container(key="row-log"):
        places = st.columns(3)
    with places[0]:
        hours = st.selectbox(
            word("log.span"),
            HOURS,
            1,
            format_func=lambda n: word("log.hours", n=n),
            key="log-hours",
        )
    with places[1]:
        names = {kind: word.either(f"terms.kind.{kind}", kind) for kind in KINDS}
        kind = filters.choose(here, "kind", list(names), word("log.kind"), names)
    with places[2]:
        unit = filters.unit(here)
    found = _found(here, hours, kind, unit)
    shown = list(gathered(found.lines, word))
    if not shown:
        st.html(rendered("hint.html", said=word("log.nothing")))
    show_by_day(
        here,
        shown,
        at=lambda line: line.known_at,
        kind=lambda line: names.get(line.kind, line.kind),
        table=lambda few: _table(here, few),
    )
    downloads.offer(_frame(here, shown), here, "log")
    if found.since > found.until - timedelta(hours=hours):
        st.caption(word("log.complete", at=short_time(found.since)))


def _found(here: Here, hours: int, kind: str, unit: str) -> Timeline:
    until = here.as_of + timedelta(minutes=1)
    since = until - timedelta(hours=hours)
    kinds = (kind,) if kind else tuple(name for name in KINDS if name not in HIDDEN)
    minute = clock.minute(here.as_of)
    key = ("timeline", here.situation.version, minute, hours, kinds, unit, here.lang)
    return here.cache.once(
        key,
        lambda: timeline(
            here.store, here.city, here.words, since=since, until=until, kinds=kinds, unit=unit
        ),
    )


def _table(here: Here, rows: Iterable[Line]) -> Markup:
    shown = [_row(here, line) for line in rows]
    return rendered("log/lines.html", heads=_heads(here), rows=shown)


def _heads(here: Here) -> list[str]:
    return [here.words(f"log.{name}") for name in COLUMNS]


class Row(NamedTuple):
    """A line in words; `account`: behind the name."""

    kind: str
    at: str
    kind_name: str
    unit: str
    sentence: str
    who: str
    account: str

    @property
    def cells(self) -> tuple[str, ...]:
        return (self.at, self.kind_name, self.unit, self.sentence, self.who)


def _row(here: Here, line: Line) -> Row:
    word = here.words
    return Row(
        kind=line.kind,
        at=short_time(line.known_at),
        kind_name=word.either(f"terms.kind.{line.kind}", line.kind),
        unit=here.city.name_of(line.unit, here.lang) if line.unit else "",
        sentence=line.sentence,
        who=word(f"log.by_{line.who}") if line.who in OUR_OWN else line.who,
        account=line.account,
    )


def _frame(here: Here, rows: Iterable[Line]) -> pd.DataFrame:
    return pd.DataFrame([_row(here, line).cells for line in rows], columns=_heads(here))
