"""The page of response levels: what is in force and suggested, what waits for a decision, what the levels oblige."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st
from markupsafe import Markup

from ems_dashboard.actions import responses as acts
from ems_dashboard.actions.incidents import close
from ems_dashboard.reports.headline import source_named
from ems_dashboard.reports.prints import Print
from ems_dashboard.rules.responses import LevelProposal, Response, SuggestionDecision, of_unit
from ems_dashboard.rules.roles import OWN_UNIT_ONLY, may, may_for
from ems_dashboard.rules.terms import Hazard, ProposalState
from ems_dashboard.rules.warnings import WarningMessage
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.level_marks import LevelMark, level_mark
from ems_dashboard.screen.level_words import because, change_words, level_name
from ems_dashboard.screen.links import link
from ems_dashboard.screen.origin import when
from ems_dashboard.situation.levels import LevelDesk
from ems_dashboard.situation.sight import seen_desk
from ems_dashboard.templating import rendered
from ems_dashboard.views.charts import charts
from ems_dashboard.views.charts.plot import show as show_chart
from ems_dashboard.views.frame import documents
from ems_dashboard.views.frame.acting import attempt, calm, heading, steps
from ems_dashboard.views.frame.folding import shortened
from ems_dashboard.views.levels import duties, level_form
from ems_dashboard.views.streamlit_internals.pressing import pressed

ASKED = "proposal"
SCROLL = (
    "setTimeout(() => document.querySelector('.dk-asked')?.scrollIntoView({ block: 'start' }), 300)"
)


def show(here: Here) -> None:
    desk = seen_desk(here.cache.levels(here.situation), here.sight)
    unit = own_unit(here) or here.unit or here.city.code
    st.html(_levels(here, desk, unit))
    for hazard in Hazard:
        _suggestion(here, desk, unit, hazard)
    _closing(here)
    asked = st.query_params.get(ASKED, "")
    refused = _decided_already(here, desk, asked) if asked else None
    _waiting(here, desk, asked)
    writing = not here.past and (
        may(here.role, "propose:responses") or may_for(here.actor, "decide:responses", unit)
    )
    quiet = not any(here.situation.responses[unit].values())
    pressing = (
        quiet
        or refused is not None
        or any(s.rises for h in Hazard if (s := desk.suggested(unit, h)))
    )
    if writing and pressing:
        level_form.show(here, desk, unit, refused)
    duties.show(here, desk)
    if writing and not pressing:
        level_form.show(here, desk, unit)
    _around(here, desk, unit)
    if asked:
        script = rendered("frame/script.html", script=Markup(SCROLL))
        st.html(script, unsafe_allow_javascript=True)


def _closing(here: Here) -> None:
    """An incident stays open after the city's last response while a unit has not ended its own: it is closed here."""
    if here.past or not may(here.role, "propose:responses"):
        return
    standing = {row.incident for row in here.situation.response_rows if row.unit == here.city.code}
    for incident in here.situation.incidents:
        label = here.words("responses.close", name=incident.name)
        if incident.incident not in standing and pressed(
            st, label, key=f"close-{incident.incident}"
        ):
            attempt(
                partial(close, here.desk(), incident.incident),
                here.words("responses.closed"),
            )


def own_unit(here: Here) -> str:
    """The county that the account belongs to."""
    return (
        here.actor.unit
        if here.role in OWN_UNIT_ONLY and here.actor.unit in here.city.by_code
        else ""
    )


@dataclass(frozen=True, slots=True)
class HazardCard:
    mark: LevelMark
    name: str
    lines: tuple[str, ...]


def _levels(here: Here, desk: LevelDesk, unit: str) -> Markup:
    cards = [_level(here, desk, unit, hazard) for hazard in Hazard]
    return rendered("levels/levels.html", levels=cards)


def _level(here: Here, desk: LevelDesk, unit: str, hazard: Hazard) -> HazardCard:
    word, city = here.words, here.city
    rows = of_unit(here.situation.response_rows, unit, hazard)
    row = rows[0] if rows else None
    whole = unit == city.code
    lines = (
        _since(here, row) if row else word("responses.none_in_force"),
        _authority(here, row) if row else "",
        _by_incident(here, rows),
        word("responses.counted", n=desk.counted[hazard]) if whole else "",
    )
    return HazardCard(
        mark=level_mark(here.situation.responses[unit][hazard]),
        name=f"{city.name_of(unit, here.lang)} · {word(f'terms.hazard.{hazard}')}",
        lines=tuple(filter(None, lines)),
    )


def _since(here: Here, row: Response) -> str:
    change = here.words(f"terms.change.{row.change}")
    return here.words("responses.since", at=when(row.valid_at, here), change=change)


def _authority(here: Here, row: Response) -> str:
    """Its document, and who decided it."""
    by = ""
    if row.approved_by:
        by = here.words("responses.decided_by", author=row.author, approver=row.approved_by)
    return " · ".join(filter(None, (row.document, by)))


def _by_incident(here: Here, rows: Sequence[Response]) -> str:
    """Whose level it is where more than one incident is open: 台风甲 Ⅱ级 · 台风乙 Ⅲ级."""
    if len(here.situation.incidents) < 2:
        return ""
    names = {incident.incident: incident.name for incident in here.situation.incidents}
    said = (
        f"{names.get(row.incident, row.incident)} {level_name(here, row.level)}" for row in rows
    )
    return " · ".join(said)


def _suggestion(here: Here, desk: LevelDesk, unit: str, hazard: Hazard) -> None:
    found, word = desk.suggested(unit, hazard), here.words
    if found is None:
        if said := _withheld(here, desk, unit, hazard):
            st.html(said)
        return
    change = change_words(here, hazard, found.present, found.level)
    title = word("responses.suggests", what=change)
    reasons = because(here, found)
    st.html(rendered("levels/suggestion.html", title=title, reasons=reasons, falls=not found.rises))
    if here.past or not may(here.role, "propose:responses"):
        return
    with st.popover(word("responses.decline")):
        reason = st.text_input(word("responses.decline_reason"), key=f"decline-{hazard}")
        if pressed(st, word("responses.decline_keep"), key=f"decline-act-{hazard}"):
            told = word("responses.declined")
            attempt(
                lambda: acts.decline(here.desk(), found, " ".join(because(here, found)), reason),
                told,
            )


def _withheld(here: Here, desk: LevelDesk, unit: str, hazard: Hazard) -> Markup:
    """What is missing before the level may be suggested to fall; empty where nothing would call for it."""
    missing = desk.withheld.get((unit, hazard), ())
    word, channel, storm = (
        here.words,
        here.situation.warnings_from,
        here.cache.race(here.situation).storm,
    )
    said = {
        "what": source_named(channel, WarningMessage, word),
        "warnings_at": when(channel.heard_at, here)
        if channel.heard_at
        else word("responses.withheld.never"),
        "n": channel.rejected,
        "fix_at": when(storm.position.valid_at, here) if storm else "",
        "hours": f"{here.city.plan.thresholds.entry_silent_hours:g}",
    }
    name = word(f"terms.hazard.{hazard}")
    sentences = [word(f"responses.withheld.{each}", **said) for each in missing]
    return rendered("levels/withheld.html", hazard=name, sentences=sentences)


def _decided_already(here: Here, desk: LevelDesk, asked: str) -> LevelProposal | None:
    """What became of the proposal that the address names, if it waits no more; a refused one may be proposed again."""
    row, word = desk.proposal(asked), here.words
    if row is None:
        calm(word("responses.no_such_proposal"))
    if row is None or row.state is ProposalState.SUBMITTED:
        return None
    said = {"by": row.approved_by, "at": when(row.valid_at, here), "note": row.note}
    mood = "late" if row.state is ProposalState.REFUSED else "ok"
    named = (here.city.name_of(row.unit, here.lang), _what(here, row), row.level or "")
    text = f"{' '.join(named)} {word(f'responses.was_{row.state}', **said)}"
    st.html(rendered("levels/decided_already.html", mood=mood, text=text))
    return (
        row if row.state is ProposalState.REFUSED and may(here.role, "propose:responses") else None
    )


def _waiting(here: Here, desk: LevelDesk, asked: str) -> None:
    if not desk.waiting:
        return
    heading(here.words("responses.waiting", n=len(desk.waiting)))
    for row in sorted(desk.waiting, key=lambda row: row.proposal != asked):
        with st.container(key=f"wide-proposal-{row.proposal}"):
            _proposal(here, row, asked=row.proposal == asked)


def _proposal(here: Here, row: LevelProposal, *, asked: bool) -> None:
    word, name = here.words, row.proposal
    before = level_form.level_of(here, row)
    what = change_words(here, row.hazard, before, row.level)
    lines = [
        word("responses.proposed_by", author=row.author, at=when(row.valid_at, here)),
        word("responses.effective", at=when(row.effective_at, here)), row.basis_text, row.reason,
    ]  # fmt: skip
    named = (here.city.name_of(row.unit, here.lang), what, _incident_name(here, row))
    title = " · ".join(filter(None, named))
    shown = [line for line in lines if line]
    st.html(rendered("levels/proposal.html", asked=asked, title=title, lines=shown))
    st.html(level_form.will(here, row))
    if here.past or not may(here.role, "approve:responses"):
        return
    note = st.text_input(word("responses.refusal_note"), key=f"refusal-{name}")
    place = st.container(key=f"acts-{name}")
    if pressed(place, word("responses.refuse"), key=f"refuse-{name}"):
        attempt(lambda: acts.refuse(here.desk(), name, note), word("responses.refused"))
    label = word("responses.approve", what=what, n=level_form.informed_count(here, row))
    if pressed(place, label, key=f"approve-{name}", type="primary"):
        attempt(lambda: acts.approve(here.desk(), name), word("responses.approved", what=what))


def _incident_name(here: Here, row: LevelProposal) -> str:
    known = {incident.incident: incident.name for incident in here.situation.incidents}
    return known.get(row.incident, row.incident_name)


def _around(here: Here, desk: LevelDesk, unit: str) -> None:
    left, right = st.columns([50, 50], gap="medium")
    with left:
        heading(here.words("responses.units"), here.words("responses.units_note"))
        st.html(_units(here, desk))
        heading(here.words("responses.course"))
        show_chart(charts.levels(here, 200), "levels-course")
    with right:
        heading(here.words("responses.history"))
        st.html(_history(here, unit))
        _notice(here, unit)
        if desk.decisions:
            heading(here.words("responses.decisions"))
            st.html(_decisions(here, desk))


@dataclass(frozen=True, slots=True)
class UnitCell:
    name: str
    demand: str
    href: str
    marks: list[LevelMark]
    rises: bool


def _units(here: Here, desk: LevelDesk) -> Markup:
    rising = {suggestion.unit for suggestion in desk.suggestions if suggestion.rises}
    cells = [_unit(here, code, code in rising) for code in here.city.by_code]
    return rendered("levels/units.html", units=cells)


def _unit(here: Here, code: str, rises: bool) -> UnitCell:
    name = here.city.name_of(code, here.lang)
    levels = here.situation.responses[code]
    return UnitCell(
        name=here.city.short_of(code, here.lang),
        demand=here.words("responses.unit_suggested") if rises else name,
        href=link(here, "responses", unit=code),
        marks=[level_mark(levels[hazard]) for hazard in Hazard],
        rises=rises,
    )


def _history(here: Here, unit: str) -> Markup:
    rows = [row for row in here.situation.levels if row.unit == unit]
    names = ("at", "change", "document", "basis")
    return rendered(
        "levels/history.html",
        heads=[here.words(f"responses.column.{name}") for name in names],
        changes=[_change(here, row) for row in reversed(rows)],
        nothing=here.words("responses.no_history"),
    )


def _notice(here: Here, unit: str) -> None:
    """The notice of a numbered change, as an official document; the last one is chosen."""
    rows = {
        row.seq: row for row in reversed(here.situation.levels) if row.unit == unit and row.document
    }
    if not rows:
        return
    seq = st.selectbox(
        here.words("responses.notice_of"), list(rows), key="notice",
        format_func=lambda seq: " ".join((rows[seq].document, _what(here, rows[seq]))),
    )  # fmt: skip
    documents.offer(here, Print.RESPONSE, str(seq))


def _what(here: Here, row: Response | LevelProposal) -> str:
    return f"{here.words(f'terms.hazard.{row.hazard}')} {here.words(f'terms.change.{row.change}')}"


def _change(here: Here, row: Response) -> dict[str, object]:
    return {
        "at": when(row.valid_at, here),
        "mark": level_mark(row.level),
        "what": _what(here, row),
        "document": row.document,
        "basis": " · ".join(filter(None, (row.basis, row.reason))),
    }


def _decisions(here: Here, desk: LevelDesk) -> Markup:
    return shortened(here, desk.decisions, lambda few: _timeline(here, few))


def _timeline(here: Here, rows: Sequence[SuggestionDecision]) -> Markup:
    return steps((when(row.valid_at, here), _decided(here, row), row.because) for row in rows)


def _decided(here: Here, row: SuggestionDecision) -> str:
    word = here.words
    unit = here.city.name_of(row.unit, here.lang)
    hazard = word(f"terms.hazard.{row.hazard}")
    suggested = f"{unit} {hazard} {level_name(here, row.level)}"
    return " · ".join(
        filter(
            None, (suggested, word(f"terms.suggestion_choice.{row.choice}"), row.reason, row.author)
        )
    )
