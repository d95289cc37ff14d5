"""The year in words, as the annual report writes it: what nobody reported is said, never a dash, and a sum in which
units are missing says of how many incidents it is whole."""

from collections.abc import Iterable
from dataclasses import dataclass

from ems_dashboard.rules.city import City
from ems_dashboard.rules.plan import PERSONS, CategoryRule
from ems_dashboard.rules.terms import Category, Hazard, Level, WarningKind
from ems_dashboard.situation.season_figures import Season
from ems_dashboard.text import Words


@dataclass(frozen=True, slots=True)
class Completeness:
    """Of the incidents in which a category was owed: how many every unit reported, some, nobody."""

    whole: int
    partly: int
    none: int

    @property
    def owed(self) -> int:
        return self.whole + self.partly + self.none


def completeness(season: Season, category: Category) -> Completeness:
    counted = [
        total.counted[category] for total in season.incidents if total.counted[category].owed
    ]
    whole = sum(each.reported == each.owed for each in counted)
    none = sum(each.reported == 0 for each in counted)
    return Completeness(whole, len(counted) - whole - none, none)


def year_in_words(season: Season, city: City, word: Words) -> str:
    rules = [rule for rule in city.plan.categories if rule.reported]
    parts = [
        _defended(season, word),
        _done(season, word),
        _moved(season, rules, word),
        _untold(season, rules, word),
        _incomplete(season, rules, word),
    ]
    return ("" if word.lang == "zh" else " ").join(part for part in parts if part)


def _defended(season: Season, word: Words) -> str:
    key = "defended" if season.incidents else "no_incident"
    return word(
        f"season.{key}",
        year=season.year,
        rains=season.heavy_rain_events,
        typhoons=season.typhoons,
    )


def _done(season: Season, word: Words) -> str:
    """The headquarters' own acts, of which none is none; then the warnings that were received."""
    rain = season.rainstorm_responses, season.rainstorm_highest
    typhoon = season.typhoon_responses, season.typhoon_highest
    responses = [
        _response(Hazard.RAINSTORM, *rain, word),
        _response(Hazard.TYPHOON, *typhoon, word),
    ]
    acts = word(
        "season.acts", responses=_list(responses, word), orders=_number(season.orders, word)
    )
    warned = [
        word("season.warnings", kind=word(f"season.warning.{kind}"), n=_number(n, word))
        for kind in WarningKind
        if (n := season.figure(f"warnings_{kind}")) is not None
    ]
    said = [acts] if season.incidents or season.orders else []
    if warned:
        said.append(word("season.warned", warnings=_list(warned, word)))
    return word("season.semicolon").join(said) + word("report.stop") if said else ""


def _response(hazard: Hazard, times: int, highest: Level | None, word: Words) -> str:
    name = word(f"terms.hazard.{hazard}")
    if highest is None:
        return word("season.response", hazard=name, n=times)
    return word("season.response_highest", hazard=name, n=times, level=highest)


def _moved(season: Season, rules: Iterable[CategoryRule], word: Words) -> str:
    said = []
    if season.cadres is not None:
        said.append(word("season.cadres", n=_number(season.cadres, word)))
    for rule in rules:
        amount = season.evacuation.get(rule.category)
        if amount is not None:
            category = word(f"terms.category.{rule.category}")
            said.append(word(f"season.{_way(rule)}", category=category, n=_number(amount, word)))
    if season.messages is not None:
        said.append(word("season.messages", n=_number(season.messages, word)))
    return word("season.city", said=_clauses(said, word)) if said else ""


def _way(rule: CategoryRule) -> str:
    if rule.measure != PERSONS:
        return "sheltered"
    return "ashore" if rule.at_sea else "moved"


def _untold(season: Season, rules: Iterable[CategoryRule], word: Words) -> str:
    """What nobody reported or sent all year, though it was owed."""
    names = [
        word(f"season.warning.{kind}")
        for kind in WarningKind
        if season.figure(f"warnings_{kind}") is None
    ]
    if season.cadres is None and season.incidents:
        names.append(word("season.name.cadres"))
    names += [
        word(f"terms.category.{rule.category}")
        for rule in rules
        if season.evacuation.get(rule.category) is None and completeness(season, rule.category).owed
    ]
    if season.messages is None:
        names.append(word("season.name.messages"))
    return word("season.untold", names=_list(names, word)) if names else ""


def _incomplete(season: Season, rules: Iterable[CategoryRule], word: Words) -> str:
    """The sums in which units are missing."""
    said = []
    for rule in rules:
        found = completeness(season, rule.category)
        if season.evacuation.get(rule.category) is None or found.whole == found.owed:
            continue
        said.append(
            word(
                "season.of_incidents",
                category=word(f"terms.category.{rule.category}"),
                owed=found.owed,
                whole=found.whole,
                partly=found.partly,
                none=found.none,
            )
        )
    return word("season.incomplete", said=_clauses(said, word)) if said else ""


def _number(amount: int, word: Words) -> str:
    """As the published report writes it: with thousands apart in English only."""
    return f"{amount:,}" if word.lang == "en" else str(amount)


def _list(names: Iterable[str], word: Words) -> str:
    return word.listed(names)


def _clauses(said: Iterable[str], word: Words) -> str:
    return word("season.comma").join(said)
