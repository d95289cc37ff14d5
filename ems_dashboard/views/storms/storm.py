"""The page of a storm: which one, as known after which bulletin, and what it looks like then."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import streamlit as st
from markupsafe import Markup

from ems_dashboard.clock import full_time, iso, minute, short_time
from ems_dashboard.moments import as_moment
from ems_dashboard.rules.arrival import ASHORE_KM, Approach
from ems_dashboard.rules.geometry import beside
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.rules.storms import StormFix, StormForecast
from ems_dashboard.rules.wind import compass, force
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.map_data import AGENCY_COLOURS
from ems_dashboard.screen.origin import age
from ems_dashboard.screen.theme import TOKENS
from ems_dashboard.situation.landfalls import landfalls
from ems_dashboard.situation.picture import Storm
from ems_dashboard.situation.race import lead_storm, storm_approaches
from ems_dashboard.situation.storms import storm_at
from ems_dashboard.templating import rendered
from ems_dashboard.views.storms import storm_map

UNKNOWN = "—"
BULLETIN_OF = "storm-bulletin-of"
CIRCLES, QUADRANTS = (7, 10, 12), ("ne", "se", "sw", "nw")


@dataclass(frozen=True, slots=True)
class Shown:
    """`storm`: as known after the bulletin `chosen`, one of `moments`."""

    storm: Storm
    moments: list[datetime]
    chosen: datetime


def choose(here: Here) -> Shown | None:
    """The storm that the viewer picks, as known after the bulletin picked on its map; the newest of
    both at first."""
    names = _known(here)
    if not names:
        return None
    which = here.words("storm.which")
    name = st.selectbox(which, list(names), format_func=names.__getitem__, key="storm")
    moments = bulletins(here, name)
    if not moments:
        return None
    chosen = _bulletin(name, moments)
    key = ("storm", here.situation.version, name, chosen)
    storm = here.cache.once(key, lambda: _at(here, name, chosen))
    return Shown(storm, moments, chosen) if storm else None


def _bulletin(storm: str, moments: list[datetime]) -> datetime:
    """The one that was picked, as long as nothing else has come or been chosen since."""
    of = f"{storm} {iso(moments[-1])}"
    if st.session_state.get(BULLETIN_OF) != of:
        st.session_state[BULLETIN_OF] = of
        st.session_state.pop(storm_map.CHOSEN, None)
    picked = st.session_state.get(storm_map.CHOSEN)
    return next((moment for moment in moments if iso(moment) == picked), moments[-1])


def _known(here: Here) -> dict[str, str]:
    """Number → name of the storms there are to choose: the leading one first, then those that are
    watched without an incident, then those of earlier incidents, the newest first."""
    rows = {row.storm: row for row in here.store.history(Incident, as_of=here.as_of) if row.storm}
    earlier = sorted(rows, key=lambda storm: rows[storm].began_at, reverse=True)
    watched = {storm.storm: storm for storm in here.situation.storms}
    lead = lead_storm(here.situation)
    first = [lead.storm] if lead else []
    names = {storm: f"{storm} {_name(here, row)}" for storm, row in watched.items()}
    names |= {storm: row.name for storm, row in rows.items()}
    return {storm: names[storm] for storm in dict.fromkeys([*first, *watched, *earlier])}


def _name(here: Here, storm: Storm) -> str:
    return storm.name_zh if here.lang == "zh" else storm.name_en


def bulletins(here: Here, storm: str) -> list[datetime]:
    """When something new of the storm became known: every fix and every agency's issue."""

    def read() -> list[datetime]:
        fixes = here.store.history(StormFix, as_of=here.as_of, storm=storm)
        forecasts = here.store.history(StormForecast, as_of=here.as_of, storm=storm)
        return sorted({minute(row.known_at) for row in (*fixes, *forecasts) if row.known_at})

    return here.cache.once(("bulletins", here.situation.version, here.as_of, storm), read)


def _at(here: Here, storm: str, moment: datetime) -> Storm | None:
    with here.store.reading() as reader:
        return storm_at(reader, storm, as_moment(moment + timedelta(minutes=1)))


@dataclass(frozen=True, slots=True)
class FactRow:
    name: str
    value: str


def facts(here: Here, storm: Storm) -> Markup:
    """Where it is and how strong."""
    word, fix = here.words, storm.position
    pressure = UNKNOWN if fix.pressure_hpa is None else f"{fix.pressure_hpa:.0f} hPa"
    values = {
        "position": f"{fix.lat:.1f}°N {_meridian(fix.lon)}",
        "strength": _strength(here, fix),
        "pressure": pressure,
        "moving": _moving(here, fix),
        **{f"r{strength}": _circle(fix, strength) for strength in CIRCLES},
        "agency": word.either(f"terms.agency.{fix.agency}", fix.agency),
        "age": age(fix.valid_at, here),
    }
    return rendered(
        "storms/facts.html",
        name=_name(here, storm),
        number=storm.storm,
        at=full_time(fix.valid_at),
        grade=word(f"terms.grade.{fix.grade}") if fix.grade else UNKNOWN,
        stale=storm.stale_at(here.as_of, here.city.plan.thresholds),
        rows=[FactRow(word(f"storm.{name}"), value) for name, value in values.items()],
    )


def _meridian(lon: float) -> str:
    degrees = beside(lon, 0)
    return f"{abs(degrees):.1f}°{'E' if degrees >= 0 else 'W'}"


def _moving(here: Here, fix: StormFix) -> str:
    if fix.move_speed_kmh is None:
        return "—"
    if fix.move_dir_deg is None or not fix.move_speed_kmh:
        return f"{fix.move_speed_kmh:.0f} km/h"
    direction = here.words(f"storm.compass.{compass(fix.move_dir_deg)}")
    return f"{direction} {fix.move_speed_kmh:.0f} km/h"


def _circle(fix: StormFix, strength: int) -> str:
    radii = [getattr(fix, f"r{strength}_{quadrant}_km") for quadrant in QUADRANTS]
    if not any(radii):
        return UNKNOWN
    return " / ".join(f"{radius or 0:.0f}" for radius in radii) + " km"


@dataclass(frozen=True, slots=True)
class AgencyRow:
    colour: str
    agency: str
    base: str
    at: str
    place: str


def agencies(here: Here, storm: Storm) -> Markup:
    """When and how near the centre comes by each agency's newest bulletin."""
    near = sorted(storm_approaches(storm, here.city), key=lambda approach: approach.at)
    return rendered(
        "storms/agencies.html",
        title=here.words("storm.agencies"),
        note=here.words("storm.agencies_note"),
        rows=[_agency(here, storm, approach) for approach in near],
    )


def _agency(here: Here, storm: Storm, approach: Approach) -> AgencyRow:
    points = storm.forecasts.get(approach.agency, ())
    ashore_there = approach.km <= ASHORE_KM
    distance = here.words("storm.ashore") if ashore_there else f"{approach.km:.0f} km"
    return AgencyRow(
        colour=AGENCY_COLOURS.get(approach.agency, TOKENS["second"]),
        agency=here.words.either(f"terms.agency.{approach.agency}", approach.agency),
        base=short_time(points[0].valid_at) if points else UNKNOWN,
        at=short_time(approach.at),
        place=f"{here.city.short_of(approach.unit, here.lang)} {distance}",
    )


def ashore(here: Here, storm: Storm) -> Markup:
    """Where its centre came ashore, by the analysed track."""
    return rendered(
        "storms/ashore.html",
        title=here.words("storm.landfalls"),
        note=here.words("storm.landfalls_note"),
        nothing=here.words("storm.no_landfall"),
        rows=[
            {
                "at": short_time(fall.at),
                "place": fall.name,
                "strength": _strength(here, fall.before),
            }
            for fall in landfalls(storm.fixes)
        ],
    )


def _strength(here: Here, fix: StormFix) -> str:
    if fix.wind_ms is None:
        return UNKNOWN
    return here.words("storm.wind", wind=f"{fix.wind_ms:.0f}", force=force(fix.wind_ms))
