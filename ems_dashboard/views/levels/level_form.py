"""The form of a change of level, with what it will do beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from ems_dashboard.actions import responses as acts
from ems_dashboard.actions.responses import Wanted
from ems_dashboard.rules.level_changes import LADDER, MOVES
from ems_dashboard.rules.responses import LevelProposal, of_unit
from ems_dashboard.rules.roles import may
from ems_dashboard.rules.suggestions import Suggestion
from ems_dashboard.rules.terms import Hazard, Level
from ems_dashboard.rules.warnings import WarningMessage
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.level_words import basis_of, because, change_words
from ems_dashboard.situation.levels import LevelDesk
from ems_dashboard.views.frame import incident_drafts
from ems_dashboard.views.frame.acting import attempt, heading
from ems_dashboard.views.levels.level_effects import informed_count, level_in, level_of, will
from ems_dashboard.views.streamlit_internals import drafts
from ems_dashboard.views.streamlit_internals.pressing import pressed

END = "end"
NEW = "new"
MOST = 6
"""So many warnings are ticked as the basis of a change that is suggested."""
_PROPOSED = acts.propose, "responses.form.submit", "responses.form.submitted"
_DECIDED = acts.decide_own, "responses.form.submit_own", "responses.approved"
"""The act, the words on its button, and what is said once it is done."""


def show(here: Here, desk: LevelDesk, unit: str, again: LevelProposal | None = None) -> None:
    """`again`: a proposal that was refused, to be put forward anew."""
    word = here.words
    whole = unit == here.city.code or may(here.role, "propose:responses")
    title = word("responses.form.propose" if whole else "responses.form.decide")
    heading(title, here.city.name_of(unit, here.lang))
    left, right = st.columns([56, 44], gap="medium")
    with left, st.container(key="form-level"):
        wanted, form = _fields(here, desk, unit, again)
        _submit(here, wanted, form, whole)
    with right:
        if _changes(here, wanted):
            st.html(will(here, wanted, word("responses.will")))


@dataclass(frozen=True, slots=True)
class Subject:
    """What the change is about. `incident`: the open one, empty for one that begins with the change,
    which has a name and, for a typhoon, the number of its `storm`. `before`: the level in force;
    `again`: the refused proposal of the same hazard that is put forward anew."""

    unit: str
    hazard: Hazard
    incident: str
    incident_name: str
    storm: str
    before: Level | None
    suggestion: Suggestion | None
    again: LevelProposal | None


def _fields(
    here: Here, desk: LevelDesk, unit: str, again: LevelProposal | None
) -> tuple[Wanted, drafts.Form]:
    subject, form = _subject(here, desk, unit, again)
    level = _level(here, form, subject)
    label = here.words("responses.form.effective_at")
    effective_at = form.moment("effective_at", label) or here.as_of
    basis = _basis(here, form, subject)
    reason = form.text("reason", _reason_asked(here, subject, level))
    suggestion = subject.suggestion
    wanted = Wanted(
        unit=unit,
        hazard=subject.hazard,
        level=level,
        effective_at=effective_at,
        incident=subject.incident,
        incident_name=subject.incident_name,
        storm=subject.storm,
        basis=tuple(message.id for message in basis),
        basis_text=basis_of(here, basis),
        reason=reason,
        suggestion=suggestion,
        because=" ".join(because(here, suggestion)) if suggestion else "",
    )
    return wanted, form


def _subject(
    here: Here, desk: LevelDesk, unit: str, again: LevelProposal | None
) -> tuple[Subject, drafts.Form]:
    """Chosen first: each hazard of each incident has a draft of its own."""
    about = again.proposal if again else unit
    defaults = _defaults(here, desk, unit, again)
    head = drafts.beside(here, "level-head", about, defaults)
    hazard = _hazard(here, head)
    defaults.setdefault("incident", _incident_first(here, unit, hazard))
    defaults |= _named_after(here, hazard)
    if again is not None and again.incident_name:
        defaults |= {"incident_name": again.incident_name, "storm": again.storm}
    chosen = _incident(here, head)
    item = incident_drafts.item(about, f"{hazard}-{chosen}")
    form = drafts.open(here, "level", item, defaults, head=head)
    incident, name, storm = _named(here, form, hazard, chosen)
    before, suggestion = level_in(here, unit, hazard, incident), desk.suggested(unit, hazard)
    same = again if again and again.hazard is hazard else None
    form.preset("level", _preset(before, suggestion, same))
    return Subject(unit, hazard, incident, name, storm, before, suggestion, again), form


def _defaults(
    here: Here, desk: LevelDesk, unit: str, again: LevelProposal | None
) -> dict[str, object]:
    if again is None:
        return {"hazard": _hazard_first(here, desk, unit), "effective_at": here.as_of}
    return {
        "hazard": again.hazard,
        "effective_at": here.as_of,
        "reason": again.reason,
        "incident": again.incident or NEW,
    }


def _hazard_first(here: Here, desk: LevelDesk, unit: str) -> Hazard:
    """The one that a rise is suggested for, else one with a response in force."""
    suggested = [found for hazard in Hazard if (found := desk.suggested(unit, hazard))]
    rising = [suggestion.hazard for suggestion in suggested if suggestion.rises]
    standing = [hazard for hazard in Hazard if here.situation.responses[unit][hazard]]
    return next(iter([*rising, *standing]), Hazard.TYPHOON)


def _hazard(here: Here, head: drafts.Form) -> Hazard:
    names = {hazard: here.words(f"terms.hazard.{hazard}") for hazard in Hazard}
    label = here.words("responses.form.hazard")
    return head.choose("hazard", label, list(Hazard), names) or Hazard.TYPHOON


def _level(here: Here, form: drafts.Form, subject: Subject) -> Level | None:
    """The one chosen, None for an end; while none is chosen the one in force."""
    before = subject.before
    levels = [level for level in LADDER if level is not before]
    names = {level or END: change_words(here, subject.hazard, before, level) for level in levels}
    chosen = form.choose(
        "level",
        here.words("responses.form.level"),
        list(names),
        names,
        placeholder=here.words("responses.form.choose_level"),
    )
    if chosen is None:
        return before
    return None if chosen == END else Level(chosen)


def _basis(here: Here, form: drafts.Form, subject: Subject) -> list[WarningMessage]:
    """The warnings that the change rests on."""
    messages = {message.id: message for message in _concerning(here, subject.unit)}
    form.preset("basis", [name for name in _rests_on(subject) if name in messages][:MOST])
    chosen = form.choose_many(
        "basis",
        here.words("responses.form.basis"),
        list(messages),
        lambda name: messages[name].headline or name,
        placeholder=here.words("responses.form.no_basis"),
    )
    return [messages[name] for name in chosen]


def _concerning(here: Here, unit: str) -> list[WarningMessage]:
    """The warnings in force for the unit; every one concerns the city."""
    standing = list(here.situation.warnings)
    if unit == here.city.code:
        return standing
    places = {unit, here.city.code}
    return [message for message in standing if not message.units or places & {*message.units}]


def _rests_on(subject: Subject) -> Sequence[str]:
    if subject.again is not None:
        return subject.again.basis
    return subject.suggestion.basis if subject.suggestion else ()


def _reason_asked(here: Here, subject: Subject, level: Level | None) -> str:
    move, suggestion = MOVES.get((subject.before, level)), subject.suggestion
    suggested = suggestion is not None and suggestion.level is level
    needed = move is not None and move.reasoned(suggested=suggested)
    return here.words(f"responses.form.{'reason_needed' if needed else 'reason'}")


def _incident_first(here: Here, unit: str, hazard: Hazard) -> str:
    """The one whose response of the hazard stands highest, else the one that the screens show."""
    standing = of_unit(here.situation.response_rows, unit, hazard)
    if standing:
        return standing[0].incident
    lead = here.situation.lead
    return lead.incident if lead else NEW


def _named_after(here: Here, hazard: Hazard) -> dict[str, str]:
    """Name and number of the nearest storm that no open incident is about, for the incident that
    begins."""
    own = {incident.storm for incident in here.situation.incidents}
    storm = next((storm for storm in here.situation.storms if storm.storm not in own), None)
    if hazard is not Hazard.TYPHOON or storm is None:
        return {}
    name = storm.name_zh if here.lang == "zh" else storm.name_en
    number = storm.storm[2:].lstrip("0") if storm.storm.isdecimal() else ""
    named = ""
    if name and number:
        named = here.words("responses.form.named_storm", number=number, name=name)
    return {"incident_name": named, "storm": storm.storm}


def _preset(
    before: Level | None, suggestion: Suggestion | None, again: LevelProposal | None
) -> Level | None:
    """Only what adds protection stands there already: a suggested rise, or one that is put forward
    anew. To lower and to end is chosen by a person, whatever suggests it."""
    source = again or suggestion
    wished = source.level if source else None
    if wished is None:
        return None
    rises = before is None or wished.severity > before.severity
    return wished if rises else None


def _incident(here: Here, head: drafts.Form) -> str:
    """An open incident, or a new one, which may begin while others are open."""
    word = here.words
    known = {incident.incident: incident.name for incident in here.situation.incidents}
    if not known:
        return NEW
    names = known | {NEW: word("responses.form.new_incident")}
    chosen = head.choose("incident", word("responses.form.incident"), list(names), names)
    return chosen or next(iter(known))


def _named(here: Here, form: drafts.Form, hazard: Hazard, chosen: str) -> tuple[str, str, str]:
    """(open incident, name of a new one, number of its typhoon)."""
    word = here.words
    if chosen != NEW:
        return chosen, "", ""
    name = form.text(
        "incident_name",
        word("responses.form.incident_name"),
        placeholder=word(f"responses.form.example_{hazard}"),
    )
    storm = form.text("storm", word("responses.form.storm")) if hazard is Hazard.TYPHOON else ""
    return "", name, storm


def _changes(here: Here, wanted: Wanted) -> bool:
    """Whether a level other than the one in force was chosen."""
    return wanted.level is not level_of(here, wanted)


def _submit(here: Here, wanted: Wanted, form: drafts.Form, whole: bool) -> None:
    word, place = here.words, st.container(key="acts-level")
    if not _changes(here, wanted):
        label = word("responses.form.submit_none")
        pressed(place, label, type="primary", key="level-none", disabled=True)
        return
    what = change_words(here, wanted.hazard, level_of(here, wanted), wanted.level)
    act, key, done = _PROPOSED if whole else _DECIDED
    label = word(key, what=what, n=informed_count(here, wanted))
    if pressed(place, label, type="primary", key="level-act", shortcut="Ctrl+Enter"):
        attempt(lambda: act(here.desk(), wanted), word(done, what=what), form.clear)
