"""The notice of a response level: storm, warnings, plan, decision, demands, as such notices are
written everywhere."""

from collections.abc import Iterable

from ems_dashboard.reports import official, qr
from ems_dashboard.reports.official import Head
from ems_dashboard.reports.organs import addressees, corner, issuer
from ems_dashboard.reports.paper import Paper
from ems_dashboard.reports.punctuation import full_width
from ems_dashboard.reports.sections_storm import storm
from ems_dashboard.reports.telling import Telling, day, moment
from ems_dashboard.rules.city import City
from ems_dashboard.rules.duties import UNITS
from ems_dashboard.rules.level_changes import decided_by_unit, reason_heading
from ems_dashboard.rules.plan import Duty
from ems_dashboard.rules.responses import Response
from ems_dashboard.rules.terms import Hazard, Level, LevelChange, WarningKind
from ems_dashboard.rules.warnings import WarningMessage, severity
from ems_dashboard.situation.picture import Situation
from ems_dashboard.text import Words


def document(
    response: Response,
    city: City,
    word: Words,
    situation: Situation,
    *,
    before: Level | None = None,
    suggested: Level | None = None,
) -> bytes:
    """`situation`: of the minute in which the level was decided; `before`: the level until then;
    `suggested`: what the plan suggested when the change was proposed."""
    organ, date = issuer(response, city, word), day(response.valid_at, word)
    paper = Paper(title(response, word), word, response.valid_at)
    official.common(
        paper,
        Head(
            mark=organ,
            number=response.document or word("document.no_number"),
            title=title(response, word),
            addressees=_addressees(response, city, word),
            corner=corner(response, word),
        ),
    )
    heading = reason_heading(response.change, before, response.level, suggested)
    for text in _reasons(response, city, word, situation, heading):
        official.body(paper, text)
    duties = _duties(response, city, before)
    for numeral, duty in zip(word("document.numerals").split(), duties, strict=False):
        official.body(paper, _demand(duty, numeral, _owner(duty, response, city, word), word))
    official.signed(paper, organ, date)
    if clauses := dict.fromkeys(duty.clause for duty in duties):
        official.note(paper, word("document.response.clauses", clauses=word.listed(clauses)))
    official.imprint(paper, organ, date)
    official.code(paper, qr.address("responses", "unit", response.unit))
    paper.number_pages()
    return paper.as_bytes()


def title(response: Response, word: Words) -> str:
    return word(f"document.response.title_{response.change}", **_values(response, word))


def _values(response: Response, word: Words) -> dict[str, object]:
    hazard = word(f"terms.hazard.{response.hazard}")
    return {
        "hazard": hazard,
        "level": response.level or "",
        "moment": moment(response.valid_at, word),
    }


def _addressees(response: Response, city: City, word: Words) -> str:
    if decided_by_unit(response, city):
        return word("document.addressed", names=word("document.everyone.below_a_unit"))
    told = tuple(city.by_code) if response.unit == city.code else (response.unit,)
    return addressees(city, told, word)


def _reasons(
    response: Response, city: City, word: Words, situation: Situation, heading: str | None
) -> list[str]:
    incident = next((i for i in situation.incidents if i.incident == response.incident), None)
    parts = []
    if response.hazard is Hazard.TYPHOON and incident is not None:
        parts.append(storm(Telling(situation, city, word, incident)))
    parts.append(_warned(response, situation, word))
    if heading and response.reason.strip():
        parts.append(_reason(response.reason.strip(), heading, word))
    parts.append(_decided(response, city, word))
    return [part for part in parts if part]


def _warned(response: Response, situation: Situation, word: Words) -> str:
    """The warning that it rests on."""
    events = {"typhoon"} if response.hazard is Hazard.TYPHOON else {"rainstorm", "heavy_rain"}
    weather = (each for each in situation.warnings if each.kind is WarningKind.WEATHER)
    warning = _ground(each for each in weather if each.event in events)
    if warning is None:
        return ""
    issued = moment(warning.valid_at, word)
    return word("document.response.warning", headline=warning.headline, moment=issued)


def _decided(response: Response, city: City, word: Words) -> str:
    ended = response.change is LevelChange.END
    decision = word(
        f"document.response.decision_{response.change}",
        plan=_plan(city, word),
        place=city.name_of(response.unit, word.lang),
        **_values(response, word),
    )
    return decision + word(f"document.response.{'ended' if ended else 'demanded'}")


def _reason(reason: str, heading: str, word: Words) -> str:
    said = word(f"document.response.reason_{heading}", reason=reason)
    return said if said[-1] in word("document.ends") else said + word("report.stop")


def _plan(city: City, word: Words) -> str:
    """The plan's name in book marks, its number in brackets behind them."""
    name, _, rest = full_width(city.plan.title).partition("\uff08")
    number = rest.partition("\uff09")[0]
    return word("report.quoted", title=name) + (
        word("document.note", text=number) if number else ""
    )


def _ground(warnings: Iterable[WarningMessage]) -> WarningMessage | None:
    """The warning that a response level answers to: one of the Ⅳ–Ⅰ scale before a colour signal,
    then the gravest."""
    return max(
        warnings, key=lambda warning: (warning.level is not None, severity(warning)), default=None
    )


def _duties(response: Response, city: City, before: Level | None) -> list[Duty]:
    """What the level asks for, and only what it adds to the level before; a start adds all up to
    its level."""
    if response.level is None or response.change is LevelChange.LOWER:
        return []
    least = 1 if response.change is LevelChange.START else response.level.severity
    least = before.severity + 1 if before is not None else least
    rows = (duty for duty in _laid_on(response, city) if duty.hazard in (None, response.hazard))
    return [duty for duty in rows if least <= duty.level.severity <= response.level.severity]


def _laid_on(response: Response, city: City) -> Iterable[Duty]:
    """A unit's headquarters commands no department of the city: its own notice has the unit's
    share."""
    if not decided_by_unit(response, city):
        return city.plan.duties
    return (duty for duty in city.plan.duties if duty.owner_code == UNITS)


def _owner(duty: Duty, response: Response, city: City, word: Words) -> str:
    if decided_by_unit(response, city):
        return city.name_of(response.unit, word.lang)
    return duty.owner if word.lang == "zh" else duty.owner_en


def _demand(duty: Duty, numeral: str, owner: str, word: Words) -> str:
    text = duty.text if word.lang == "zh" else duty.text_en
    return word(
        "document.response.demand",
        numeral=numeral,
        owner=owner,
        text=text,
        hours=f"{duty.deadline_hours:g}",
    )


def message(response: Response, city: City, word: Words) -> str:
    return word(
        f"document.response.message_{response.change}",
        organ=issuer(response, city, word),
        place=city.name_of(response.unit, word.lang),
        document=response.document,
        **_values(response, word),
    )
