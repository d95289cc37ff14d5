"""What was really received: what a suggestion to lower or end a level may rest on. That there are
no rows is no evidence."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.feed_runs import FeedRun, FeedState
from ems_dashboard.rules.plan import Thresholds
from ems_dashboard.rules.terms import WarningKind
from ems_dashboard.rules.warnings import Ended, WarningMessage


class Received(StrEnum):
    ALIVE = "alive"
    SILENT = "silent"  # was heard once, and not lately
    NONE = "none"  # no source, and nobody entered anything


@dataclass(frozen=True, slots=True)
class Channel:
    """How one kind of fact comes in. `heard_at`: when its sources last answered or somebody last
    entered one, None: never. `feeds`: the sources that bring it; `rejected`: rows of their last
    answers that could not be read; `hollow`: where nothing else is heard, how a source is that
    answers and says nothing. `silent`: those of `feeds` that say nothing of now; with one of
    several, `heard_at` is when it last did."""

    state: Received
    heard_at: datetime | None = None
    feeds: tuple[str, ...] = ()
    rejected: int = 0
    hollow: FeedState | None = None
    silent: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether that nothing is there may be said: the source answers, and all of it could be
        read."""
        return self.state is Received.ALIVE and not self.rejected


class Missing(StrEnum):
    """Why a level may not be suggested to fall."""

    NO_SOURCE = "no_source"
    SOURCE_SILENT = "source_silent"
    SOURCE_EMPTY = "source_empty"
    SOURCE_FROZEN = "source_frozen"
    UNREADABLE = "unreadable"
    NONE_ENDED = "none_ended"
    STORM_SILENT = "storm_silent"
    STORM_NOT_PAST = "storm_not_past"


HOLLOW = {FeedState.EMPTY: Missing.SOURCE_EMPTY, FeedState.FROZEN: Missing.SOURCE_FROZEN}
BELIEVED = (FeedState.WORKING, FeedState.REJECTED)
"""Their answers say something of now; rows that were rejected are told beside."""


@dataclass(frozen=True, slots=True)
class StormPassage:
    """By the analysed fixes: when and how near the centre was nearest to the city; `receding`: it
    goes away since, by every forecast too, and its gale has left the city. `seen_at`: the newest
    fix."""

    nearest_at: datetime
    nearest_km: float
    seen_at: datetime
    receding: bool

    def fresh_at(self, moment: datetime, limits: Thresholds) -> bool:
        return moment - self.seen_at <= timedelta(hours=limits.stale_hours)


@dataclass(frozen=True, slots=True)
class Evidence:
    """`ended`: the warnings that called for a graver level and were lifted, replaced or ran out
    while the response was in force. `storm`: of the incident, None where none is known;
    `storm_fresh`: whether its newest fix is recent."""

    warnings: Channel
    ended: tuple[Ended, ...] = ()
    storm: StormPassage | None = None
    storm_fresh: bool = False

    @property
    def storm_past(self) -> bool:
        return self.storm is not None and self.storm.receding and self.storm_fresh

    def missing(self, *, ends: bool) -> tuple[Missing, ...]:
        """What a suggestion to lower, or to end, lacks. A warning that was lifted outweighs a storm
        of which nothing more is heard; one that ran out does not."""
        source = self._of_source()
        if source is not None:
            return (source,)
        if not self.ended and not self.storm_past:
            return (self._of_storm() or Missing.NONE_ENDED,)
        storm = self._of_storm() if ends and not self._lifted_and_silent else None
        return (storm,) if storm else ()

    def _of_source(self) -> Missing | None:
        if self.warnings.state is Received.NONE:
            return Missing.NO_SOURCE
        if self.warnings.state is Received.SILENT:
            hollow = self.warnings.hollow
            return HOLLOW.get(hollow, Missing.SOURCE_SILENT) if hollow else Missing.SOURCE_SILENT
        return Missing.UNREADABLE if self.warnings.rejected else None

    def _of_storm(self) -> Missing | None:
        if self.storm is None or self.storm_past:
            return None
        return Missing.STORM_NOT_PAST if self.storm_fresh else Missing.STORM_SILENT

    @property
    def _lifted_and_silent(self) -> bool:
        return not self.storm_fresh and any(ended.lifted for ended in self.ended)


NOTHING = Evidence(Channel(Received.NONE))


def warnings_channel(
    runs: Iterable[FeedRun],
    messages: Sequence[WarningMessage],
    moment: datetime,
    limits: Thresholds,
) -> Channel:
    """The weather office's, on which levels stand: another office's warnings say nothing of the
    weather, and a source of theirs that is silent leaves the picture of all warnings unsound.
    `messages`: of the last days."""
    weather = [message for message in messages if message.kind is WarningKind.WEATHER]
    others = {m.written_by for m in messages} - {m.written_by for m in weather}
    own_runs = [run for run in runs if run.feed not in others]
    other_runs = [run for run in runs if run.feed in others]
    own = channel(WarningMessage, own_runs, weather, moment, limits)
    beside = channel(WarningMessage, other_runs, _written_by(messages, others), moment, limits)
    feeds = tuple(sorted((*own.feeds, *beside.feeds)))
    whole = beside if own.state is Received.ALIVE and beside.silent else own
    return replace(whole, feeds=feeds, rejected=own.rejected + beside.rejected)


def _written_by(messages: Iterable[WarningMessage], names: Container[str]) -> list[WarningMessage]:
    return [message for message in messages if message.written_by in names]


def channel(
    kind: type[Fact],
    runs: Iterable[FeedRun],
    rows: Sequence[Fact],
    moment: datetime,
    limits: Thresholds,
) -> Channel:
    """`runs`: the last of every source; `rows`: of the kind, lately known. A source brings a kind
    when its answers say so or rows bear its name; other rows were entered by people or read from
    files. All of its sources have to answer; what people enter stands in for one that fails
    since."""
    bringing = _bringing(kind, runs, rows)
    mine = _in_use(bringing, moment, limits)
    dead = [run for run in mine if not _answers(run, moment, limits)]
    sources = {run.feed for run in bringing}
    typed = [row.heard_at for row in rows if row.written_by not in sources]
    found = Channel(
        Received.ALIVE,
        heard_at=max([*_successes(mine), *typed], default=None),
        feeds=_feeds(mine),
        rejected=sum(run.rejected for run in mine),
        silent=_feeds(dead),
    )
    if found.heard_at is None:
        return replace(found, state=Received.SILENT if mine else Received.NONE)
    all_answer = bool(mine) and not dead
    typed_at = max(typed, default=None)
    if all_answer or _entered_instead(typed_at, dead, moment, limits):
        return found
    silent = replace(found, state=Received.SILENT, hollow=_hollow(dead, moment))
    some_answer = len(dead) < len(mine)
    return replace(silent, heard_at=_all_heard_until(dead)) if some_answer else silent


def _bringing(kind: type[Fact], runs: Iterable[FeedRun], rows: Iterable[Fact]) -> list[FeedRun]:
    writers = {row.written_by for row in rows}
    return [run for run in runs if kind.KIND in run.kinds or run.feed in writers]


def _feeds(runs: Iterable[FeedRun]) -> tuple[str, ...]:
    return tuple(sorted(run.feed for run in runs))


def _all_heard_until(dead: Sequence[FeedRun]) -> datetime | None:
    """When the first of those that are silent was last heard; None where one never was."""
    successes = _successes(dead)
    return min(successes) if len(successes) == len(dead) else None


def _hollow(dead: Iterable[FeedRun], moment: datetime) -> FeedState | None:
    states = (run.state_at(moment) for run in dead)
    return next((state for state in states if state in HOLLOW), None)


def _successes(runs: Iterable[FeedRun]) -> list[datetime]:
    return [run.last_success for run in runs if run.last_success is not None]


def _in_use(runs: list[FeedRun], moment: datetime, limits: Thresholds) -> list[FeedRun]:
    """Without those that nobody asks any more while others are asked: they were taken away."""
    taken_away = moment - timedelta(hours=limits.entry_silent_hours)
    left = [
        run
        for run in runs
        if run.state_at(moment) is not FeedState.STOPPED or run.valid_at >= taken_away
    ]
    return left or runs


def _answers(run: FeedRun, moment: datetime, limits: Thresholds) -> bool:
    if run.last_success is None or run.state_at(moment) not in BELIEVED:
        return False
    return moment - run.last_success <= timedelta(hours=limits.feed_silent_hours)


def _entered_instead(
    typed_at: datetime | None, dead: Iterable[FeedRun], moment: datetime, limits: Thresholds
) -> bool:
    """Whether people entered something lately, and after each source fell silent. One that answers
    and says nothing is silent for as long as one likes."""
    if typed_at is None or moment - typed_at > timedelta(hours=limits.entry_silent_hours):
        return False
    failing = [run for run in dead if run.state_at(moment) not in HOLLOW]
    return all(typed_at > at for at in _successes(failing))
