"""Whether the gale is to come, here or over, and how many people it finds: one statement for every
screen and document."""

from ems_dashboard.clock import beijing
from ems_dashboard.reports.headline import LATE_NAMED, fix_said, source_said
from ems_dashboard.reports.missing_figures import grouped
from ems_dashboard.rules.city import City
from ems_dashboard.rules.figure_states import FigureState
from ems_dashboard.rules.race import GaleState
from ems_dashboard.rules.storms import StormFix
from ems_dashboard.rules.terms import Category, Hazard
from ems_dashboard.situation.picture import Situation, Storm
from ems_dashboard.situation.race import Race
from ems_dashboard.situation.reporting import reporting
from ems_dashboard.text import Words

COUNTED = (GaleState.TO_COME, GaleState.HERE)
"""While people can be in its way."""


def danger_label(race: Race, word: Words) -> str:
    """What the number of people is of: those whom the gale will find, or finds."""
    return word(f"race.danger.{race.gale}")


def danger_number(race: Race) -> str:
    """From the fewest to the most; a dash while it cannot be told or is no question any more. Where
    nobody has reported people, none is no number."""
    low, high = race.in_danger.low, race.in_danger.high
    if race.gale not in COUNTED or not race.in_danger.known:
        return "—"
    return f"{high:,}" if low == high else f"{low:,} – {high:,}"


def danger_sentence(race: Race, situation: Situation, city: City, word: Words) -> str:
    """Label and number, and whose people are not in it because they have not reported. Nothing
    without a storm."""
    if race.storm is None:
        return ""
    label = danger_label(race, word)
    if race.gale not in COUNTED:
        return label
    said = word("race.danger.said", label=label, n=danger_number(race).replace(" ", ""))
    return (
        said + whose(race, city, word) + uncounted(situation, city, word) + circles_said(race, word)
    )


def whose(race: Race, city: City, word: Words) -> str:
    """Of which units they are, the most first."""
    found = race.in_danger.units
    named = [f"{city.short_of(unit, word.lang)} {n:,}" for unit, n in found[:LATE_NAMED]]
    if not named or race.gale not in COUNTED:
        return ""
    units = word.listed(named)
    if len(found) > LATE_NAMED:
        units = word("screens.headline.some_units", units=units, n=len(found))
    return word("race.danger.of_units", units=units)


def circles_said(race: Race, word: Words) -> str:
    """Whose wind circles the arrivals are told by, where the newest fix gave none."""
    source = race.storm.circles_from if race.storm else None
    if race.storm is None or source is None or source.key == race.storm.position.key:
        return ""
    agency = word.either(f"terms.agency.{source.agency}", source.agency)
    return word(
        "race.danger.circles_from", agency=agency, at=f"{beijing(source.valid_at):%m-%d %H:%M}"
    )


def uncounted(situation: Situation, city: City, word: Words) -> str:
    """The units whose people are in no number, because they have not reported them."""
    units = reporting(situation, city).units(FigureState.NOT_REPORTED, Category.PEOPLE)
    if not units:
        return ""
    return word("race.danger.uncounted", units=grouped(units, len(city.units), city, word))


def why_no_race(race: Race, situation: Situation, city: City, word: Words) -> str:
    """What stands where nobody is in the race: why, and never that all is well where nothing is
    known."""
    lead, storm = situation.lead, race.storm
    if storm is None:
        if lead is not None and lead.hazard is Hazard.TYPHOON:
            return word("race.no_fix", name=lead.name)
        why = source_said(situation.storms_from, StormFix, word)
        return word("race.storm_unheard", why=why) if why else word("race.no_storm")
    if race.gale is GaleState.UNKNOWN:
        return word(
            f"race.{_unknown(storm, situation, city)}", fix=fix_said(storm, situation, word)
        )
    if race.gale is GaleState.NONE:
        return word("race.calm", force=city.plan.thresholds.gale_force)
    if not race.runners:
        return word("race.nobody_reported")
    return word("race.over" if race.gale is GaleState.OVER else "race.all_done")


def _unknown(storm: Storm, situation: Situation, city: City) -> str:
    """What is missing that would say when the gale comes."""
    if not storm.circles_known:
        return "no_circles"
    if storm.stale_at(situation.as_of, city.plan.thresholds):
        return "fix_silent"
    return "no_forecast"
