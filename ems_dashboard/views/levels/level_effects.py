"""What a change of level will do, said before it is decided: who is told, which duties begin or end,
which groups go, which rhythm starts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from ems_dashboard.actions.responses import Wanted
from ems_dashboard.rules.consequences import Consequences, consequences
from ems_dashboard.rules.plan import Duty, Rhythm
from ems_dashboard.rules.responses import LevelProposal, of_unit, with_change
from ems_dashboard.rules.terms import Hazard, Level
from ems_dashboard.screen.here import Here
from ems_dashboard.templating import rendered

Change = Wanted | LevelProposal


def level_in(here: Here, unit: str, hazard: Hazard, incident: str) -> Level | None:
    """Of one incident; a new one has none."""
    rows = of_unit(here.situation.response_rows, unit, hazard)
    return next((row.level for row in rows if row.incident == incident), None)


def level_of(here: Here, change: Change) -> Level | None:
    """The level that a change starts from."""
    return level_in(here, change.unit, change.hazard, change.incident)


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
