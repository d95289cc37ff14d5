"""The levels as the desk works with them: what is proposed, suggested, owed and done about them at
a moment."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from ems_dashboard.clock import BEIJING, beijing
from ems_dashboard.moments import Moment, as_valid
from ems_dashboard.rules.city import City
from ems_dashboard.rules.duties import DutyState, DutyStatus, duties_in_force
from ems_dashboard.rules.evidence import Missing, StormPassage
from ems_dashboard.rules.facts import F, newest_of_each
from ems_dashboard.rules.groups import Deployment, GroupClock, clocks
from ems_dashboard.rules.level_changes import times_this_year
from ems_dashboard.rules.responses import LevelProposal, Response, SuggestionDecision
from ems_dashboard.rules.suggestions import Suggestion, called_for, lacking
from ems_dashboard.rules.terms import Hazard, ProposalState
from ems_dashboard.rules.warnings import Ended
from ems_dashboard.situation.evidence import ended_warnings, evidence_of, passage_of
from ems_dashboard.situation.picture import Situation
from ems_dashboard.situation.race import Race
from ems_dashboard.store import Reader, Store

HOLDS = timedelta(hours=12)
"""A suggestion that was declined comes back after this, if its cause still stands."""
REMEMBERED = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class LevelDesk:
    """`suggestions`: of the city and the units, those that nobody has decided; `withheld`: (unit,
    hazard) → what is missing before its level may be suggested to fall; `decisions` and
    `proposals`: of the last thirty days, newest first; `duties`: unit (or the city) → its duties in
    force; `counted`: hazard → how often the city started or raised it this year."""

    suggestions: tuple[Suggestion, ...]
    withheld: Mapping[tuple[str, Hazard], tuple[Missing, ...]]
    decisions: tuple[SuggestionDecision, ...]
    proposals: tuple[LevelProposal, ...]
    duties: Mapping[str, tuple[DutyStatus, ...]]
    clocks: tuple[GroupClock, ...]
    counted: Mapping[Hazard, int]

    @property
    def waiting(self) -> tuple[LevelProposal, ...]:
        return tuple(row for row in self.proposals if row.state is ProposalState.SUBMITTED)

    def proposal(self, name: str) -> LevelProposal | None:
        return next((row for row in self.proposals if row.proposal == name), None)

    def suggested(self, unit: str, hazard: Hazard) -> Suggestion | None:
        return next((s for s in self.suggestions if (s.unit, s.hazard) == (unit, hazard)), None)


def level_desk(store: Store, city: City, situation: Situation, race: Race) -> LevelDesk:
    as_of, ids = situation.as_of, [incident.incident for incident in situation.incidents]
    with store.reading() as reader:
        decisions = _newest_first(reader, SuggestionDecision, as_of)
        states = duty_states(reader, as_of, ids)
        ended = ended_warnings(reader, city, as_of)
        called = list(_called(city, situation, race, ended))
        suggested = (each.suggestion for each in called if not each.missing)
        sent = reader.history(Deployment, as_of=as_of, until=as_of, incident=ids) if ids else []
        return LevelDesk(
            suggestions=tuple(_undecided(suggested, decisions, as_of)),
            withheld={
                (c.suggestion.unit, c.suggestion.hazard): c.missing for c in called if c.missing
            },
            decisions=tuple(decisions),
            proposals=tuple(_newest_first(reader, LevelProposal, as_of)),
            duties=duties_of(city, situation, states),
            clocks=clocks(city, situation.levels, sent),
            counted=_counted(reader, city, as_of),
        )


def rises(store: Store, city: City, situation: Situation, race: Race) -> tuple[Suggestion, ...]:
    """Where the plan calls for more than the city has in force, and nobody has decided about it;
    without the rest of the desk, since every screen asks."""
    wanted = (_wanted(city, situation, race, city.code, hazard) for hazard in Hazard)
    rising = [each for each in wanted if each is not None and each.rises]
    if not rising:
        return ()
    with store.reading() as reader:
        decisions = _newest_first(reader, SuggestionDecision, situation.as_of)
    return tuple(_undecided(rising, decisions, situation.as_of))


def duty_states(reader: Reader, as_of: Moment, incidents: list[str]) -> list[DutyState]:
    """Every state, oldest first: since when a duty is done is not in the newest alone."""
    return (
        reader.history(DutyState, as_of=as_of, until=as_of, incident=incidents) if incidents else []
    )


def duties_of(
    city: City, situation: Situation, states: Iterable[DutyState]
) -> dict[str, tuple[DutyStatus, ...]]:
    given = list(states)
    found = {
        unit: duties_in_force(city, unit, situation.levels, given)
        for unit in (city.code, *city.by_code)
    }
    return {unit: duties for unit, duties in found.items() if duties}


def _newest_first(reader: Reader, kind: type[F], as_of: Moment) -> list[F]:
    """The newest row of everything that was written in the last thirty days."""
    rows = reader.history(kind, as_of=as_of, since=as_of - REMEMBERED, until=as_of)
    return newest_of_each(rows)[::-1]


@dataclass(frozen=True, slots=True)
class _Called:
    """What the plan calls for, and what is missing before it may be suggested."""

    suggestion: Suggestion
    missing: tuple[Missing, ...]


def _called(
    city: City, situation: Situation, race: Race, ended: Sequence[Ended]
) -> Iterable[_Called]:
    passed = passages(city, situation, race)
    for unit in (city.code, *city.by_code):
        for hazard in Hazard:
            called = _wanted(city, situation, race, unit, hazard)
            if called is not None:
                evidence = evidence_of(city, situation, ended, passed, unit, hazard)
                grounds = None if called.rises else evidence
                yield _Called(replace(called, grounds=grounds), lacking(called, evidence))


def _wanted(
    city: City, situation: Situation, race: Race, unit: str, hazard: Hazard
) -> Suggestion | None:
    gale_at = _gale_at(city, race, unit) if hazard is Hazard.TYPHOON else None
    present = situation.responses[unit][hazard]
    return called_for(city, unit, hazard, present, situation.warnings, gale_at, situation.as_of)


def passages(city: City, situation: Situation, race: Race) -> dict[str, StormPassage]:
    """Storm → how it passed the city: each of the open incidents, and the one that the race is
    about."""
    named = {incident.storm for incident in situation.incidents if incident.storm}
    found = {
        s.storm: passage_of(s, city)
        for s in situation.storms
        if s.storm in named and s is not race.storm
    }
    if race.storm is not None and race.passage is not None:
        found[race.storm.storm] = race.passage
    return found


def _gale_at(city: City, race: Race, unit: str) -> datetime | None:
    """When the gale is expected in the unit, for the city in the first of its units."""
    force = city.plan.thresholds.gale_force
    units = city.by_code if unit == city.code else (unit,)
    spreads = (race.spreads.get((each, force)) for each in units)
    return min((spread.planned for spread in spreads if spread and spread.planned), default=None)


def _undecided(
    found: Iterable[Suggestion], decisions: Iterable[SuggestionDecision], as_of: Moment
) -> Iterable[Suggestion]:
    answered = {decision.suggestion for decision in decisions if decision.valid_at > as_of - HOLDS}
    return (each for each in found if each.key not in answered)


def _counted(reader: Reader, city: City, as_of: Moment) -> dict[Hazard, int]:
    began = as_valid(datetime(beijing(as_of).year, 1, 1, tzinfo=BEIJING))
    changes = reader.history(Response, as_of=as_of, since=began, until=as_of, unit=city.code)
    return {hazard: times_this_year(changes, city.code, hazard, began) for hazard in Hazard}
