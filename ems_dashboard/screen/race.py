"""The race bar (抢时间条): deadline against projected finish, and when the next wind circle arrives."""

from collections.abc import Iterable

from markupsafe import Markup

from ems_dashboard.reports.changes import duration
from ems_dashboard.reports.danger import (
    circles_said,
    danger_label,
    danger_number,
    danger_sentence,
    uncounted,
    whose,
    why_no_race,
)
from ems_dashboard.reports.headline import dangerous, early_sentences, late_said
from ems_dashboard.reports.missing_figures import missing_said
from ems_dashboard.rules.arrival import Ground
from ems_dashboard.rules.expected_wind import expected_wind
from ems_dashboard.rules.race import RUNNING, GaleState, RaceState, Runner
from ems_dashboard.rules.scope import ScopeKind
from ems_dashboard.rules.terms import Category
from ems_dashboard.screen.header import header as levels_and_incident
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.links import link
from ems_dashboard.screen.origin import note
from ems_dashboard.screen.race_line import chart
from ems_dashboard.situation.race import Race, experience
from ems_dashboard.situation.wind_words import wind_said
from ems_dashboard.templating import rendered

SHOWN = 5
TIME = "{time}"
"""Stands in a sentence where the template puts a time in bold."""


def of(here: Here) -> Race:
    return here.cache.race(here.situation)


def header(here: Here) -> Markup:
    return levels_and_incident(here, next_circle(here))


def running(here: Here, race: Race) -> list[Runner]:
    """Those that the card is about: in the race, of the chosen unit where one is. While nobody knows
    when the gale comes there is a race only against an order's hour."""
    hour_known = race.gale is not GaleState.UNKNOWN
    racing = [r for r in race.runners if r.state in RUNNING and (r.gate or hour_known)]
    return of_level(here, racing)


def of_level(here: Here, runners: Iterable[Runner]) -> list[Runner]:
    """Those in the picture of the chosen level: of its units; of a department's own categories."""
    told = {figure.category for figure in here.answered.evacuation}
    every = here.scope.kind is not ScopeKind.DEPARTMENT
    within = (runner for runner in runners if runner.unit in here.scope.area)
    return [runner for runner in within if every or runner.category in told]


def bar(here: Here) -> Markup:
    """The card: the five in greatest danger."""
    word = here.words
    return rendered(
        "race/bar.html",
        title=word("race.title"),
        aside=word("race.note_short"),
        asof=note(here, here.situation.evacuation, "county"),
        more={"href": link(here, "race"), "title": word("race.more")},
        chart=chart(here, running(here, of(here))[:SHOWN], of(here).winds),
        nobody=_why_nobody(here),
        danger=danger(here),
    )


def every_bar(here: Here, category: Category | None) -> Markup:
    """All that are in the race, for the page. `category`: one only, None for all."""
    chosen = [r for r in running(here, of(here)) if category in (None, r.category)]
    return rendered(
        "race/every_bar.html",
        title=here.words("race.title"),
        aside=here.words("race.note"),
        chart=chart(here, chosen, of(here).winds, teams=True),
        nobody=_why_nobody(here),
        uncalibrated=here.words("race.uncalibrated"),
    )


def banner(here: Here) -> Markup:
    """Above everything else: whom the wind finds and who will be late, by people and hours, who has
    not reported, and who is back too early; nothing while that is nobody."""
    word, found = here.words, of(here)
    mine = of_level(here, dangerous(found))
    back = early_sentences(here.answered, here.city, word)
    if not mine and not back:
        return Markup()
    late = late_said(mine, here.city, word)
    silent = _missing(here) if late else []
    if not mine:
        late, back = back, []
    return rendered(
        "race/banner.html",
        grave=not mine or mine[0].state in (RaceState.IN_WIND, RaceState.CAUGHT),
        title=word("race.headline.banner" if mine else "screens.stages.alarm"),
        lines=late,
        rest=[*silent, *(word("race.headline.also", early=line) for line in back)],
    )


def _missing(here: Here) -> list[str]:
    return missing_said(here.reporting, here.city, here.words)


def _why_nobody(here: Here) -> str:
    """Of the chosen unit and category, or of the city."""
    race = of(here)
    racing = [runner for runner in race.runners if runner.state in RUNNING]
    told = race.gale is not GaleState.UNKNOWN or all(runner.gate for runner in racing)
    if told and racing:
        return here.words("race.nobody")
    return why_no_race(race, here.situation, here.city, here.words)


def danger_figure(here: Here) -> Markup:
    """The question of the page: how many people the gale will find, and how many of the races are
    lost."""
    race, word = of(here), here.words
    return rendered(
        "race/danger_figure.html",
        label=danger_label(race, word),
        number=danger_number(race),
        unit=word("terms.measure_unit.persons"),
        counts=_counts(here, race),
        rest=whose(race, here.city, word)
        + uncounted(here.situation, here.city, word)
        + circles_said(race, word),
    )


def _counts(here: Here, race: Race) -> list[dict[str, object]]:
    states = [runner.state for runner in race.runners]
    return [
        {"state": state, "n": states.count(state), "word": here.words(f"race.state.{state}")}
        for state in RUNNING
        if state in states
    ]


def calm(here: Here) -> Markup:
    """Where no storm is and nobody is being moved."""
    sentence = why_no_race(of(here), here.situation, here.city, here.words)
    return rendered("race/calm.html", title=here.words("race.title"), sentence=sentence)


def danger(here: Here) -> str:
    """How many people will not be out when the gale arrives, or are not out now; of the city only."""
    if here.unit:
        return ""
    return danger_sentence(of(here), here.situation, here.city, here.words)


def next_circle(here: Here) -> Markup:
    """When the next wind circle arrives: the header's sentence, and how sure that is."""
    coming = of(here).next_circle(here.unit)
    wind = expected_wind(coming, Ground.UNIT, None, here.as_of, experience(here.city))
    if coming is None or wind is None:
        return Markup()
    unit = here.city.short_of(coming.unit, here.lang)
    sentence = here.words("race.circle_in", force=coming.force, unit=unit, time=TIME)
    before, _, after = sentence.partition(TIME)
    return rendered(
        "race/next_circle.html",
        before=before,
        time=duration(wind.likely - here.as_of, here.words),
        after=after,
        said=wind_said(wind, here.as_of, here.words),
    )
