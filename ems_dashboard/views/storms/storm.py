"""The page of a storm: which one, as known after which bulletin, and what it looks like then."""

from dataclasses import replace
from datetime import datetime, timedelta
from html import escape

import streamlit as st

from ems_dashboard.clock import full_time, minute, short_time
from ems_dashboard.rules.arrival import ASHORE_KM
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
from ems_dashboard.views.frame.stamped import stamped_page
from ems_dashboard.views.maps.maps import storm_html


def choose(here: Here) -> Storm | None:
    """The storm that the viewer picks, as known after the bulletin that he picks; the newest of both at first."""
    names = _known(here)
    if not names:
        return None
    left, right = st.columns([22, 78])
    with left:
        storm = st.selectbox(
            here.words("storm.which"), list(names), format_func=names.get, key="storm"
        )
    moments = bulletins(here, storm)
    if not moments:
        return None
    with right:
        chosen = st.select_slider(
            here.words("storm.bulletin", n=len(moments)), moments, value=moments[-1],
            format_func=lambda moment: short_time(moment), key=f"bulletin-{storm}-{moments[-1]:%d%H%M}",
        )  # fmt: skip
    key = ("storm", here.situation.version, storm, chosen)
    return here.cache.once(key, lambda: _at(here, storm, chosen))


def _known(here: Here) -> dict[str, str]:
    """Number → name of the storms there are to choose: the leading one first, then those that are watched without an
    incident, then those of earlier incidents, the newest first."""
    rows = {row.storm: row for row in here.store.history(Incident, as_of=here.as_of) if row.storm}
    earlier = sorted(rows, key=lambda storm: rows[storm].began_at, reverse=True)
    watched = [storm.storm for storm in here.situation.storms]
    lead = lead_storm(here.situation)
    order = dict.fromkeys([*([lead.storm] if lead else []), *watched, *earlier])
    called = {
        storm.storm: f"{storm.storm} {storm.name_zh if here.lang == 'zh' else storm.name_en}"
        for storm in here.situation.storms
    }
    return {storm: rows[storm].name if storm in rows else called[storm] for storm in order}


def bulletins(here: Here, storm: str) -> list[datetime]:
    """When something new of the storm became known: every fix and every agency's issue."""

    def read() -> list[datetime]:
        wanted = {"as_of": here.as_of, "storm": storm}
        rows = (
            *here.store.history(StormFix, **wanted),
            *here.store.history(StormForecast, **wanted),
        )
        return sorted({minute(row.known_at) for row in rows if row.known_at})

    return here.cache.once(("bulletins", here.situation.version, here.as_of, storm), read)


def _at(here: Here, storm: str, moment: datetime) -> Storm | None:
    with here.store.reading() as reader:
        return storm_at(reader, storm, moment + timedelta(minutes=1))


def chart(here: Here, storm: Storm, height: int) -> None:
    key = ("storm map", here.situation.version, storm.storm, storm.position.valid_at, len(storm.fixes), here.lang,
           tuple((agency, points[0].valid_at) for agency, points in storm.forecasts.items()))  # fmt: skip
    alone = replace(here.situation, storms=(storm,))
    made = here.cache.once(key, lambda: storm_html(alone, here.city, here.words))
    st.iframe(stamped_page(made), height=height, alt=here.words("maps.alt"))


def facts(here: Here, storm: Storm) -> str:
    """Where it is and how strong."""
    word, fix = here.words, storm.position
    name = storm.name_zh if here.lang == "zh" else storm.name_en
    grade = word(f"terms.grade.{fix.grade}") if fix.grade else "—"
    wind = (
        "—"
        if fix.wind_ms is None
        else word("storm.wind", wind=f"{fix.wind_ms:.0f}", force=force(fix.wind_ms))
    )
    rows = [
        ("position", f"{fix.lat:.1f}°N {_meridian(fix.lon)}"),
        ("strength", wind),
        ("pressure", "—" if fix.pressure_hpa is None else f"{fix.pressure_hpa:.0f} hPa"),
        ("moving", _moving(here, fix)),
        *((f"r{n}", _circle(fix, n)) for n in (7, 10, 12)),
        ("agency", word.either(f"terms.agency.{fix.agency}", fix.agency)),
        ("age", age(fix.valid_at, here)),
    ]
    said = "".join(
        f"<tr><th>{word(f'storm.{key}')}</th><td>{escape(value)}</td></tr>" for key, value in rows
    )
    stale = storm.stale_at(here.as_of, here.city.plan.thresholds)
    mood = " stale" if stale else ""
    return (
        f'<section class="card{mood}"><h3>{escape(name)} {storm.storm}<span>{full_time(fix.valid_at)}</span></h3>'
        f'<b class="grade">{escape(grade)}</b><table class="same facts">{said}</table></section>'
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
    radii = [getattr(fix, f"r{strength}_{quadrant}_km") for quadrant in ("ne", "se", "sw", "nw")]
    return "—" if not any(radii) else " / ".join(f"{radius or 0:.0f}" for radius in radii) + " km"


def agencies(here: Here, storm: Storm) -> str:
    """When and how near the centre comes by each agency's newest bulletin."""
    word = here.words
    said = []
    for near in sorted(storm_approaches(storm, here.city), key=lambda near: near.at):
        points = storm.forecasts.get(near.agency, ())
        base = short_time(points[0].valid_at) if points else "—"
        unit = here.city.by_code[near.unit]
        distance = word("storm.ashore") if near.km <= ASHORE_KM else f"{near.km:.0f} km"
        said.append(
            f'<tr><th><s style="background:{AGENCY_COLOURS.get(near.agency, TOKENS["second"])}"></s>'
            f"{escape(word.either(f'terms.agency.{near.agency}', near.agency))}<small>{base}</small></th>"
            f"<td>{short_time(near.at)}</td><td>{escape(unit.short if here.lang == 'zh' else unit.short_en)} {distance}</td></tr>"
        )
    return (
        f'<section class="card"><h3>{word("storm.agencies")}<span>{word("storm.agencies_note")}</span></h3>'
        f'<table class="same agencies">{"".join(said)}</table></section>'
    )


def ashore(here: Here, storm: Storm) -> str:
    """Where its centre came ashore, by the analysed track."""
    word = here.words
    lines = "".join(
        f"<tr><th>{short_time(fall.at)}</th><td>{escape(fall.name)}</td><td>{_strength(here, fall.before)}</td></tr>"
        for fall in landfalls(storm.fixes)
    )
    body = (
        f'<table class="same">{lines}</table>'
        if lines
        else f'<p class="calm">{word("storm.no_landfall")}</p>'
    )
    return f'<section class="card"><h3>{word("storm.landfalls")}<span>{word("storm.landfalls_note")}</span></h3>{body}</section>'


def _strength(here: Here, fix: StormFix) -> str:
    return (
        "—"
        if fix.wind_ms is None
        else here.words("storm.wind", wind=f"{fix.wind_ms:.0f}", force=force(fix.wind_ms))
    )
