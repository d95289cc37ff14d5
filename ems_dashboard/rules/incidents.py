"""An incident (事件): one typhoon or one heavy rain that the city defends against, from first
response to last."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import ClassVar

from ems_dashboard.moments import as_valid
from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.terms import Hazard

UNASSIGNED = "unassigned"
"""The incident of what no incident covered, or several did, while nobody was there to be asked."""

PROPOSED, TURNED_DOWN = "proposed:", "turned-down:"
"""Before the id of a closed incident: a correction of its figures that waits for another person, or
was refused. No total asks for these."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Incident(Fact):
    """`valid_at` is the moment of the opening, and of the closing in the row that closes. `number`:
    2311 of a typhoon, the year's running number of a heavy rain."""

    KIND: ClassVar[str] = "incidents"
    KEY: ClassVar[tuple[str, ...]] = ("incident",)

    incident: str
    hazard: Hazard
    name: str
    number: str = ""
    storm: str | None = None
    began_at: datetime
    ended_at: datetime | None = None

    def open_at(self, moment: datetime) -> bool:
        return self.began_at <= moment and (self.ended_at is None or moment < self.ended_at)


Stretch = tuple[datetime, datetime | None]


def as_of(rows: Iterable[Incident], moment: datetime) -> Incident | None:
    """One incident as its rows have it for a moment; of the same moment the later row."""
    begun = [row for row in rows if row.valid_at <= moment]
    return sorted(begun, key=lambda row: row.valid_at)[-1] if begun else None


def following(
    rows: Sequence[Incident], responses: Sequence[Stretch], since: datetime
) -> list[Incident]:
    """The rows that make an incident open wherever one of its responses stands, and closed
    elsewhere, from `since` on: none where `rows` say so already. Responses may be decided in
    another order than that in which they take effect."""
    added: list[Incident] = []
    began = min([since, *(row.began_at for row in rows)])
    turns: set[datetime] = {row.valid_at for row in rows}
    for stretch in responses:
        turns |= {at for at in stretch if at is not None}
    for at in sorted(turns | {since}):
        now = as_of([*rows, *added], at)
        ended = _ended(responses, at)
        if at >= since and (now is None or (now.began_at, now.ended_at) != (began, ended)):
            added.append(replace(rows[-1], began_at=began, ended_at=ended, valid_at=as_valid(at)))
    return added


def _ended(responses: Iterable[Stretch], moment: datetime) -> datetime | None:
    """Since when no response stands at a moment; None where one does."""
    begun = [end for begin, end in responses if begin <= moment]
    last = begun[-1] if begun else None
    return last if last is not None and last <= moment else None


def leading(incidents: Iterable[Incident]) -> list[Incident]:
    """The one that the screens lead with first: a typhoon before a heavy rain, then the one that
    began last."""
    return sorted(incidents, key=lambda i: (i.hazard is Hazard.TYPHOON, i.began_at), reverse=True)


@dataclass(frozen=True, slots=True)
class Margin:
    """How long before its first response a figure may be for an incident, and how long after its
    last."""

    before: timedelta
    after: timedelta

    def covers(self, incident: Incident, moment: datetime) -> bool:
        begun = incident.began_at - self.before <= moment
        return begun and (incident.ended_at is None or moment <= incident.ended_at + self.after)

    def closed(self, incident: Incident, moment: datetime) -> bool:
        """Whether the last hour for which its figures were taken without asking has passed."""
        return incident.ended_at is not None and incident.ended_at + self.after < moment


class Register:
    """Every incident as it is known now. Which of them a figure belongs to is decided here and
    nowhere else: the one that it names, else the only one that covers the moment it is true for."""

    def __init__(self, incidents: Iterable[Incident], margin: Margin) -> None:
        self.incidents = leading(incidents)
        self.margin = margin
        self._by_text = {
            incident.name: incident for incident in self.incidents[::-1] if incident.name
        }
        self._by_text |= {incident.incident: incident for incident in self.incidents}

    def covering(self, valid_at: datetime) -> list[Incident]:
        """The incidents that a figure for `valid_at` may belong to, the leading one first."""
        return [incident for incident in self.incidents if self.margin.covers(incident, valid_at)]

    def sole(self, valid_at: datetime) -> str | None:
        """The incident that a figure for `valid_at` belongs to without a question."""
        found = self.covering(valid_at)
        return found[0].incident if len(found) == 1 else None

    def called(self, text: str) -> Incident | None:
        """The incident of an id, or of a name: of several of one name the one that leads."""
        return self._by_text.get(text.strip())
