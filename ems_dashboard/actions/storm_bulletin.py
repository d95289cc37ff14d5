"""A storm's bulletin from a person: the fix and the forecast in one act, and the incident that
it belongs to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from ems_dashboard.actions.acting import Desk, require
from ems_dashboard.actions.by_hand import save_by_hand
from ems_dashboard.actions.rows import check_row
from ems_dashboard.errors import Refused
from ems_dashboard.feeds import values
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.rules.storms import LONGEST_LEAD_H, StormFix, StormForecast, grade_of, impossible
from ems_dashboard.rules.terms import Hazard
from ems_dashboard.store import Appended

POSITION = ("lat", "lon")
POINT_NUMBERS = (*POSITION, "wind_ms", "pressure_hpa")
NEEDED = ("storm", "agency", "valid_at", "lat", "lon")


@dataclass(frozen=True, slots=True)
class Read:
    """A bulletin as typed. `wrong`: field → what is wrong with it; of a point `when__2`,
    `lat__2` …"""

    fix: StormFix | None
    points: tuple[StormForecast, ...]
    wrong: Mapping[str, str]


def read_bulletin(
    desk: Desk, given: Mapping[str, str], points: Sequence[Mapping[str, str]]
) -> Read:
    """`given`: the fix, field → text; `points`: when (hours ahead, or a moment), lat, lon,
    wind_ms, pressure_hpa."""
    checked = check_row(desk, StormFix, dict(given))
    wrong = {problem.column: problem.message for problem in checked.problems}
    fix = next((fact for fact in checked.facts if isinstance(fact, StormFix)), None)
    if fix is None:
        return Read(None, (), wrong)
    fix = _graded(replace(fix, averaging_min=2 if fix.agency == "CMA" else None))
    wrong |= _impossible(desk, fix)
    rows: list[StormForecast] = []
    for number, point in enumerate(points):
        if any(point.values()):
            row, mistakes = _point(desk, fix, point)
            wrong |= {f"{name}__{number}": said for name, said in mistakes.items()}
            rows += [row] if row else []
    if len({row.forecast_at for row in rows}) < len(rows):
        wrong["when__0"] = desk.words("intake.hour_twice")
    return Read(fix, tuple(rows), wrong)


def _graded(row: StormFix) -> StormFix:
    """Where the bulletin names no grade, the wind does."""
    return row if row.grade or row.wind_ms is None else replace(row, grade=grade_of(row.wind_ms))


def _impossible(desk: Desk, row: StormFix | StormForecast) -> dict[str, str]:
    return {
        name: desk.words(
            "intake.wider_than_weaker" if name.startswith("r1") else f"intake.cannot_be.{name}"
        )
        for name in impossible(row)
    }


def _point(
    desk: Desk, fix: StormFix, given: Mapping[str, str]
) -> tuple[StormForecast | None, dict[str, str]]:
    numbers, wrong = _numbers(desk, given)
    at = _hour(fix, given.get("when", ""))
    if at is None or not timedelta(0) < at - fix.valid_at <= timedelta(hours=LONGEST_LEAD_H):
        wrong["when"] = desk.words("intake.lead_wrong", most=LONGEST_LEAD_H)
    if wrong or at is None:
        return None, wrong
    lat, lon, wind_ms = numbers["lat"] or 0.0, numbers["lon"] or 0.0, numbers["wind_ms"]
    row = StormForecast(
        storm=fix.storm,
        agency=fix.agency,
        valid_at=fix.valid_at,
        forecast_at=at,
        lat=lat,
        lon=lon,
        wind_ms=wind_ms,
        pressure_hpa=numbers["pressure_hpa"],
        grade=grade_of(wind_ms) if wind_ms else None,
    )
    return row, _impossible(desk, row)


def _numbers(
    desk: Desk, given: Mapping[str, str]
) -> tuple[dict[str, float | None], dict[str, str]]:
    """What the cells of a point hold, and what is wrong with them."""
    numbers: dict[str, float | None] = {}
    wrong: dict[str, str] = {}
    for name in POINT_NUMBERS:
        text = given.get(name, "").strip()
        try:
            numbers[name] = values.decimal(text) if text else None
        except values.Unreadable as problem:
            wrong[name] = problem.sentence(desk.words)
    for name in POSITION:
        if name not in wrong and numbers[name] is None:
            column = desk.words(f"columns.any.{name}").split("|")[0]
            wrong[name] = desk.words("feeds.cell_empty", column=column)
    return numbers, wrong


def _hour(fix: StormFix, text: str) -> datetime | None:
    """24 is so many hours ahead; else a moment."""
    try:
        return fix.valid_at + timedelta(hours=values.whole(text))
    except values.Unreadable:
        pass
    try:
        return values.moment(text)
    except values.Unreadable:
        return None


def save_bulletin(
    desk: Desk,
    fix: StormFix,
    points: Sequence[StormForecast],
    *,
    incident: str = "",
    agreed: bool = False,
) -> Appended:
    """`incident`: the open typhoon without a number that this storm is."""
    beside = [_numbered(desk, incident, fix)] if incident else []
    return save_by_hand(desk, [fix, *points], agreed=agreed, beside=beside)


def _numbered(desk: Desk, incident: str, fix: StormFix) -> Incident:
    require(desk, "propose:responses")
    found = desk.store.current(Incident, as_of=desk.moment, incident=incident)
    if not found or found[0].hazard is not Hazard.TYPHOON or found[0].storm:
        raise Refused(desk.words("intake.incident_has_number"))
    row = found[0]
    return replace(
        row, storm=fix.storm, number=row.number or fix.storm, known_at=desk.moment, replaces=row.seq
    )


def without_number(desk: Desk, incidents: Sequence[Incident]) -> list[Incident]:
    """The open typhoons that no storm's number was given to yet."""
    return [
        i
        for i in incidents
        if i.hazard is Hazard.TYPHOON and not i.storm and i.open_at(desk.moment)
    ]
