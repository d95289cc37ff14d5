"""The warnings of the city's own observatory. What a response rests on is its Ⅳ–Ⅰ warning, half an hour before the change;
the colour signals of the counties stand beside it. They take the place of as many signals, so that the year's count stays."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from ems_dashboard.rules.city import City
from ems_dashboard.rules.facts import SIMULATED
from ems_dashboard.rules.terms import Colour, Hazard, Level, MessageType, WarningKind
from ems_dashboard.rules.warnings import WarningMessage

from .alerts import COLOURS, EVENTS
from .calendar import PUBLIC, Case, Change, at

ABOVE = {Level.IV: Level.III, Level.III: Level.II, Level.II: Level.II, Level.I: Level.I}
"""Response to rain → the warning it answers: one level above, as public cases show."""
GRAVER = {at("09-05 08:00"): Level.I}
"""A warning that the plan answers with more than was decided."""
SIGNALS = (
    (at("08-30 17:25"), Colour.YELLOW, SIMULATED),
    (at("08-31 16:12"), Colour.ORANGE, PUBLIC),
)
"""The city's colour signals for 苏拉."""


def announced(
    messages: list[WarningMessage], cases: list[Case], city: City
) -> Iterator[WarningMessage]:
    """The same messages, those of the city's observatory among them."""
    own = {case.incident: [*_levels(case, city), *_signals(case, city)] for case in cases}
    answered = {name for message in messages for name in message.references}
    taken: set[str] = set()
    for incident, made in own.items():
        count = sum(message.message_type is not MessageType.CANCEL for message in made)
        taken |= set(_alone(messages, incident, answered)[:count])
    yield from (message for message in messages if message.id not in taken)
    for made in own.values():
        yield from made


def _alone(messages: list[WarningMessage], incident: str, answered: set[str]) -> list[str]:
    """Signals of the weather that no other message names."""
    return [m.id for m in messages if m.incident == incident and m.kind is WarningKind.WEATHER
            and m.message_type is MessageType.ALERT and m.id not in answered]  # fmt: skip


def _levels(case: Case, city: City) -> Iterator[WarningMessage]:
    last: dict[Hazard, WarningMessage] = {}
    for change in case.changes:
        message = _level(case, change, city, last.get(change.hazard))
        last[change.hazard] = message
        yield message


def _level(case: Case, change: Change, city: City, before: WarningMessage | None) -> WarningMessage:
    """Of two changes of one minute the typhoon's warning comes first."""
    lead = 35 if change.hazard is Hazard.TYPHOON else 28
    moment = change.at - timedelta(minutes=lead)
    event = "typhoon" if change.hazard is Hazard.TYPHOON else "rainstorm"
    if change.level is None:
        return _ended(before, moment)
    level = (
        change.level
        if change.hazard is Hazard.TYPHOON
        else GRAVER.get(change.at, ABOVE[change.level])
    )
    verb = "发布" if before is None else "继续发布" if before.level is level else "变更发布"
    return _message(
        case,
        city,
        moment,
        event,
        before,
        SIMULATED,
        f"{verb}{EVENTS[event][1]}{level}级预警",
        level=level,
    )


def _ended(before: WarningMessage, moment: datetime) -> WarningMessage:
    word = f"{EVENTS[before.event][1]}{before.level}级预警"
    return replace(
        before, id=f"{before.id}-C", headline=f"{before.issuer}解除{word}", message_type=MessageType.CANCEL,
        references=(before.id,), valid_at=moment, known_at=moment,
    )  # fmt: skip


def _signals(case: Case, city: City) -> Iterator[WarningMessage]:
    before: WarningMessage | None = None
    for moment, colour, source in SIGNALS if case.storm == "2309" else ():
        verb = "变更发布" if before else "发布"
        said = f"{verb}台风{COLOURS[colour]}预警信号"
        before = _message(case, city, moment, "typhoon", before, source, said, colour=colour)
        yield replace(before, expires_at=at("09-01 16:12"))


def _message(
    case: Case, city: City, moment: datetime, event: str, before: WarningMessage | None, source: str, said: str,
    *, level: Level | None = None, colour: Colour | None = None,
) -> WarningMessage:  # fmt: skip
    issuer = f"{city.name}气象台"
    return WarningMessage(
        id=f"{city.code}41600000_{moment:%Y%m%d%H%M}-{event}-{level or colour}", kind=WarningKind.WEATHER, event=event,
        event_code=EVENTS[event][0], level=level, colour=colour, units=(city.code,), issuer=issuer,
        headline=f"{issuer}{said}", message_type=MessageType.UPDATE if before else MessageType.ALERT,
        references=(before.id,) if before else (), incident=case.incident, valid_at=moment, known_at=moment,
        source=source,
    )  # fmt: skip
