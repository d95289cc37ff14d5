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
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.rules.responses import Response, SuggestionDecision, of_unit
from ems_dashboard.rules.roles import OWN_UNIT_ONLY, may, may_for
from ems_dashboard.rules.suggestions import Suggestion
from ems_dashboard.rules.terms import Hazard
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
from ems_dashboard.views.frame.acting import attempt, heading, steps
from ems_dashboard.views.frame.folding import shortened
from ems_dashboard.views.frame.script import run_script
from ems_dashboard.views.levels import duties, level_form, proposals
from ems_dashboard.views.levels.proposals import what_of
from ems_dashboard.views.streamlit_internals.draft_values import naming
from ems_dashboard.views.streamlit_internals.pressing import pressed

ASKED = "proposal"


def show(here: Here) -> None:
    desk = seen_desk(here.cache.levels(here.situation), here.sight)
    unit = own_unit(here) or here.unit or here.city.code
    st.html(_levels(here, desk, unit))
    for hazard in Hazard:
        _suggestion(here, desk, unit, hazard)
    _closing(here)
    asked = st.query_params.get(ASKED, "")
    refused = proposals.decided_already(here, desk, asked) if asked else None
    proposals.show_waiting(here, desk, asked)
    writing = _may_write(here, unit)
    first = refused is not None or _presses(here, desk, unit)
    if writing and first:
        level_form.show(here, desk, unit, refused)
    duties.show(here, desk)
    if writing and not first:
        level_form.show(here, desk, unit)
    _around(here, desk, unit)
    if asked:
        run_script("reveal.js", ".dk-asked")


def _may_write(here: Here, unit: str) -> bool:
    if here.past:
        return False
    return may(here.role, "propose:responses") or may_for(here.actor, "decide:responses", unit)


def _presses(here: Here, desk: LevelDesk, unit: str) -> bool:
    """Whether the form comes before the duties: nothing is in force, or a rise is suggested."""
    if not any(here.situation.responses[unit].values()):
        return True
    suggested = (desk.suggested(unit, hazard) for hazard in Hazard)
    return any(suggestion.rises for suggestion in suggested if suggestion)


def _closing(here: Here) -> None:
    """An incident stays open after the city's last response while a unit has not ended its own: it
    is closed here."""
    if here.past or not may(here.role, "propose:responses"):
        return
    rows = here.situation.response_rows
    standing = {row.incident for row in rows if row.unit == here.city.code}
    for incident in here.situation.incidents:
        if incident.incident not in standing:
            _offer_closing(here, incident)


def _offer_closing(here: Here, incident: Incident) -> None:
    label = here.words("responses.close", name=incident.name)
    if pressed(st, label, key=f"close-{incident.incident}"):
        act = partial(close, here.desk(), incident.incident)
        attempt(act, here.words("responses.closed"))


def own_unit(here: Here) -> str:
    """The county that the account belongs to."""
    unit = here.actor.unit
    return unit if here.role in OWN_UNIT_ONLY and unit in here.city.by_code else ""


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
    lines = _in_force(here, rows[0]) if rows else [word("responses.none_in_force")]
    lines.append(_by_incident(here, rows))
    if unit == city.code:
        lines.append(word("responses.counted", n=desk.counted[hazard]))
    return HazardCard(
        mark=level_mark(here.situation.responses[unit][hazard]),
        name=f"{city.name_of(unit, here.lang)} · {word(f'terms.hazard.{hazard}')}",
        lines=tuple(filter(None, lines)),
    )


def _in_force(here: Here, row: Response) -> list[str]:
    return [_since(here, row), _authority(here, row)]


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
    suggestion, word = desk.suggested(unit, hazard), here.words
    if suggestion is None:
        missing = _withheld(here, desk, unit, hazard)
        if missing:
            st.html(missing)
        return
    change = change_words(here, hazard, suggestion.present, suggestion.level)
    title = word("responses.suggests", what=change)
    reasons, falls = because(here, suggestion), not suggestion.rises
    st.html(rendered("levels/suggestion.html", title=title, reasons=reasons, falls=falls))
    if not here.past and may(here.role, "propose:responses"):
        _offer_declining(here, suggestion)


def _offer_declining(here: Here, suggestion: Suggestion) -> None:
    word, hazard = here.words, suggestion.hazard
    with st.popover(word("responses.decline")):
        reason = st.text_input(word("responses.decline_reason"), key=f"decline-{hazard}")
        if pressed(st, word("responses.decline_keep"), key=f"decline-act-{hazard}"):
            reasons = " ".join(because(here, suggestion))
            act = partial(acts.decline, here.desk(), suggestion, reasons, reason)
            attempt(act, word("responses.declined"))


def _withheld(here: Here, desk: LevelDesk, unit: str, hazard: Hazard) -> Markup:
    """What is missing before the level may be suggested to fall; empty where nothing would call for
    it."""
    missing = desk.withheld.get((unit, hazard), ())
    word, channel = here.words, here.situation.warnings_from
    storm = here.cache.race(here.situation).storm
    never = word("responses.withheld.never")
    said = {
        "what": source_named(channel, WarningMessage, word),
        "warnings_at": when(channel.heard_at, here) if channel.heard_at else never,
        "n": channel.rejected,
        "fix_at": when(storm.position.valid_at, here) if storm else "",
        "hours": f"{here.city.plan.thresholds.entry_silent_hours:g}",
    }
    name = word(f"terms.hazard.{hazard}")
    sentences = [word(f"responses.withheld.{each}", **said) for each in missing]
    return rendered("levels/withheld.html", hazard=name, sentences=sentences)


def _around(here: Here, desk: LevelDesk, unit: str) -> None:
    left, right = st.columns([50, 50], gap="medium")
    with left:
        heading(here.words("responses.units"), here.words("responses.units_note"))
        st.html(_units(here, desk))
        heading(here.words("responses.course"))
        show_chart(charts.levels(here, 200, unit), "levels-course")
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
    mine = (row for row in reversed(here.situation.levels) if row.unit == unit)
    names = {row.seq: f"{row.document} {what_of(here, row)}" for row in mine if row.document}
    if not names:
        return
    label = here.words("responses.notice_of")
    seq = st.selectbox(label, list(names), format_func=naming(names), key="notice")
    documents.offer(here, Print.RESPONSE, str(seq))


def _change(here: Here, row: Response) -> dict[str, object]:
    return {
        "at": when(row.valid_at, here),
        "mark": level_mark(row.level),
        "what": what_of(here, row),
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
    choice = word(f"terms.suggestion_choice.{row.choice}")
    return " · ".join(filter(None, (suggested, choice, row.reason, row.author)))
