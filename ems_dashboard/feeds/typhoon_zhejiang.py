"""The JSON of the Zhejiang typhoon service: one storm with CMA's operational fixes and, at each,
the forecasts of five agencies. Every value is a string, "0" and "" are missing, times are
Beijing time, radii run NE|SE|NW|SW."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from functools import partial

from ems_dashboard.errors import Refused
from ems_dashboard.feeds.jsonp import is_json, mapping, text_of, unwrapped
from ems_dashboard.feeds.reading import FeedContext, Reading
from ems_dashboard.feeds.tracks import (
    FORCES,
    Position,
    Radii,
    Sheet,
    at,
    averaging,
    direction,
    heard,
    is_pressure,
    number,
    position,
    quadrants,
)  # fmt: skip
from ems_dashboard.feeds.values import Unreadable, moment
from ems_dashboard.moments import as_valid
from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.storms import StormFix, StormForecast
from ems_dashboard.rules.terms import Grade

NAME = "typhoon_zhejiang"
AGENCY = "CMA"
Point = dict[str, object]


def recognises(name: str, head: bytes) -> bool:
    return is_json(head) and (b'"tfid"' in head or b'"enname"' in head)


def read(content: bytes, name: str, context: FeedContext) -> list[Reading]:
    storm = unwrapped(content, name, context)
    if not isinstance(storm, dict) or not isinstance(storm.get("points"), list):
        raise Refused(context.words("feeds.no_track", name=name))
    sheet = _Storm(context, storm)
    for n, point in enumerate(storm["points"]):
        place = f"points[{n}]"
        sheet.row(None, partial(sheet.fix, point, place))
        for place_of, agency, forecast in sheet.bulletins(point, place):
            sheet.row(None, partial(sheet.forecast, agency, forecast, place_of))
    if sheet.no_pressures:
        sheet.remark("no_pressure", n=sheet.no_pressures)
    return sheet.readings()


class Common(Position):
    """The fields of fixes and forecasts alike."""

    storm: str
    pressure_hpa: float | None
    wind_ms: float | None
    grade: Grade | None
    source: str


class _Storm(Sheet):
    """`earlier`: the last points of each agency's last bulletin: it stands in the reply again
    until a newer one."""

    def __init__(self, context: FeedContext, storm: Point) -> None:
        super().__init__(context)
        tfid = text_of(storm.get("tfid"))
        self.storm = tfid[2:] if tfid.isdecimal() and len(tfid) == 6 else tfid
        self.name_zh, self.name_en = (
            text_of(storm.get("name")),
            text_of(storm.get("enname")).title(),
        )
        self.earlier: dict[str, list[object]] = {}
        self.no_pressures = 0

    def fix(self, given: object, place: str) -> list[Fact]:
        point = mapping(given, place)
        radii = Radii()
        for force in FORCES:
            radii |= quadrants(
                force, _quadrants(text_of(point.get(f"radius{force}")), f"{place}.radius{force}")
            )
        return [
            StormFix(
                name_zh=self.name_zh,
                name_en=self.name_en,
                agency=AGENCY,
                averaging_min=averaging(AGENCY),
                move_dir_deg=direction(text_of(point.get("movedirection"))),
                move_speed_kmh=_given(point, "movespeed", place),
                **radii,
                **self._common(point, place),
                valid_at=as_valid(_time(point, place)),
            )
        ]

    def bulletins(self, point: object, place: str) -> Iterator[tuple[str, str, list[object]]]:
        """Each agency's points where they are not those of its last bulletin, the same or with
        the past ones gone."""
        forecasts = point.get("forecast") if isinstance(point, dict) else None
        for n, forecast in enumerate(forecasts if isinstance(forecasts, list) else []):
            points = forecast.get("forecastpoints") if isinstance(forecast, dict) else None
            if not isinstance(points, list) or not points:
                continue
            agency = text_of(forecast.get("tm"))
            ahead = points if _begins_ahead(points[0], point) else points[1:]
            if ahead and self.earlier.get(agency, [])[-len(ahead) :] != ahead:
                self.earlier[agency] = ahead
                whole = [point, *points] if ahead is points else points
                yield f"{place}.forecast[{n}]", agency, whole

    def forecast(self, agency: str, points: list[object], place: str) -> list[Fact]:
        """The first point is CMA's analysis, whoever forecasts: it gives the base time and is no
        forecast. Where a list lacks it, the point that the bulletin stands at is put there."""
        code = heard("agency").get(agency)
        if code is None:
            raise Unreadable("no_agency", value=agency, column=f"{place}.tm")
        base = _time(mapping(points[0], place), place)
        found: list[Fact] = []
        for n, given in enumerate(points[1:], 1):
            point, here = mapping(given, place), f"{place}.forecastpoints[{n}]"
            ahead = _time(point, here)
            if ahead > base:
                found.append(
                    StormForecast(
                        agency=code,
                        valid_at=as_valid(base),
                        forecast_at=ahead,
                        **self._common(point, here),
                    )
                )
        return found

    def _common(self, point: Point, place: str) -> Common:
        pressure = _given(point, "pressure", place)
        if pressure is not None and not is_pressure(
            pressure
        ):  # HKO's rows once carried the wind force there
            self.no_pressures += 1
            pressure = None
        lat, lon = (_given(point, name, place) for name in ("lat", "lng"))
        return {
            "storm": self.storm,
            **position(lat, lon, place),
            "pressure_hpa": pressure,
            "wind_ms": _given(point, "speed", place),
            "grade": self.grade(text_of(point.get("strong"))),
            "source": self.context.words("feeds.source_zhejiang"),
        }


def _given(point: Point, name: str, place: str) -> float | None:
    return number(text_of(point.get(name)), f"{place}.{name}") or None


def _time(point: Point, place: str) -> datetime:
    """2021 and earlier with slashes; both are Beijing time."""
    return at(f"{place}.time", moment, text_of(point.get("time")))


def _begins_ahead(first: object, point: object) -> bool:
    """Whether a list of forecast points lacks the analysis and begins later than the point it
    stands at."""
    with suppress(Unreadable):
        return _time(mapping(first, ""), "") > _time(mapping(point, ""), "")
    return False


def _quadrants(text: str, place: str) -> list[float | None]:
    """NE|SE|NW|SW as NE, SE, SW, NW; one number alone is a full circle."""
    if not text:
        return [None] * 4
    values = [number(part, place) for part in text.split("|")]
    if len(values) == 1:
        return values * 4
    if len(values) != 4:
        raise Unreadable("not_quadrants", value=text, column=place)
    northeast, southeast, northwest, southwest = values
    return [northeast, southeast, southwest, northwest]
