"""The race bar (抢时间条): deadline against projected finish, and when the next wind circle arrives."""

from datetime import datetime, timedelta

from markupsafe import Markup

from ems_dashboard.reports.changes import duration
from ems_dashboard.reports.danger import (
    circles_said,
    danger_label,
    danger_number,
    danger_sentence,
    uncounted,
    why_no_race,
)
from ems_dashboard.rules.arrival import Spread
from ems_dashboard.rules.race import GaleState, RaceState, Runner
from ems_dashboard.rules.terms import Category
from ems_dashboard.screen.header import header as levels_and_incident
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.links import link
from ems_dashboard.screen.origin import note
from ems_dashboard.screen.race_line import race_lines
from ems_dashboard.situation.race import Race
from ems_dashboard.templating import rendered

SHOWN = 5
RUNNING = (
    RaceState.OVERDUE,
    RaceState.LATE,
    RaceState.STALLED,
    RaceState.TIGHT,
    RaceState.NOT_BEGUN,
    RaceState.UNKNOWN,
    RaceState.AHEAD,
)
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
    racing = [r for r in race.runners if r.state in RUNNING and (r.deadline or hour_known)]
    return [runner for runner in racing if here.unit in (None, runner.unit)]


def bar(here: Here) -> Markup:
    """The card: the five in greatest danger."""
    word = here.words
    return rendered(
        "race/bar.html",
        title=word("race.title"),
        aside=word("race.note"),
        asof=note(here, here.situation.evacuation, "county"),
        more={"href": link(here, "race"), "title": word("race.more")},
        runners=race_lines(here, running(here, of(here))[:SHOWN]),
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
        runners=race_lines(here, chosen),
        nobody=_why_nobody(here),
    )


def _why_nobody(here: Here) -> str:
    """Of the chosen unit and category, or of the city."""
    race = of(here)
    racing = [runner for runner in race.runners if runner.state in RUNNING]
    told = race.gale is not GaleState.UNKNOWN or all(runner.deadline for runner in racing)
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
        rest=uncounted(here.situation, here.city, word) + circles_said(race, word),
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
    """When the next wind circle arrives: the header's sentence, with the range of the agencies."""
    coming = of(here).next_circle(here.unit)
    if coming is None or coming.middle is None:
        return Markup()
    unit = here.city.short_of(coming.unit, here.lang)
    sentence = here.words("race.circle_in", force=coming.force, unit=unit, time=TIME)
    before, _, after = sentence.partition(TIME)
    return rendered(
        "race/next_circle.html",
        before=before,
        time=duration(coming.middle - here.as_of, here.words),
        after=after,
        spread=_spread(here, coming),
    )


def _spread(here: Here, coming: Spread) -> str:
    """The range of the agencies, where more than one expects it."""
    earliest, latest = coming.earliest, coming.latest
    if len(coming.expecting) < 2 or earliest is None or latest is None:
        return ""
    return here.words(
        "race.circle_range",
        low=_until(here, earliest),
        high=_until(here, latest),
        n=len(coming.expecting),
        of=len(coming.by_agency),
    )


def _until(here: Here, moment: datetime) -> str:
    return duration(max(timedelta(0), moment - here.as_of), here.words)
