"""A warning typed in: the bulletin's text fills the form; one in force is updated, lifted or put
right from its row."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st

from ems_dashboard.actions.warnings import GRADES, Wanted, filled, flaws, save_warning
from ems_dashboard.clock import short_time
from ems_dashboard.feeds.bulletins import Heard
from ems_dashboard.feeds.warning_text import read_warning
from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.reporting import warning_kinds
from ems_dashboard.rules.terms import Colour, Level, MessageType
from ems_dashboard.rules.warnings import WarningMessage
from ems_dashboard.screen import origin
from ems_dashboard.screen.here import Here
from ems_dashboard.templating import rendered
from ems_dashboard.text import catalogue
from ems_dashboard.views.frame.acting import attempt
from ems_dashboard.views.intake import intake_book
from ems_dashboard.views.intake.intake_parts import (
    corrected,
    go,
    pasted,
    reading_notice,
    recent,
    source,
    stop,
)
from ems_dashboard.views.streamlit_internals import drafts, pressing
from ems_dashboard.views.streamlit_internals.drafts import Form
from ems_dashboard.views.streamlit_internals.pressing import pressed

ACTS = {"update": MessageType.UPDATE, "cancel": MessageType.CANCEL}


@dataclass(frozen=True, slots=True)
class Task:
    """`act`: new, update, cancel or correct; `row`: which warning it is about."""

    act: str = "new"
    row: WarningMessage | None = None

    @property
    def item(self) -> str:
        return f"{self.act}-{self.row.seq}" if self.row else ""


def show(here: Here) -> None:
    left, right = st.columns([58, 42])
    with left:
        task = _task(here)
        _form(here, task)
        intake_book.offer(here, WarningMessage)
    with right:
        _in_force(here)
        recent(here, WarningMessage, lambda row: _called(here, row))


def _task(here: Here) -> Task:
    row = corrected(here, WarningMessage)
    if isinstance(row, WarningMessage):
        return Task("correct", row)
    act, about = st.query_params.get("act", ""), st.query_params.get("about", "")
    found = next((w for w in here.situation.warnings if w.id == about), None)
    return Task(act, found) if act in ACTS and found is not None else Task()


def _in_force(here: Here) -> None:
    st.html(rendered("intake_title.html", title=here.words("intake.warning.in_force")))
    if not here.situation.warnings:
        st.caption(here.words("intake.warning.none_in_force"))
    kinds = warning_kinds(here.actor, here.city)
    for row in here.situation.warnings:
        place = st.container(horizontal=True, key=f"standing-{row.seq}")
        told_by = here.words(
            "intake.recent.from", source=origin.source(here, row.source) or row.issuer
        )
        place.html(
            rendered(
                "intake_row.html", what=_called(here, row), when=told_by, note="", struck=False
            )
        )
        for act in ACTS if row.kind in kinds else ():
            label = here.words(f"intake.warning.act_{act}")
            if pressed(place, label, type="tertiary", key=f"{act}-{row.seq}"):
                pressing.follow(partial(go, act=act, about=row.id))


def _called(here: Here, row: Fact) -> str:
    if not isinstance(row, WarningMessage):
        return ""
    verb = here.words(f"terms.message_type.{row.message_type}")
    return f"{short_time(row.valid_at)} {verb} {row.headline}"


def _defaults(here: Here, task: Task) -> dict[str, object]:
    row = task.row
    if row is None:
        kinds = warning_kinds(here.actor, here.city)
        return {"message_type": MessageType.ALERT} | ({"kind": kinds[0]} if len(kinds) == 1 else {})
    known: dict[str, object] = {
        "kind": row.kind,
        "event": row.event,
        "units": list(row.units),
        "issuer": row.issuer,
        "message_type": ACTS.get(task.act, row.message_type),
    }
    if task.act == "cancel":
        return known | {"grade": row.colour or row.level}
    if task.act == "correct":
        return known | {
            "grade": row.colour or row.level,
            "valid_at": row.valid_at,
            "expires_at": row.expires_at,
            "headline": row.headline,
            "paste": row.description,
        }
    return known


def _form(here: Here, task: Task) -> None:
    word = here.words
    headline = task.row.headline if task.row else ""
    st.html(
        rendered("intake_title.html", title=word(f"intake.warning.{task.act}", headline=headline))
    )
    with st.container(key="form-intake-warning"):
        base = task.row.seq if task.row else None
        form = drafts.open(here, "intake-warning", task.item, _defaults(here, task), base)
        read = pasted(here, form, "warnings", lambda text: _filled(here, text))
        heard = read_warning(read, here.city, here.desk().moment) if read else None
        if heard is not None:
            reading_notice(here, heard)
        wanted = _fields(here, form, task, heard)
    with st.container(key="acts-intake-warning"):
        n = _size(here, wanted)
        label = word(f"intake.warning.save_{task.act}", n=n) if n else word("intake.warning.save")
        # what takes protection away is no button to hit by the way
        eager = {} if task.act == "cancel" else {"type": "primary", "shortcut": "Ctrl+Enter"}
        save = pressed(st, label, key="intake-warning-save", **eager)
    if save:
        _save(here, form, wanted)
    if task.row is not None:
        stop(here, word("intake.warning.act_new"))


def _filled(here: Here, text: str) -> dict[str, object]:
    return filled(read_warning(text, here.city, here.desk().moment), here.situation.warnings)


def _size(here: Here, wanted: Wanted) -> int:
    return len(here.city.units) if here.city.code in wanted.units else len(wanted.units)


def _fields(here: Here, form: Form, task: Task, heard: Heard | None) -> Wanted:
    word, city = here.words, here.city
    names = _names(here)

    def title(name: str) -> str:
        return word(f"intake.warning.{name}")

    left, right = st.columns(2)
    with left:
        kind = form.choose("kind", title("kind"), list(names["kind"]), names["kind"])
        source(here, heard, "kind")
        grade = form.choose("grade", title("grade"), list(GRADES), names["grade"])
        source(here, heard, "colour")
        source(here, heard, "level")
        valid_at = form.moment(
            "valid_at", title("lifted_at" if task.act == "cancel" else "valid_at")
        )
        source(here, heard, "valid_at")
    with right:
        event = form.choose("event", title("event"), list(names["event"]), names["event"]) or ""
        source(here, heard, "event")
        message_type, about = _verb(here, form, task, heard)
        lifting = message_type is MessageType.CANCEL
        expires_at = None if lifting else form.moment("expires_at", title("expires_at"))
        source(here, None if lifting else heard, "expires_at")
    issuer = form.text("issuer", title("issuer"))
    source(here, heard, "issuer")
    codes = [city.code, *city.by_code]
    units = form.choose_many(
        "units", title("units"), codes, lambda code: city.name_of(code, here.lang)
    )
    source(here, heard, "units")
    headline = form.text("headline", title("headline"))
    return Wanted(
        kind,
        event,
        grade,
        message_type,
        issuer,
        valid_at,
        units,
        expires_at,
        headline,
        form.values["paste"].strip(),
        about,
        task.row if task.act == "correct" else None,
    )


def _verb(
    here: Here, form: Form, task: Task, heard: Heard | None
) -> tuple[MessageType | None, WarningMessage | None]:
    """Issued, updated or lifted, and which one; a row's own button has said both."""
    if task.act in ACTS:
        return ACTS[task.act], task.row
    word, names = (
        here.words,
        {kind: here.words(f"terms.message_type.{kind}") for kind in MessageType},
    )
    chosen = form.choose(
        "message_type", word("intake.warning.message_type"), list(MessageType), names
    )
    source(here, heard, "message_type")
    if chosen not in (MessageType.UPDATE, MessageType.CANCEL) or task.act == "correct":
        return chosen, None
    standing = {row.id: row for row in here.situation.warnings}
    about = form.choose(
        "about",
        word("intake.warning.about"),
        list(standing),
        lambda name: _called(here, standing[name]),
    )
    return chosen, standing.get(about or "")


def _names(here: Here) -> dict[str, Mapping[Any, str]]:
    """The lists to choose from, with their words."""
    word = here.words

    def level(grade: Level) -> str:
        return word("intake.warning.grade_level", level=grade)

    events = [key.rpartition(".")[2] for key in catalogue() if key.startswith("terms.event.")]
    return {
        "kind": {
            kind: word(f"terms.warning_kind.{kind}")
            for kind in warning_kinds(here.actor, here.city)
        },
        "event": {event: word(f"terms.event.{event}") for event in events},
        "grade": {
            grade: word(f"terms.colour.{grade}") if isinstance(grade, Colour) else level(grade)
            for grade in GRADES
        },
    }


def _save(here: Here, form: Form, wanted: Wanted) -> None:
    standing = here.situation.warnings
    if wrong := flaws(here.desk(), wanted, standing):
        for name, sentence in wrong.items():
            form.error(name, sentence)
        return

    def done(_: object) -> None:
        form.clear()
        go()

    attempt(
        lambda: save_warning(here.desk(), wanted, standing),
        here.words("intake.warning.saved"),
        done,
    )
