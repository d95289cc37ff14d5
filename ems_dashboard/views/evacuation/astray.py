"""Figures that count in no total yet, where they are put right: a card on the page of the evacuation, a line on the
overview for who can do it."""

from collections.abc import Sequence

import streamlit as st

from ems_dashboard.actions.astray import approve, assign, questions_about, refuse
from ems_dashboard.actions.evacuation import asked
from ems_dashboard.actions.ingest import registered
from ems_dashboard.clock import full_time
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.incidents import Incident, Register
from ems_dashboard.rules.roles import OWN_UNIT_ONLY, may
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.links import link
from ems_dashboard.store.astray import AstrayFigures, astray_figures, case_of
from ems_dashboard.templating import rendered
from ems_dashboard.views.frame.acting import attempt
from ems_dashboard.views.streamlit_internals.draft_values import naming
from ems_dashboard.views.streamlit_internals.pressing import pressed

SHOWN = 40


def figures_of(here: Here) -> AstrayFigures:
    """Those that concern the viewer: a county sees its own and its townships'."""
    key = ("astray", here.situation.version, here.as_of)
    found = here.cache.once(key, lambda: astray_figures(here.store, here.as_of))
    if here.role not in OWN_UNIT_ONLY:
        return found
    mine = [
        here.actor.unit,
        *(code for code, county in here.city.county_of.items() if county == here.actor.unit),
    ]
    return found.of_units(mine)


def hint(here: Here) -> None:
    """On the overview, to who can put them right."""
    if here.past or not may(here.role, "report:evacuation"):
        return
    found = figures_of(here)
    if found.unassigned or found.proposed:
        said = here.words("astray.hint", n=len(found.unassigned), m=len(found.proposed))
        st.html(rendered("astray_hint.html", said=said, href=link(here, "evacuation")))


def show(here: Here) -> None:
    """On the page of the evacuation, at the present moment."""
    if here.past or not (
        may(here.role, "report:evacuation") or may(here.role, "approve:corrections")
    ):
        return
    found = figures_of(here)
    _unassigned(here, found.unassigned)
    _proposed(here, found.proposed)
    if found.refused:
        _card(here, "refused", found.refused, "")


def _card(here: Here, name: str, rows: tuple[Evacuation, ...], note: str) -> None:
    lines = [
        {"text": line(here, row), "more": row.source if name != "unassigned" else ""}
        for row in rows[:SHOWN]
    ]
    title = here.words(f"astray.{name}", n=len(rows))
    st.html(
        rendered("astray.html", title=title, note=note, lines=lines, more=max(0, len(rows) - SHOWN))
    )


def line(here: Here, row: Evacuation) -> str:
    figures = {name: f"{getattr(row, name):,}" for name in ("target", "moved", "returned")}
    said = here.words(
        "astray.line", unit=here.city.name_of(row.unit, here.lang),
        category=here.words(f"terms.category.{row.category}"), at=full_time(row.valid_at),
        reporter=row.reporter, **figures,
    )  # fmt: skip
    case = here.store.history(Incident, incident=case_of(row)) if case_of(row) else []
    return f"{case[-1].name} · {said}" if case else said


def _unassigned(here: Here, rows: tuple[Evacuation, ...]) -> None:
    if not rows:
        return
    _card(here, "unassigned", rows, here.words("astray.unassigned_note"))
    if not may(here.role, "report:evacuation"):
        return
    register = registered(here.store, here.city)()
    names = _open_now(here, register)
    if not names:
        return
    with st.container(key="form-astray"):
        incident = _incident(here, names)
        wanted = _wanted(here, _fitting(register, incident, rows))
    reason = _answer(here, wanted, incident, "astray")
    with st.container(key="acts-astray"):
        label = here.words("astray.assign", n=len(wanted))
        if pressed(st, label, type="primary", disabled=not wanted, key="astray-assign"):
            said = here.words("astray.assigned", name=names.get(incident, ""))
            attempt(lambda: assign(here.desk(), wanted, incident, reason), said)


def _open_now(here: Here, register: Register) -> dict[str, str]:
    """The names of the incidents that figures may still be given to."""
    moment = here.desk().moment
    return {
        each.incident: each.name
        for each in register.incidents
        if not register.margin.closed(each, moment)
    }


def _incident(here: Here, names: dict[str, str]) -> str:
    """Of several, the viewer's choice; empty until it is made."""
    sole = 0 if len(names) == 1 else None
    label = here.words("astray.incident")
    chosen = st.selectbox(
        label, list(names), sole, format_func=naming(names), key="astray-incident"
    )
    return chosen or ""


def _fitting(register: Register, incident: str, rows: tuple[Evacuation, ...]) -> list[Evacuation]:
    """Those of an hour that the incident covers."""
    chosen = register.called(incident)
    if chosen is None:
        return []
    return [row for row in rows if register.margin.covers(chosen, row.valid_at)]


def _wanted(here: Here, fitting: list[Evacuation]) -> list[Evacuation]:
    """All of them where none is chosen."""
    by_seq = {row.seq: row for row in fitting}
    told = {seq: line(here, row) for seq, row in by_seq.items()}
    chosen = st.multiselect(
        here.words("astray.rows"), list(by_seq), format_func=naming(told), key="astray-rows"
    )
    return [by_seq[seq] for seq in chosen if seq in by_seq] or fitting


def _answer(here: Here, rows: Sequence[Evacuation], incident: str, key: str) -> str:
    """The questions that the rows raise in the incident, and what was found about them."""
    with here.store.reading(here.desk().moment) as reader:
        found = questions_about(reader, rows, incident) if rows and incident else ()
    if not found:
        return ""
    said = [asked(here.desk(), question) for question in found]
    st.html(rendered("doubts.html", title=here.words("astray.doubts", n=len(found)), lines=said))
    with st.container(key=f"form-answer-{key}"):
        return st.text_input(here.words("astray.reason"), key=f"answer-{key}")


def _proposed(here: Here, rows: tuple[Evacuation, ...]) -> None:
    if not rows:
        return
    _card(here, "proposed", rows, here.words("astray.proposed_note"))
    if not may(here.role, "approve:corrections"):
        return
    for row in rows[:SHOWN]:
        if row.written_by != here.actor.account:
            _decision(here, row)


def _decision(here: Here, row: Evacuation) -> None:
    with st.container(key=f"form-correction-{row.seq}"):
        st.text(line(here, row))
        note = st.text_input(here.words("astray.refusal"), key=f"correction-note-{row.seq}")
    reason = _answer(here, [row], case_of(row), str(row.seq))
    place = st.container(key=f"acts-correction-{row.seq}")
    if pressed(place, here.words("astray.refuse"), key=f"correction-refuse-{row.seq}"):
        attempt(lambda: refuse(here.desk(), row, note), here.words("astray.refused_now"))
    if pressed(
        place, here.words("astray.approve"), type="primary", key=f"correction-approve-{row.seq}"
    ):
        attempt(lambda: approve(here.desk(), row, reason), here.words("astray.approved"))
