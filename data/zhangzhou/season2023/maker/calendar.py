"""The cases of 2023: six typhoons, twenty-one heavy rains, their levels. What is public carries its source."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from ems_dashboard.clock import BEIJING
from ems_dashboard.rules.facts import SIMULATED
from ems_dashboard.rules.terms import Hazard, Level

PUBLIC = "公开报道"
HOUR = timedelta(hours=1)


def at(text: str) -> datetime:
    """ "09-04 09:00" of 2023, Beijing time."""
    return datetime.strptime(f"2023-{text}", "%Y-%m-%d %H:%M").replace(tzinfo=BEIJING)


@dataclass(frozen=True)
class Change:
    at: datetime
    hazard: Hazard
    level: Level | None
    source: str = SIMULATED


@dataclass(frozen=True)
class Case:
    """`moving`: from the first to the last hour of the evacuation on land; the sea is `sea_lead` hours ahead."""

    incident: str
    hazard: Hazard
    name: str
    number: str
    began: datetime
    ended: datetime
    changes: Sequence[Change] = ()
    moving: tuple[datetime, datetime] | None = None
    storm: str | None = None
    finals: dict[str, int] = field(default_factory=dict)
    orders: int = 0
    warnings: int = 0
    source: str = SIMULATED
    sea_lead: float = 14


def typhoon(number: str, name: str, *changes: tuple, moving: tuple[str, str], ended: str, finals: Sequence[int],
            orders: int, warnings: int, source: str = SIMULATED) -> Case:  # fmt: skip
    made = [Change(at(c[0]), Hazard.RAINSTORM if c[1] == "rain" else Hazard.TYPHOON, c[2] and Level(c[2]),
                   c[3] if len(c) > 3 else SIMULATED) for c in changes]  # fmt: skip
    names = ("people", "fishing_vessels", "township_vessels", "raft_workers")
    return Case(
        f"2023-TY{number}", Hazard.TYPHOON, f"第{int(number[2:])}号台风“{name}”", number, made[0].at, at(ended), made,
        (at(moving[0]), at(moving[1])), number, dict(zip(names, finals, strict=True)), orders, warnings, source,
    )  # fmt: skip


T, R = "typhoon", "rain"
NO_HOUR = "公开报道(当日,具体时刻未见)"
TYPHOONS = (
    typhoon("2304", "泰利", ("07-16 11:00", T, "Ⅳ"), ("07-17 08:00", T, "Ⅲ"), ("07-18 16:00", T, None),
            moving=("07-16 14:00", "07-17 17:00"), ended="07-19 18:00", finals=(6120, 210, 2100, 900), orders=5,
            warnings=190),
    typhoon("2305", "杜苏芮", ("07-24 17:00", T, "Ⅲ", PUBLIC), ("07-26 12:00", T, "Ⅱ"),
            ("07-27 09:00", T, "Ⅰ", "公开报道(当日上午,具体时刻未见)"), ("07-27 12:00", R, "Ⅲ"),
            ("07-28 12:00", T, "Ⅱ"), ("07-28 18:00", T, "Ⅳ"), ("07-29 07:00", T, None), ("07-29 18:00", R, None),
            moving=("07-25 08:00", "07-27 23:00"), ended="07-30 18:00", finals=(64210, 640, 5900, 2900), orders=16,
            warnings=420, source=PUBLIC),
    typhoon("2306", "卡努", ("08-01 09:00", T, "Ⅳ"), ("08-03 17:00", T, None),
            moving=("08-01 14:00", "08-02 17:00"), ended="08-04 18:00", finals=(3050, 96, 900, 300), orders=4,
            warnings=120),
    typhoon("2309", "苏拉", ("08-28 18:00", T, "Ⅳ"), ("08-29 12:00", T, "Ⅲ"), ("08-31 09:00", T, "Ⅱ", NO_HOUR),
            ("08-31 09:00", R, "Ⅳ", NO_HOUR), ("09-01 20:00", T, "Ⅳ"), ("09-02 08:00", T, None),
            ("09-02 08:00", R, None),
            moving=("08-29 14:00", "08-31 20:00"), ended="09-02 16:00", finals=(41380, 420, 4600, 2100), orders=13,
            warnings=330, source=PUBLIC),
    typhoon("2311", "海葵", ("09-02 17:00", T, "Ⅲ", PUBLIC), ("09-04 09:00", T, "Ⅱ"), ("09-04 10:00", R, "Ⅲ"),
            ("09-05 08:00", R, "Ⅱ"), ("09-05 11:00", T, None), ("09-06 08:00", R, "Ⅳ"), ("09-06 18:00", R, None),
            moving=("09-03 11:00", "09-05 03:00"), ended="09-07 18:00", finals=(71300, 716, 6867, 3951), orders=18,
            warnings=420, source=PUBLIC),
    typhoon("2314", "小犬", ("10-02 20:00", T, "Ⅳ"), ("10-03 18:00", T, "Ⅲ"), ("10-07 08:00", T, "Ⅳ"),
            ("10-08 08:00", T, None),
            moving=("10-03 08:00", "10-04 23:00"), ended="10-08 20:00", finals=(12460, 340, 3500, 1600), orders=9,
            warnings=220),
)  # fmt: skip

RAIN_DAYS = (
    "04-05 14:00", "04-19 08:00", "05-06 20:00", "05-20 14:00", "05-27 08:00", "06-02 14:00", "06-09 08:00",
    "06-14 20:00", "06-18 14:00", "06-22 08:00", "06-25 14:00", "07-05 14:00", "07-11 08:00", "08-08 14:00",
    "08-14 08:00", "08-20 14:00", "08-24 08:00", "09-10 14:00", "09-16 08:00", "09-24 14:00", "10-18 08:00",
)  # fmt: skip
ANSWERED = {4, 7, 8, 9, 10, 13, 14, 17, 18}
"""The heavy rains that called for a response of the city (numbers from 0)."""
PEOPLE_ON_LAND = 223_655
LEAST_MOVED = 60


def heavy_rains() -> list[Case]:
    left = (
        PEOPLE_ON_LAND
        - sum(case.finals["people"] for case in TYPHOONS)
        - LEAST_MOVED * (21 - len(ANSWERED))
    )
    cases = []
    for index, text in enumerate(RAIN_DAYS):
        began = at(text)
        answered = index in ANSWERED
        people = LEAST_MOVED
        if answered:
            rank = sorted(ANSWERED).index(index)
            people = left // len(ANSWERED) + (left % len(ANSWERED) if rank == 0 else 0)
        changes = (
            (
                Change(began, Hazard.RAINSTORM, Level.IV),
                Change(began + 26 * HOUR, Hazard.RAINSTORM, None),
            )
            if answered
            else ()
        )
        cases.append(
            Case(
                f"2023-R{index + 1:02d}",
                Hazard.RAINSTORM,
                f"{began:%m月%d日}暴雨".replace("月0", "月").lstrip("0"),
                str(index + 1),
                began,
                began + 48 * HOUR,
                changes,
                (began + HOUR, began + 14 * HOUR),
                None,
                {"people": people},
                (3 if index == min(ANSWERED) else 2) if answered else 0,
                90 if answered else 70,
            )
        )
    return cases


def cases() -> list[Case]:
    return sorted([*TYPHOONS, *heavy_rains()], key=lambda case: case.began)


def in_force(case: Case, moment: datetime) -> Level | None:
    """The higher of the two hazards' levels."""
    levels: dict[Hazard, Level | None] = {}
    for change in case.changes:
        if change.at <= moment:
            levels[change.hazard] = change.level
    return max(
        (level for level in levels.values() if level),
        key=lambda level: level.severity,
        default=None,
    )
