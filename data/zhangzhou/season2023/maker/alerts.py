"""Warnings: 4,282 of the weather, 182 of flash floods, 139 of geological hazards; each replaces the one before it."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta

from ems_dashboard.clock import BEIJING
from ems_dashboard.rules.city import City
from ems_dashboard.rules.facts import SIMULATED
from ems_dashboard.rules.terms import Colour, MessageType, WarningKind
from ems_dashboard.rules.warnings import WarningMessage

from .calendar import HOUR, Case
from .sharing import divide

TOTALS = {WarningKind.WEATHER: 4282, WarningKind.FLASH_FLOOD: 182, WarningKind.GEOLOGICAL: 139}
EVENTS = {"typhoon": ("11B01", "台风"), "rainstorm": ("11B03", "暴雨"), "gale": ("11B06", "大风"),
          "thunderstorm": ("11B20", "雷雨大风"), "fog": ("11B17", "大雾"),
          "flash_flood": ("11A51", "山洪灾害"), "geological": ("11B37", "地质灾害气象风险")}  # fmt: skip
COLOURS = {"red": "红色", "orange": "橙色", "yellow": "黄色", "blue": "蓝色"}
ISSUER = {
    WarningKind.WEATHER: "气象台",
    WarningKind.FLASH_FLOOD: "水利局",
    WarningKind.GEOLOGICAL: "自然资源局",
}
WITHOUT_STATION = ("350602", "350603", "3506Z1", "3506Z2", "3506Z3", "3506Z4", "3506Z5")
"""The city's observatory warns for them."""
MOUNTAINS = ("350605", "350627", "350628", "350629", "350622", "350624", "350602")


def alerts(cases: list[Case], city: City, rng: random.Random) -> list[WarningMessage]:
    moments = [*_weather(cases, rng), *_other(cases, rng)]
    moments.sort(key=lambda item: item[0])
    standing: dict[tuple[str, str], WarningMessage] = {}
    messages: list[WarningMessage] = []
    for number, (moment, kind, event, case) in enumerate(moments):
        unit = (
            rng.choice(MOUNTAINS)
            if kind is not WarningKind.WEATHER
            else rng.choice(city.units).code
        )
        before = standing.get((unit, event))
        live = before if before and before.expires_at > moment else None
        messages.append(_message(number, moment, kind, event, unit, case, live, city, rng))
        standing[(unit, event)] = messages[-1]
        if rng.random() < 0.06:
            messages.append(_cancel(messages[-1], rng))
    return messages


def _weather(cases: list[Case], rng: random.Random) -> Iterator[tuple]:
    left = TOTALS[WarningKind.WEATHER]
    for case in cases:
        span = min(case.ended - case.began, timedelta(hours=90))
        for _ in range(case.warnings):
            event = rng.choice(
                ("typhoon", "typhoon", "rainstorm", "gale")
                if case.storm
                else ("rainstorm", "rainstorm", "thunderstorm")
            )
            yield case.began + span * rng.betavariate(1.6, 1.8), WarningKind.WEATHER, event, case
        left -= case.warnings
    for _ in range(left):
        day = datetime(2023, 1, 5, tzinfo=BEIJING) + timedelta(
            days=min(333, rng.triangular(0, 334, 190))
        )
        event = rng.choice(("thunderstorm", "rainstorm", "gale", "fog"))
        yield day + rng.random() * 20 * HOUR, WarningKind.WEATHER, event, None


def _other(cases: list[Case], rng: random.Random) -> Iterator[tuple]:
    for kind in (WarningKind.FLASH_FLOOD, WarningKind.GEOLOGICAL):
        for case, count in zip(
            cases, divide(TOTALS[kind], [case.warnings for case in cases]), strict=True
        ):
            for _ in range(count):
                moment = case.began + min(
                    case.ended - case.began, timedelta(hours=80)
                ) * rng.uniform(0.1, 1)
                yield moment, kind, str(kind), case


def _message(
    number: int, moment: datetime, kind: WarningKind, event: str, unit: str, case: Case | None,
    before: WarningMessage | None, city: City, rng: random.Random,
) -> WarningMessage:  # fmt: skip
    moment = moment.replace(second=0, microsecond=0)
    colour = _colour(event, case, moment, rng)
    code, word = EVENTS[event]
    hours = rng.choice((6, 9, 12)) if kind is WarningKind.WEATHER else 24
    if event == "typhoon":
        hours = 24
    name, place = city.by_code[unit].name, ""
    if kind is WarningKind.WEATHER and unit in WITHOUT_STATION:
        name, place = city.name, f"({name})"
    return WarningMessage(
        id=f"{unit if unit.isdigit() else city.code}41600000_{moment:%Y%m%d%H%M}{number % 60:02d}-{number}",
        kind=kind, event=event, event_code=code, colour=colour, units=(unit,), issuer=f"{name}{ISSUER[kind]}",
        headline=f"{name}{ISSUER[kind]}{'继续发布' if before else '发布'}{word}{COLOURS[colour]}预警{place}",
        message_type=MessageType.UPDATE if before else MessageType.ALERT, references=(before.id,) if before else (),
        expires_at=moment + hours * HOUR, incident=case.incident if case else None, valid_at=moment, known_at=moment,
        source=SIMULATED,
    )  # fmt: skip


def _colour(event: str, case: Case | None, moment: datetime, rng: random.Random) -> Colour:
    if case is None or case.storm is None:
        return rng.choices(list(Colour), (0.02, 0.10, 0.55, 0.33))[0]
    near = 1 - min(1.0, abs((case.moving[1] - moment) / timedelta(hours=40)))
    strong = near * (1.0 if case.storm in ("2305", "2309", "2311") else 0.5)
    if event == "typhoon" and case.storm == "2311":
        strong *= 0.8
    return rng.choices(
        list(Colour), (0.14 * strong**2, 0.1 + 0.4 * strong, 0.5, 0.5 * (1 - strong))
    )[0]


def _cancel(message: WarningMessage, rng: random.Random) -> WarningMessage:
    length = message.expires_at - message.valid_at
    moment = (message.valid_at + length * rng.uniform(0.6, 0.95)).replace(second=0, microsecond=0)
    return WarningMessage(
        id=f"{message.id}-C", kind=message.kind, event=message.event, event_code=message.event_code,
        colour=message.colour, units=message.units, issuer=message.issuer,
        headline=message.headline.replace("继续发布", "解除").replace("发布", "解除"),
        message_type=MessageType.CANCEL, references=(message.id,), incident=message.incident, valid_at=moment,
        known_at=moment, source=SIMULATED,
    )  # fmt: skip
