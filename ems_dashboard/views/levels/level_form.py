"""The form of a change of level, with what it will do beside it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import streamlit as st
from markupsafe import Markup

from ems_dashboard.actions import responses as acts
from ems_dashboard.actions.responses import Wanted
from ems_dashboard.rules.consequences import Consequences, consequences
from ems_dashboard.rules.level_changes import LADDER, MOVES
from ems_dashboard.rules.plan import Duty, Rhythm
from ems_dashboard.rules.responses import LevelProposal, of_unit, with_change
from ems_dashboard.rules.roles import may
from ems_dashboard.rules.suggestions import Suggestion
from ems_dashboard.rules.terms import Hazard, Level
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.level_words import basis_of, because, change_words
from ems_dashboard.situation.levels import LevelDesk
from ems_dashboard.templating import rendered
from ems_dashboard.views.frame import incident_drafts
from ems_dashboard.views.frame.acting import attempt, heading
from ems_dashboard.views.streamlit_internals import drafts
from ems_dashboard.views.streamlit_internals.pressing import pressed

END = "end"
NEW = "new"
Change = Wanted | LevelProposal


def show(here: Here, desk: LevelDesk, unit: str, again: LevelProposal | None = None) -> None:
    """`again`: a proposal that was refused, to be put forward anew."""
    word = here.words
    whole = unit == here.city.code or may(here.role, "propose:responses")
    heading(
        word("responses.form.propose" if whole else "responses.form.decide"),
        here.city.name_of(unit, here.lang),
    )
    left, right = st.columns([56, 44], gap="medium")
    with left, st.container(key="form-level"):
        wanted, form = _fields(here, desk, unit, again)
        _submit(here, wanted, form, whole)
    with right:
        if _changes(here, wanted):
            st.html(will(here, wanted, word("responses.will")))


def _fields(
    here: Here, desk: LevelDesk, unit: str, again: LevelProposal | None
) -> tuple[Wanted, drafts.Form]:
    word = here.words
    rising = next((s for h in Hazard if (s := desk.suggested(unit, h)) and s.rises), None)
    defaults = _defaults(here, rising, unit)
    form, hazard, chosen_incident = _subject(here, unit, again, defaults)
    incident, name, storm = _named(here, form, hazard, chosen_incident)
    suggestion, before = desk.suggested(unit, hazard), _level(here, unit, hazard, incident)
    options = [level or END for level in LADDER if level is not before]
    defaults["level"] = _preset(
        before, suggestion, again if again and hazard is again.hazard else None
    )
    chosen = form.choose(
        "level",
        word("responses.form.level"),
        options,
        lambda o: change_words(here, hazard, before, None if o == END else Level(o)),
        placeholder=word("responses.form.choose_level"),
    )
    level = before if chosen is None else None if chosen == END else Level(chosen)
    effective_at = form.moment("effective_at", word("responses.form.effective_at")) or here.as_of
    places = {unit, here.city.code}
    standing = here.situation.warnings
    messages = {
        m.id: m for m in standing if unit == here.city.code or not m.units or places & {*m.units}
    }
    rests_on = again.basis if again is not None else suggestion.basis if suggestion else ()
    defaults["basis"] = [name for name in rests_on if name in messages][:6]
    basis = form.choose_many(
        "basis",
        word("responses.form.basis"),
        list(messages),
        lambda name: messages[name].headline or name,
        placeholder=word("responses.form.no_basis"),
    )
    reason = form.text("reason", _reason_asked(here, before, level, suggestion))
    wanted = Wanted(
        unit=unit, hazard=hazard, level=level, effective_at=effective_at, incident=incident, incident_name=name,
        storm=storm, basis=tuple(basis), basis_text=basis_of(here, (messages[name] for name in basis)), reason=reason,
        suggestion=suggestion, because=" ".join(because(here, suggestion)) if suggestion else "",
    )  # fmt: skip
    return wanted, form


def _subject(
    here: Here, unit: str, again: LevelProposal | None, defaults: dict[str, object]
) -> tuple[drafts.Form, Hazard, str]:
    """What the change is about, chosen first: each hazard of each incident has a draft of its own."""
    word, about = here.words, again.proposal if again else unit
    if again is not None:
        defaults |= {"hazard": again.hazard, "reason": again.reason}
        defaults["incident"] = again.incident or NEW
    head = drafts.beside(here, "level-head", about, defaults)
    hazard = (
        head.choose(
            "hazard",
            word("responses.form.hazard"),
            list(Hazard),
            lambda h: word(f"terms.hazard.{h}"),
        )
        or Hazard.TYPHOON
    )
    defaults.setdefault("incident", _incident_first(here, unit, hazard))
    defaults |= _named_after(here, hazard)
    if again is not None and again.incident_name:
        defaults |= {"incident_name": again.incident_name, "storm": again.storm}
    chosen = _incident(here, head)
    item = incident_drafts.item(about, f"{hazard}-{chosen}")
    return drafts.open(here, "level", item, defaults, head=head), hazard, chosen


def _reason_asked(
    here: Here, before: Level | None, level: Level | None, suggestion: Suggestion | None
) -> str:
    move = MOVES.get((before, level))
    suggested = suggestion is not None and suggestion.level is level
    needed = move is not None and move.reasoned(suggested=suggested)
    return here.words(f"responses.form.{'reason_needed' if needed else 'reason'}")


def _defaults(here: Here, rising: Suggestion | None, unit: str) -> dict[str, object]:
    hazard = (
        rising.hazard
        if rising
        else next((h for h in Hazard if here.situation.responses[unit][h]), Hazard.TYPHOON)
    )
    return {"hazard": hazard, "effective_at": here.as_of}


def _incident_first(here: Here, unit: str, hazard: Hazard) -> str:
    """The one whose response of the hazard stands highest, else the one that the screens show."""
    lead = here.situation.lead
    standing = of_unit(here.situation.response_rows, unit, hazard)
    return standing[0].incident if standing else lead.incident if lead else NEW


def _named_after(here: Here, hazard: Hazard) -> dict[str, str]:
    """Name and number of the nearest storm that no open incident is about, for the incident that begins."""
    own = {incident.storm for incident in here.situation.incidents}
    storm = next((storm for storm in here.situation.storms if storm.storm not in own), None)
    if hazard is not Hazard.TYPHOON or storm is None:
        return {}
    name = storm.name_zh if here.lang == "zh" else storm.name_en
    number = storm.storm[2:].lstrip("0") if storm.storm.isdecimal() else ""
    told = (
        here.words("responses.form.named_storm", number=number, name=name)
        if name and number
        else ""
    )
    return {"incident_name": told, "storm": storm.storm}


def _level(here: Here, unit: str, hazard: Hazard, incident: str) -> Level | None:
    """Of one incident; a new one has none."""
    rows = of_unit(here.situation.response_rows, unit, hazard)
    return next((row.level for row in rows if row.incident == incident), None)


def level_of(here: Here, change: Change) -> Level | None:
    """The level that a change starts from."""
    return _level(here, change.unit, change.hazard, change.incident)


def _preset(
    before: Level | None, suggestion: Suggestion | None, again: LevelProposal | None
) -> Level | None:
    """Only what adds protection stands there already: a suggested rise, or one that is put forward anew. To
    lower and to end is chosen by a person, whatever suggests it."""
    wished = again.level if again else suggestion.level if suggestion else None
    rises = wished is not None and (before is None or wished.severity > before.severity)
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
    word = here.words
    if not _changes(here, wanted):
        label = word("responses.form.submit_none")
        pressed(
            st.container(key="acts-level"), label, type="primary", key="level-none", disabled=True
        )
        return
    what = change_words(here, wanted.hazard, level_of(here, wanted), wanted.level)
    n = informed_count(here, wanted)
    label = word("responses.form.submit" if whole else "responses.form.submit_own", what=what, n=n)
    if pressed(
        st.container(key="acts-level"),
        label,
        type="primary",
        key="level-act",
        shortcut="Ctrl+Enter",
    ):
        act = acts.propose if whole else acts.decide_own
        said = word("responses.form.submitted" if whole else "responses.approved", what=what)
        attempt(lambda: act(here.desk(), wanted), said, form.clear)


def informed_count(here: Here, change: Change) -> int:
    return len(_consequences(here, change).told)


def _consequences(here: Here, change: Change) -> Consequences:
    """Of the unit's highest level: another incident's response may stand above the one that changes."""
    unit, hazard = change.unit, change.hazard
    then = with_change(here.situation.response_rows, unit, hazard, change.incident, change.level)
    return consequences(here.city, unit, here.situation.responses[unit], hazard, then)


@dataclass(frozen=True, slots=True)
class DutyLine:
    text: str
    owner: str
    within: str


@dataclass(frozen=True, slots=True)
class Part:
    """A sentence, or the duties that begin or end."""

    title: str
    text: str = ""
    duties: tuple[DutyLine, ...] = ()


def will(here: Here, change: Change, title: str = "") -> Markup:
    """What the change will do: who is told, which duties begin, which groups go, which rhythm
    starts."""
    effects = _consequences(here, change)
    return rendered("levels/will.html", title=title, parts=list(_parts(here, change, effects)))


def _parts(here: Here, change: Change, effects: Consequences) -> Iterator[Part]:
    word = here.words
    yield Part(word("responses.told"), _informed(here, change, effects))
    if effects.begins:
        title = word("responses.duties_begin", n=len(effects.begins))
        yield Part(title, duties=_duties(here, effects.begins))
    if effects.ends:
        title = word("responses.duties_end", n=len(effects.ends))
        yield Part(title, duties=_duties(here, effects.ends))
    if effects.groups or effects.recalled:
        yield Part(word("responses.groups"), _groups(here, effects))
    if effects.rhythm is not None:
        yield Part(word("responses.rhythm"), _rhythm(here, effects.rhythm))
    if effects.rhythm_ends:
        yield Part(word("responses.rhythm"), word("responses.rhythm_ends"))


def _informed(here: Here, change: Change, effects: Consequences) -> str:
    word, city = here.words, here.city
    if change.unit != city.code:
        return word("responses.will_tell_own", n=len(effects.told) - 1)
    units = sum(code in city.by_code for code in effects.told)
    departments = sum(code in city.departments_by_code for code in effects.told)
    return word("responses.will_tell", units=units, departments=departments)


def _groups(here: Here, effects: Consequences) -> str:
    hours = f"{here.city.plan.levels.arrival_hours:g}"
    key = "groups_go" if effects.groups else "groups_return"
    moving = effects.groups or effects.recalled
    return here.words(f"responses.{key}", n=len(moving), hours=hours)


def _rhythm(here: Here, rhythm: Rhythm) -> str:
    meets = here.words.listed(f"{at:%H:%M}" for at in rhythm.consultations)
    reports = here.words.listed(f"{at.due:%H:%M}" for at in rhythm.reports)
    return here.words("responses.rhythm_then", meets=meets, reports=reports)


def _duties(here: Here, duties: Iterable[Duty]) -> tuple[DutyLine, ...]:
    return tuple(_duty(here, duty) for duty in duties)


def _duty(here: Here, duty: Duty) -> DutyLine:
    zh = here.lang == "zh"
    within = here.words("responses.within", hours=f"{duty.deadline_hours:g}")
    return DutyLine(
        text=duty.text if zh else duty.text_en,
        owner=duty.owner if zh else duty.owner_en,
        within=within,
    )
