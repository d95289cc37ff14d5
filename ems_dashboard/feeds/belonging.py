"""Which incident the rows of a file belong to: the one that they name, the one that a person
chose, else the only one that covers their hour. Where none is found, a person is asked; without
one the row is kept and told of."""

from collections.abc import Iterable, Sequence
from dataclasses import MISSING, dataclass, fields
from datetime import datetime

from ems_dashboard.clock import full_time
from ems_dashboard.feeds.reading import FeedContext, Problem
from ems_dashboard.rules.dispatches import Dispatch
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.incidents import UNASSIGNED, Incident
from ems_dashboard.rules.log import LogEntry
from ems_dashboard.rules.origins import Origin
from ems_dashboard.rules.teams import TeamState

STANDS_ALONE: tuple[type[Fact], ...] = (TeamState, Dispatch, LogEntry)
"""Kinds that are shown while there is no incident: a team on standby, the log of a quiet night."""

OUTSIDE = (Origin.FEED, Origin.INBOX)


@dataclass(frozen=True, slots=True)
class Astray(Exception):
    """A row that belongs nowhere, or to one of several: `reason` is a key of feeds.incident."""

    reason: str
    value: str
    names: str = ""

    def sentence(self, context: FeedContext) -> str:
        return context.words(f"feeds.incident.{self.reason}", value=self.value, names=self.names)


class Belonging:
    """Of one file. `problems`: what was kept under no incident, one sentence for each cause."""

    def __init__(self, context: FeedContext, kind: type[Fact]) -> None:
        """`kind`: what the file holds; of most kinds a row belongs to an incident in any case."""
        self._context, self._needed = context, of_incident(kind)
        self._stands_alone = kind in STANDS_ALONE
        self._kept = "evacuation" if kind is Evacuation else "row" if self._needed else "optional"
        self._astray: dict[Astray, list[int]] = {}

    def incident_of(self, line: int, named: str, valid_at: datetime) -> str | None:
        """Raises Astray where a person is there to be asked."""
        try:
            return self._taken(self._found(named, valid_at))
        except Astray as astray:
            if self._context.watched:
                raise
            self._astray.setdefault(astray, []).append(line)
            return UNASSIGNED if self._needed else None

    def _found(self, named: str, valid_at: datetime) -> str | None:
        if named == UNASSIGNED:
            return named
        if named:
            return self._called(named)
        return self._covering(valid_at) if self._needed else None

    def _called(self, name: str) -> str:
        incident = self._context.register().called(name)
        if incident is None:
            raise Astray("unknown", name)
        return incident.incident

    def _covering(self, valid_at: datetime) -> str:
        """The only one that covers the hour; of several the one that was chosen."""
        fitting = self._context.register().covering(valid_at)
        if not fitting and self._stands_alone:
            return UNASSIGNED
        chosen = [incident for incident in fitting if incident.incident == self._context.chosen]
        left = chosen or fitting
        if len(left) == 1:
            return left[0].incident
        why = "several" if fitting else "none"
        raise Astray(why, full_time(valid_at), _names(fitting, self._context))

    def _taken(self, incident: str | None) -> str | None:
        """Nobody stands by a figure that comes from outside for a closed incident: it is no
        correction."""
        found = self._context.register().called(incident or "")
        outside = self._kept == "evacuation" and self._context.origin in OUTSIDE
        if found and outside and self._context.register().margin.closed(found, self._context.now):
            raise Astray("closed", found.name)
        return incident

    def problems(self) -> list[Problem]:
        return [self._problem(astray, lines) for astray, lines in self._astray.items()]

    def _problem(self, astray: Astray, lines: Sequence[int]) -> Problem:
        kept = self._context.words(f"feeds.incident.kept_{self._kept}", n=len(lines))
        return Problem(lines[0], "", astray.value, astray.sentence(self._context) + kept)


def of_incident(kind: type[Fact]) -> bool:
    """Whether a row of the kind belongs to an incident in any case."""
    required = {field.name for field in fields(kind) if field.default is MISSING}
    return "incident" in required and kind is not Incident


def _names(incidents: Iterable[Incident], context: FeedContext) -> str:
    return context.words.listed(incident.name for incident in incidents)
