"""The proposals of a change of level: those that wait for a decision, and what became of one."""

from functools import partial

import streamlit as st

from ems_dashboard.actions import responses as acts
from ems_dashboard.rules.responses import LevelProposal, Response
from ems_dashboard.rules.roles import may
from ems_dashboard.rules.terms import ProposalState
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.level_words import change_words
from ems_dashboard.screen.origin import when
from ems_dashboard.situation.levels import LevelDesk
from ems_dashboard.templating import rendered
from ems_dashboard.views.frame.acting import attempt, calm, heading
from ems_dashboard.views.levels.level_effects import informed_count, level_of, will
from ems_dashboard.views.streamlit_internals.pressing import pressed


def decided_already(here: Here, desk: LevelDesk, asked: str) -> LevelProposal | None:
    """What became of the proposal that the address names, if it waits no more; a refused one may be
    proposed again."""
    row, word = desk.proposal(asked), here.words
    if row is None:
        calm(word("responses.no_such_proposal"))
    if row is None or row.state is ProposalState.SUBMITTED:
        return None
    said = {"by": row.approved_by, "at": when(row.valid_at, here), "note": row.note}
    mood = "late" if row.state is ProposalState.REFUSED else "ok"
    named = (here.city.name_of(row.unit, here.lang), what_of(here, row), row.level or "")
    text = f"{' '.join(named)} {word(f'responses.was_{row.state}', **said)}"
    st.html(rendered("levels/decided_already.html", mood=mood, text=text))
    again = row.state is ProposalState.REFUSED and may(here.role, "propose:responses")
    return row if again else None


def show_waiting(here: Here, desk: LevelDesk, asked: str) -> None:
    if not desk.waiting:
        return
    heading(here.words("responses.waiting", n=len(desk.waiting)))
    for row in sorted(desk.waiting, key=lambda row: row.proposal != asked):
        with st.container(key=f"wide-proposal-{row.proposal}"):
            _proposal(here, row, asked=row.proposal == asked)


def _proposal(here: Here, row: LevelProposal, *, asked: bool) -> None:
    word = here.words
    what = change_words(here, row.hazard, level_of(here, row), row.level)
    lines = (
        word("responses.proposed_by", author=row.author, at=when(row.valid_at, here)),
        word("responses.effective", at=when(row.effective_at, here)),
        row.basis_text,
        row.reason,
    )
    named = (here.city.name_of(row.unit, here.lang), what, _incident_name(here, row))
    title = " · ".join(filter(None, named))
    shown = list(filter(None, lines))
    st.html(rendered("levels/proposal.html", asked=asked, title=title, lines=shown))
    st.html(will(here, row))
    if not here.past and may(here.role, "approve:responses"):
        _decide(here, row, what)


def _decide(here: Here, row: LevelProposal, what: str) -> None:
    word, name = here.words, row.proposal
    note = st.text_input(word("responses.refusal_note"), key=f"refusal-{name}")
    place = st.container(key=f"acts-{name}")
    if pressed(place, word("responses.refuse"), key=f"refuse-{name}"):
        attempt(partial(acts.refuse, here.desk(), name, note), word("responses.refused"))
    label = word("responses.approve", what=what, n=informed_count(here, row))
    if pressed(place, label, key=f"approve-{name}", type="primary"):
        attempt(partial(acts.approve, here.desk(), name), word("responses.approved", what=what))


def _incident_name(here: Here, row: LevelProposal) -> str:
    known = {incident.incident: incident.name for incident in here.situation.incidents}
    return known.get(row.incident, row.incident_name)


def what_of(here: Here, row: Response | LevelProposal) -> str:
    return f"{here.words(f'terms.hazard.{row.hazard}')} {here.words(f'terms.change.{row.change}')}"
