"""Facts by hand for the tests of a situation: a few rows, no season."""

from datetime import UTC, datetime, timedelta

from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.feed_runs import FeedRun
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.rules.responses import Response
from ems_dashboard.rules.storms import StormFix, StormForecast
from ems_dashboard.rules.terms import (
    Category,
    Colour,
    Hazard,
    Level,
    LevelChange,
    MessageType,
    WarningKind,
)
from ems_dashboard.rules.warnings import WarningMessage
from tests.conftest import CITY_DIR

CITY = load_city(CITY_DIR)
NOON = datetime(2023, 9, 4, 4, tzinfo=UTC)
"""12:00 in Beijing."""
STORM = "2311"


def before(hours: float) -> datetime:
    return NOON - timedelta(hours=hours)


def incident(
    name: str = "i1", hazard: Hazard = Hazard.TYPHOON, began: float = 24, **more
) -> Incident:
    at = before(began)
    storm = STORM if hazard is Hazard.TYPHOON else None
    said = {"name": "第11号台风“海葵”", "storm": storm} | more
    return Incident(incident=name, hazard=hazard, began_at=at, valid_at=at, known_at=at, **said)


def response(
    level: Level | None, hours: float = 24, hazard: Hazard = Hazard.TYPHOON, **more
) -> Response:
    said = {"incident": "i1", "unit": CITY.code, "change": LevelChange.START} | more
    at = before(hours)
    return Response(hazard=hazard, level=level, valid_at=at, known_at=at, **said)


def figure(unit: str, target: int, moved: int, hours: float = 0, **more) -> Evacuation:
    """`hours` before noon."""
    at = before(hours)
    said = {"incident": "i1", "category": Category.PEOPLE, "source": "county"} | more
    return Evacuation(
        unit=unit,
        target=target,
        moved=moved,
        valid_at=at,
        known_at=said.pop("known_at", at),
        **said,
    )


def warning(
    name: str = "w1", hours: float = 6, colour: Colour | None = Colour.ORANGE, **more
) -> WarningMessage:
    said = {
        "event": "typhoon",
        "units": (CITY.code,),
        "source": "12379",
        "headline": "台风橙色预警",
    } | more
    at = before(hours)
    return WarningMessage(
        id=name, kind=WarningKind.WEATHER, colour=colour, valid_at=at, known_at=at, **said
    )


def lifted(of: str, hours: float = 1) -> WarningMessage:
    return warning(f"lift-{of}", hours, message_type=MessageType.CANCEL, references=(of,))


def fix(
    hours: float, lat: float = 20.0, lon: float = 120.0, agency: str = "CMA", **more
) -> StormFix:
    at = before(hours)
    said = {
        "storm": STORM,
        "name_zh": "海葵",
        "name_en": "Haikui",
        "wind_ms": 35.0,
        "source": agency,
    } | more
    return StormFix(agency=agency, lat=lat, lon=lon, valid_at=at, known_at=at, **said)


def forecast(
    hours: float, ahead: float, lat: float = 20.0, lon: float = 120.0, agency: str = "CMA"
) -> StormForecast:
    at = before(hours)
    return StormForecast(
        storm=STORM, agency=agency, forecast_at=at + timedelta(hours=ahead), lat=lat, lon=lon, wind_ms=30.0,
        valid_at=at, known_at=at, source=agency,
    )  # fmt: skip


def run(feed: str, hours: float = 0.1, worked: float | None = 0.1) -> FeedRun:
    """An attempt; `worked`: hours since it last succeeded, None: never."""
    at = before(hours)
    success = None if worked is None else before(worked)
    return FeedRun(feed=feed, how="http", last_success=success, valid_at=at, known_at=at)
