"""The one sentence at the bottom: a leader who reads only that, knows."""

from collections.abc import Iterable, Sequence

from ems_dashboard.clock import beijing
from ems_dashboard.reports import race_words
from ems_dashboard.reports.missing_figures import first_round, grouped, missing_said
from ems_dashboard.rules.city import City
from ems_dashboard.rules.evidence import Channel, Received
from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.level_changes import MOVES
from ems_dashboard.rules.race import DANGEROUS, RaceState, Runner
from ems_dashboard.rules.suggestions import Suggestion
from ems_dashboard.rules.terms import Category, Hazard, Level
from ems_dashboard.rules.warnings import WarningMessage
from ems_dashboard.situation.evacuation import early
from ems_dashboard.situation.picture import Figure, Situation, Storm
from ems_dashboard.situation.race import Race
from ems_dashboard.situation.reporting import OpenBeside, Reporting, reporting
from ems_dashboard.situation.territories import nearest_unit
from ems_dashboard.text import Words

WORTH_TELLING_KM = 1500


def headline(
    situation: Situation,
    city: City,
    word: Words,
    race: Race | None = None,
    rises: Sequence[Suggestion] = (),
    asked: Reporting | None = None,
    others: Sequence[OpenBeside] = (),
) -> str:
    """`race`: where it is known who will be late, that is said instead of who is behind. `rises`:
    the levels of the city that the plan calls for above those in force. That all goes as planned is
    said only where everybody who owes a figure has reported for the newest round, nobody is behind,
    and no other response is in force beside the one that the figures are of. `asked`: whose figures
    are asked for, where that is not the whole city. `others`: the open incidents beside the one
    that leads, of each of which is said what is missing, too."""
    back = _early(situation, city, word)
    raised = [_rise(suggestion, situation, word) for suggestion in rises]
    if not situation.incidents and not back:
        coming = [*raised, _in_force(situation, word), _storm(situation, city, word)]
        calm = _unopened(situation, city, word, coming=any(coming))
        return _sentence([calm, *coming, _unheard(situation, word)], word)
    late = late_said(dangerous(race), city, word)
    lag = [] if late else [_lag(situation, city, word)]
    found = asked or reporting(situation, city)
    missing = [*missing_said(found, city, word), first_round(situation, found, word)]
    storm = "" if late else _storm(situation, city, word)
    beside = _beside(situation, city, word)
    after = _outweighs(situation, city, race)
    first = [*late] if after else [back, *late]
    last = word("race.headline.also", early=back) if back and after else ""
    elsewhere = [_of_other(other, city, word) for other in others]
    missing = [*missing, _overdue(situation, word), *elsewhere]
    said = [*first, *raised, *lag, *missing, beside, storm, _cut_off(situation, word), last]
    return _sentence(said, word) or word("screens.headline.fine")


def _outweighs(situation: Situation, city: City, race: Race | None) -> bool:
    """Whether more people are not out, or later, than are back too early: who is named first."""
    back = sum(figure.too_early for figure in early(situation, city))
    behind = worst(situation, city)
    left = behind.target - behind.moved if behind else 0
    heaviest = max((runner.weight for runner in dangerous(race)), default=0.0)
    return max(left, heaviest) > back


def is_pressing(
    situation: Situation,
    city: City,
    race: Race | None = None,
    asked: Reporting | None = None,
    others: Sequence[OpenBeside] = (),
) -> bool:
    """Whether the sentence tells of danger or of something overdue; before the first round is due,
    figures that are missing are neither."""
    if dangerous(race) or early(situation, city):
        return True
    own = OpenBeside(situation, asked or reporting(situation, city))
    return any(_pressing(each, city) for each in (own, *others))


def _pressing(incident: OpenBeside, city: City) -> bool:
    found, picture = incident.asked, incident.picture
    if found.cut_off is not None and not found.complete:
        return True
    overdue = any(status.overdue for status in picture.orders)
    return overdue or worst(picture, city) is not None


def _of_other(other: OpenBeside, city: City, word: Words) -> str:
    """What is missing, overdue or behind in an incident that does not lead, after its name."""
    picture, found = other.picture, other.asked
    missing = [*missing_said(found, city, word), first_round(picture, found, word)]
    said = [_lag(picture, city, word), *missing, _overdue(picture, word)]
    told = word("report.comma_clause").join(filter(None, said))
    name = picture.lead.name if picture.lead else ""
    return word("screens.headline.of_other", name=name, said=told) if told else ""


def _sentence(parts: Iterable[str], word: Words) -> str:
    said = [part for part in parts if part]
    stop, between = ("。", ";") if word.lang == "zh" else (".", "; ")
    return between.join(said) + stop if said else ""


def _in_force(situation: Situation, word: Words) -> str:
    """The warnings while nothing is open: how many, and the gravest."""
    if not situation.warnings:
        return ""
    gravest = _named(situation.warnings[0], word)
    return word("screens.headline.warned", n=len(situation.warnings), gravest=gravest)


def _named(message: WarningMessage, word: Words) -> str:
    """台风红色, 暴雨Ⅲ级."""
    event = word.either(f"terms.event.{message.event}", message.event)
    if message.colour is None and message.level is not None:
        return word("screens.headline.warning_level", event=event, grade=message.level)
    grade = word(f"terms.colour.{message.colour}") if message.colour else ""
    return word("screens.headline.warning", event=event, grade=grade)


def _rise(suggestion: Suggestion, situation: Situation, word: Words) -> str:
    """The warning that stands, or the gale that is forecast, and the level that it calls for."""
    change = change_said(suggestion.hazard, suggestion.present, suggestion.level, word)
    because = (m for m in situation.warnings if m.id in suggestion.basis)
    warned = next((_named(message, word) for message in because), None)
    if warned is not None:
        return word("screens.headline.rise", warning=warned, change=change)
    gales = (reason.gale_at for reason in suggestion.reasons if reason.gale_at)
    at = f"{beijing(min(gales)):%m-%d %H:%M}"
    return word("screens.headline.rise_gale", at=at, change=change)


def change_said(hazard: Hazard, before: Level | None, after: Level | None, word: Words) -> str:
    """启动防台风Ⅲ级响应, 防台风Ⅲ级提升至Ⅱ级, 终止防台风响应."""
    name, move = word(f"terms.hazard.{hazard}"), MOVES.get((before, after))
    if move is None:
        none = word("responses.no_level")
        return f"{name} {word('terms.level.response', level=after) if after else none}"
    levels = {"before": before.value if before else "", "after": after.value if after else ""}
    return word(f"responses.change.{move.change}", hazard=name, **levels)


def _beside(situation: Situation, city: City, word: Words) -> str:
    """The responses in force beside that of the leading incident against its own hazard: the
    city's, else of the units that have one."""
    lead = situation.lead
    others = [
        row
        for row in situation.response_rows
        if lead and row.level and (row.incident, row.hazard) != (lead.incident, lead.hazard)
    ]
    own = [row for row in others if row.unit == city.code]
    if own:
        said = (_level(row.hazard, row.level, word) for row in own)
        levels = word.listed(dict.fromkeys(said))
        return word("screens.headline.beside", levels=levels)
    standing = {row.unit for row in others}
    units = [unit for unit in city.by_code if unit in standing]
    if not units:
        return ""
    against = {row.hazard for row in others}
    hazards = word.listed(word(f"terms.hazard.{hazard}") for hazard in Hazard if hazard in against)
    named = grouped(units, len(city.units), city, word)
    return word("screens.headline.beside_units", units=named, hazards=hazards)


def _level(hazard: Hazard, level: Level | None, word: Words) -> str:
    return word("screens.headline.level", hazard=word(f"terms.hazard.{hazard}"), level=level or "")


def _unopened(situation: Situation, city: City, word: Words, *, coming: bool) -> str:
    """Without an incident: routine duty, unless a response is in force all the same, or something
    is `coming`."""
    standing = situation.in_force
    if not standing:
        return word("screens.headline.not_started" if coming else "screens.headline.calm")
    own = standing.pop(city.code, {})
    levels = word.listed(_level(hazard, level, word) for hazard, level in own.items())
    said = [word("screens.headline.unopened", levels=levels)] if levels else []
    if standing:
        units = grouped(list(standing), len(city.units), city, word)
        said.append(word("screens.headline.units_only", units=units))
    return word("report.comma_clause").join(said)


def _unheard(situation: Situation, word: Words) -> str:
    """Nothing where warnings come in; else why the quiet is no evidence."""
    return "" if situation.warnings_from.sound else warnings_heard(situation, word)


def _cut_off(situation: Situation, word: Words) -> str:
    """That the sources which bring warnings say nothing now: in the middle of a case, too, their
    quiet is no all-clear. Where warnings are typed in, nobody is asked to type every hour."""
    source = situation.warnings_from
    return _unheard(situation, word) if source.feeds and source.state is Received.SILENT else ""


def warnings_heard(situation: Situation, word: Words) -> str:
    """How warnings come in: none in force by a living source, a source that is silent since, or
    none."""
    return source_said(situation.warnings_from, WarningMessage, word) or word(
        "screens.quiet.no_warning"
    )


def source_said(source: Channel, kind: type[Fact], word: Words) -> str:
    """Why that nothing came in of a kind is no evidence; nothing where its source is sound."""
    what = source_named(source, kind, word)
    if source.rejected:
        return word("screens.source.unreadable", what=what, n=source.rejected)
    if source.state is Received.ALIVE:
        return ""
    if source.state is Received.NONE:
        return word("screens.source.none", what=what)
    if source.hollow is not None:
        return word(f"screens.source.{source.hollow}", what=what)
    if source.heard_at is None:
        return word("screens.source.never", what=what)
    at = f"{beijing(source.heard_at):%m-%d %H:%M}"
    return word(
        "screens.source.dead" if source.feeds else "screens.source.unwritten", what=what, at=at
    )


def source_named(source: Channel, kind: type[Fact], word: Words) -> str:
    """What it brings, and which of several sources is silent."""
    if not 0 < len(source.silent) < len(source.feeds):
        return word(f"screens.source.of.{kind.KIND}")
    silent = word.listed(source.silent)
    return word(f"screens.source.some.{kind.KIND}", feeds=silent)


def _early(situation: Situation, city: City, word: Words) -> str:
    sentences = early_sentences(situation, city, word)
    if len(sentences) < 2:
        return "".join(sentences)
    return word("screens.headline.early_more", first=sentences[0], n=len(sentences))


def early_sentences(situation: Situation, city: City, word: Words) -> list[str]:
    """Each unit and category in which some are back who may not be, most first (防回流)."""
    return [
        word(
            "screens.headline.early",
            unit=city.name_of(figure.unit, word.lang),
            category=word(f"terms.category.{figure.category}"),
            n=f"{figure.too_early:,}",
            unit_word=race_words.unit_word(figure.category, city, word),
        )
        for figure in early(situation, city)
    ]


def dangerous(race: Race | None) -> list[Runner]:
    """Those whom the wind finds and those who will be late, by people × hours."""
    return [runner for runner in race.runners if runner.state in DANGEROUS] if race else []


def late_said(found: Sequence[Runner], city: City, word: Words) -> list[str]:
    """The gravest few of those in danger, each in a clause, and how many more."""
    said = [_late(runner, city, word) for runner in found[:LATE_NAMED]]
    if len(found) > LATE_NAMED:
        said.append(word("race.headline.more", n=len(found) - LATE_NAMED))
    return said


def _late(runner: Runner, city: City, word: Words) -> str:
    whose = "of_people" if runner.category is Category.PEOPLE else "of_category"
    category = word(f"race.category.{runner.category}")
    said = {
        "unit": word(
            f"race.headline.{whose}",
            unit=city.short_of(runner.unit, word.lang),
            category=category,
        ),
        "left": f"{runner.left:,}",
        "people": race_words.people(runner, word),
        "unit_word": race_words.unit_word(runner.category, city, word),
        "force": str(runner.force),
        "at": race_words.at(runner.wind.likely if runner.wind else None, runner),
        "gate": race_words.at(runner.gate, runner),
        "finish": race_words.at(runner.finish.likely, runner),
    }
    key = str(runner.state)
    if runner.state is RaceState.LATE and runner.finish.likely:
        key = "late_finish"
    return word(f"race.headline.{key}", **said)


def worst(situation: Situation, city: City) -> Figure | None:
    """The unit and category with most still to move among those below the plan's share that is
    enough."""
    enough = city.plan.thresholds.enough_share
    lead = situation.lead.incident if situation.lead else None
    behind = [
        figure
        for figure in situation.evacuation
        if figure.unit != city.code and figure.incident == lead and _below(figure, enough)
    ]
    return min(behind, key=lambda figure: (figure.share or 0) - figure.target / 1e6, default=None)


def _below(figure: Figure, enough: float) -> bool:
    """Still moving out, and short of the share that is enough."""
    return figure.share is not None and figure.share < enough and not figure.returned


def _lag(situation: Situation, city: City, word: Words) -> str:
    figure = worst(situation, city)
    if figure is None:
        return ""
    return word(
        "screens.headline.lag",
        unit=city.name_of(figure.unit, word.lang),
        category=word(f"terms.category.{figure.category}"),
        share=int((figure.share or 0) * 100),
        left=f"{figure.target - figure.moved:,}",
        unit_word=race_words.unit_word(figure.category, city, word),
    )


LATE_NAMED = 2


def _overdue(situation: Situation, word: Words) -> str:
    count = sum(bool(status.overdue) for status in situation.orders)
    return word("screens.headline.overdue", n=count) if count else ""


def away(storm: Storm, city: City, word: Words) -> str:
    """How far the centre is from the nearest unit's border, or in which unit it is."""
    code, km = nearest_unit(storm.position.lon, storm.position.lat, city)
    short = city.short_of(code, word.lang)
    if not km:
        return word("storm.inside", unit=short)
    return word("storm.away", unit=short, km=f"{km:,.0f}")


def _storm(situation: Situation, city: City, word: Words) -> str:
    storm = situation.lead_storm
    if storm is None:
        return ""
    if nearest_unit(storm.position.lon, storm.position.lat, city)[1] > WORTH_TELLING_KM:
        return ""
    name = storm.name_zh if word.lang == "zh" else storm.name_en
    stale = storm.stale_at(situation.as_of, city.plan.thresholds)
    key = "storm_silent" if stale else "storm"
    said = {"name": name, "away": away(storm, city, word), "fix": fix_said(storm, situation, word)}
    return word(f"screens.headline.{key}", **said)


def fix_said(storm: Storm, situation: Situation, word: Words) -> str:
    """Whose the fix is, for when and how old: 中央气象台 09-04 11:00,1 时前."""
    agency = word.either(f"terms.agency.{storm.position.agency}", storm.position.agency)
    minutes = int((situation.as_of - storm.position.valid_at).total_seconds() // 60)
    at = f"{beijing(storm.position.valid_at):%m-%d %H:%M}"
    return word("screens.source.fix", agency=agency, at=at, age=_age(minutes, word))


def _age(minutes: int, word: Words) -> str:
    if minutes >= 60:
        return word("cards.age_hours", n=minutes // 60)
    return word("cards.age_minutes", n=max(0, minutes))
