"""Where a block of a CAP alert holds: its codes, and what it draws, as rings."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from lxml.etree import _Element as Element

from ems_dashboard.feeds.cap_xml import own_text, tag_of, text_in, within
from ems_dashboard.rules.city import City
from ems_dashboard.rules.geometry import destination
from ems_dashboard.rules.warnings import rings

ADCODE = re.compile(r"[1-6]\d{5}")
CIRCLE = re.compile(r"(-?\d{1,2}(?:\.\d+)?),(-?\d{1,3}(?:\.\d+)?)\s+(\d{1,4}(?:\.\d+)?)")
CIRCLE_STEP = 10
AROUND = 0.5
"""Degrees around the city's places within which a drawn area may touch it."""


def is_coded(codes: Sequence[str]) -> bool:
    """Whether any of them is of our system: what another one calls a place says nothing of it."""
    return any(ADCODE.fullmatch(code) for code in codes)


def codes_of(node: Element) -> Iterator[str]:
    for geocode in within(node, "geocode"):
        value = text_in(geocode, "value") or geocode.text or ""
        codes = map(str.strip, value.replace(";", ",").split(","))
        yield from (code[:6] for code in codes if code)


def rings_of(info: Element | None) -> Iterator[str]:
    """What is drawn and can be read. The rest does not take the warning away: its units say
    where it holds."""
    return (ring for ring in map(ring_of, areas_of(info)) if rings([ring]))


def is_unreadable(area: Element) -> bool:
    return bool(own_text(area)) and not rings([ring_of(area)])


def areas_of(info: Element | None) -> Iterator[Element]:
    return chain(within(info, "polygon"), within(info, "circle"))


def ring_of(area: Element) -> str:
    """A polygon as it is; a circle, "lat,lon km", as a ring; nothing where the circle cannot be
    read."""
    text = own_text(area)
    if tag_of(area) == "polygon":
        return text
    found = CIRCLE.fullmatch(text)
    if found is None:
        return ""
    lat, lon, km = (float(part) for part in found.groups())
    points = [destination(lon, lat, bearing, km) for bearing in (*range(0, 360, CIRCLE_STEP), 0)]
    return " ".join(f"{point_lat:.4f},{point_lon:.4f}" for point_lon, point_lat in points)


def near(drawn: tuple[str, ...], city: City) -> bool:
    """Whether a ring comes near the city at all; which units it touches is for those who have
    the boundaries."""
    places = [(unit.lon, unit.lat) for unit in city.units]
    towns = [(town.lon, town.lat) for town in city.townships]
    places += [(lon, lat) for lon, lat in towns if lon is not None and lat is not None]
    around = _box(places, AROUND)
    return any(_box(ring).touches(around) for ring in rings(drawn))


class Box(NamedTuple):
    """Degrees."""

    west: float
    south: float
    east: float
    north: float

    def touches(self, other: "Box") -> bool:
        across = self.west < other.east and self.east > other.west
        return across and self.south < other.north and self.north > other.south


def _box(points: Sequence[tuple[float, float]], margin: float = 0.0) -> Box:
    """(lon, lat) of what it holds."""
    lons, lats = zip(*points, strict=True)
    return Box(min(lons) - margin, min(lats) - margin, max(lons) + margin, max(lats) + margin)
