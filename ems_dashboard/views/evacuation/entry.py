"""Entering figures: choose for whom and for when, fill the grid, answer what is doubtful, send."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import streamlit as st

from ems_dashboard import clock
from ems_dashboard.actions.evacuation import Entered, asked, read_entry, report
from ems_dashboard.actions.ingest import registered
from ems_dashboard.clock import full_time, short_time
from ems_dashboard.errors import Refused
from ems_dashboard.rules.entering import cut_off_at
from ems_dashboard.rules.roles import OWN_UNIT_ONLY
from ems_dashboard.screen.here import Here
from ems_dashboard.templating import rendered
from ems_dashboard.views.evacuation import entry_drafts
from ems_dashboard.views.frame import incident_choice, incident_drafts
from ems_dashboard.views.frame.acting import attempt
from ems_dashboard.views.frame.incident_drafts import DraftPlace
from ems_dashboard.views.streamlit_internals import drafts, pressing
from ems_dashboard.views.streamlit_internals.draft_values import naming
from ems_dashboard.views.streamlit_internals.drafts import Form
from ems_dashboard.views.streamlit_internals.grid import (
    Press,
    Scope,
    Target,
    cells_of,
    scope_of,
    show_grid,
)
from ems_dashboard.views.streamlit_internals.pressing import pressed

SENT = "entry-sent"
GRID = "entry-grid"
"""One grid for every round, unit and incident: with a key of its own each would stand beside the last one until the
run ends, and what is typed into that is lost."""
PRESSED = f"{GRID}-pressed"
Pressed = Mapping[str, Any]
"""What the browser sends of the grid."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What the figures are for: the moment and the incident; either may still be wanting. `named`:
    the incident where it had to be chosen."""

    valid_at: datetime | None
    incident: str
    named: str = ""


def show(here: Here) -> None:
    if here.past:
        st.info(here.words("entry.past"))
        return
    left, middle, right = st.columns([3, 3, 6])
    with left:
        scope = scope_of(here, _chosen(here))
    at = cut_off_at(here.situation.rounds, here.as_of)
    head = drafts.beside(
        here, "entry-head", scope.code, {"valid_at": entry_drafts.hour(here, scope.code, at)}
    )
    with middle:
        valid_at = head.moment("valid_at", here.words("entry.valid_at"))
    with right:
        incident = _incident(here, head, valid_at or at)
    if incident is None:
        return
    place = DraftPlace(entry_drafts.FORM, scope.code, incident)
    form = drafts.open(here, place.form, place.item, head=head)
    entry_drafts.offer(here, form, place)
    sent = _pressed(form)
    if sent:  # what is asked now does not stand beneath the "sent" of the last time
        st.session_state.pop(SENT, None)
    if said := st.session_state.get(SENT):
        st.success(said)
    several = incident and incident_choice.several(here, valid_at or at)
    named = incident_drafts.name_of(here, incident) if several else ""
    _fill(here, form, scope, Subject(valid_at, incident, named), sent)


def _incident(here: Here, head: Form, moment: datetime) -> str | None:
    """None while one of several is to be chosen."""
    incident = incident_choice.choose(here, "entry", moment)
    if incident:
        head.unsay("valid_at")
    elif incident == "":
        st.html(rendered("hint.html", said=_none_open(here)))
    return incident


def _none_open(here: Here) -> str:
    """Why nothing can be sent for this hour, and how figures of the last case are corrected."""
    register = registered(here.store, here.city)()
    ends = [(each.ended_at, each.name) for each in register.incidents if each.ended_at]
    if not ends:
        return here.words("entry.incident.none_yet")
    ended_at, name = max(ends)
    last = full_time(ended_at + register.margin.after)
    return here.words("entry.incident.none_yet_closed", name=name, at=last)


def _pressed(form: Form) -> Pressed | None:
    """What was pressed in the grid and waits for its answer; not what belongs to a round that was
    handed in already."""
    sent = st.session_state.get(PRESSED)
    return sent if sent and sent.get("prefix") == form.prefix else None


def _chosen(here: Here) -> str:
    """A county enters for itself; the city's officers for all units or for one."""
    if here.role in OWN_UNIT_ONLY:
        unit = here.city.name_of(here.actor.unit, here.lang)
        st.html(rendered("evacuation/own_scope.html", title=here.words("entry.scope"), unit=unit))
        return here.actor.unit
    names = {here.city.code: here.words("entry.all_units")}
    names |= {code: here.city.name_of(code, here.lang) for code in here.city.by_code}
    first = list(names).index(here.unit or here.city.code)
    return st.selectbox(
        here.words("entry.scope"), list(names), first, format_func=naming(names), key="entry-scope"
    )


def _fill(here: Here, form: Form, scope: Scope, subject: Subject, sent: Pressed | None) -> None:
    entered = _read(here, form, subject, sent) if sent else None
    wrong = entered.wrong if entered else {}
    asks = entered is not None and not wrong and entered.asks
    if entered and not wrong:
        _answer(here, form, entered, subject.named)
    _show_wrong(here, form, len(wrong))
    press = Press(sent.get("at") if sent else None, asks)
    target = Target(subject.incident, subject.valid_at, subject.named)
    show_grid(here, form, scope, wrong, GRID, press, target)
    if not asks:
        st.session_state.pop(PRESSED, None)


def _answer(here: Here, form: Form, entered: Entered, named: str) -> None:
    if entered.asks:
        _question(here, form, entered, named)
    else:
        _send(here, form, entered, "", named)


def _show_wrong(here: Here, form: Form, count: int) -> None:
    """It stays through the runs that follow, until the next press."""
    answers, key = pressing.pending_press().answers, (form.prefix, GRID)
    if count:
        answers[key] = here.words("entry.wrong", n=count)
    if key in answers:
        form.error("", answers[key])


def _read(here: Here, form: Form, subject: Subject, sent: Pressed) -> Entered | None:
    """None where the moment or the incident is wanting, which stands beneath the moment."""
    if subject.valid_at is None:
        (form.head or form).error("valid_at", here.words("entry.no_moment"))
        return None
    same = tuple(sent.get("same") or ())
    try:
        return read_entry(here.desk(), cells_of(sent), subject.valid_at, same, subject.incident)
    except Refused as refusal:
        (form.head or form).error("valid_at", str(refusal))
        return None


def _question(here: Here, form: Form, entered: Entered, named: str) -> None:
    """The doubts with one field for what was found: above the grid, where the eye is."""
    word = here.words
    with st.container(key="form-doubts"):
        doubts_said(here, entered)
        reason = form.area("reason", word("entry.reason"), height=80)
    with st.container(key="acts-doubts"):
        if pressed(st, word("entry.back"), key=f"{form.prefix}-back"):
            pressing.follow(lambda: st.session_state.pop(PRESSED, None))
        at = short_time(entered.rows[0].valid_at)
        confirm = "incident.confirm_correction" if entered.closed else "confirm"
        if pressed(
            st,
            word(f"entry.{confirm}", rows=len(entered.rows), at=at),
            type="primary",
            key=f"{form.prefix}-confirm",
        ):
            _send(here, form, entered, reason, named)


def doubts_said(here: Here, entered: Entered) -> None:
    if entered.closed:
        names = here.words.listed(entered.closed)
        st.html(rendered("correction_note.html", said=here.words("astray.note", names=names)))
    if not entered.doubts:
        return
    said = [asked(here.desk(), question) for question in entered.doubts]
    title = here.words("entry.doubts", n=len(entered.doubts))
    st.html(rendered("doubts.html", title=title, lines=said))


def _send(here: Here, form: Form, entered: Entered, reason: str, named: str) -> None:
    rows, units = len(entered.rows), len({row.unit for row in entered.rows})
    valid_at = entered.rows[0].valid_at
    at = short_time(valid_at)
    ahead = here.words("entry.sent_ahead", at=at) if valid_at > clock.now() else ""
    said = here.words("entry.sent", rows=rows, units=units, at=at) + ahead
    said += here.words("entry.sent_for", name=named) if named else ""
    if entered.closed:
        said = here.words("astray.proposed_now", rows=rows, at=at)

    def done(_: object) -> None:
        st.session_state[SENT] = said
        form.clear()

    attempt(
        lambda: report(here.desk(), entered, reason),
        then=done,
        refused=lambda sentence: form.error("reason", sentence),
    )
