"""What a report says beside the situation: rain, rivers, losses, teams, messages, as known at the
same moment."""

from dataclasses import dataclass
from datetime import timedelta

from ems_dashboard.moments import KnownAt, Moment
from ems_dashboard.rules.city import City
from ems_dashboard.rules.evidence import Channel, Received, channel
from ems_dashboard.rules.facts import F
from ems_dashboard.rules.feed_runs import FeedRun
from ems_dashboard.rules.impact import Impact
from ems_dashboard.rules.messages import MessageBatch
from ems_dashboard.rules.observations import Rain, RiverLevel
from ems_dashboard.rules.teams import TeamState
from ems_dashboard.situation.picture import Situation
from ems_dashboard.store import Reader, Store

RAIN = timedelta(hours=24)
UNHEARD = Channel(Received.NONE)


@dataclass(frozen=True, slots=True)
class Observed:
    """`rain`: of the last 24 hours. `rivers`: the newest level per station of the last 24 hours.
    `rain_from`, `rivers_from`: how they come in. The rest: the newest per key, of the open
    incidents."""

    rain: tuple[Rain, ...] = ()
    rivers: tuple[RiverLevel, ...] = ()
    impacts: tuple[Impact, ...] = ()
    teams: tuple[TeamState, ...] = ()
    messages: tuple[MessageBatch, ...] = ()
    rain_from: Channel = UNHEARD
    rivers_from: Channel = UNHEARD


def observed(
    store: Store, city: City, situation: Situation, known: KnownAt | None = None
) -> Observed:
    moment, ids = situation.as_of, [incident.incident for incident in situation.incidents]
    with store.reading(known) as reader:
        rain = {row.key: row for row in _last_day(reader, Rain, moment)}
        levels = _last_day(reader, RiverLevel, moment)
        rivers = {row.station: row for row in levels}
        impacts = reader.current(Impact, as_of=moment, incident=ids) if ids else []
        teams = reader.current(TeamState, as_of=moment, incident=ids) if ids else []
        messages = reader.current(MessageBatch, as_of=moment, incident=ids) if ids else []
        runs = reader.current(FeedRun, as_of=moment)
    limits, rows = city.plan.thresholds, tuple(rain.values())
    return Observed(
        rain=rows,
        rivers=tuple(rivers.values()),
        impacts=tuple(impacts),
        teams=tuple(teams),
        messages=tuple(messages),
        rain_from=channel(Rain, runs, rows, moment, limits),
        rivers_from=channel(RiverLevel, runs, levels, moment, limits),
    )


def _last_day(reader: Reader, kind: type[F], moment: Moment) -> list[F]:
    """The rows of the last 24 hours that no other corrects."""
    rows = reader.history(kind, as_of=moment, since=moment - RAIN, until=moment)
    return reader.holding(kind, rows, as_of=moment)
