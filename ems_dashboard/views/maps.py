"""The folium map: finished HTML, made once per picture and choice and shared by all sessions; no tiles, no internet."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

import folium
import streamlit as st
from folium.features import GeoJson, GeoJsonTooltip
from jinja2 import Template

from ems_dashboard.clock import beijing
from ems_dashboard.rules.city import City
from ems_dashboard.situation.boundaries import REVIEW_NUMBER, surroundings
from ems_dashboard.situation.picture import Situation
from ems_dashboard.text import Words
from ems_dashboard.views import map_data
from ems_dashboard.views.escape import esc
from ems_dashboard.views.guard import Here
from ems_dashboard.views.live import stamp
from ems_dashboard.views.theme import FONT, TOKENS

# everything else that folium would ask for is of no use to these layers
folium.Map.default_js = [("leaflet", "/assets/vendor/leaflet.js"), ("jquery", "/assets/vendor/jquery.min.js")]
folium.Map.default_css = [("leaflet_css", "/assets/vendor/leaflet.css"), ("map_css", "/assets/map.css")]

TRACK_SEEN, FORECAST_SEEN = 24, timedelta(hours=48)
"""So many of the last fixes, and so much of the forecast, are in view when the map of a storm opens."""
CITY_BOUNDS = [[23.3, 116.7], [25.3, 118.4]]


@dataclass(frozen=True, slots=True)
class Layer:
    """Points of a page's own subject, instead of the shelters and groups: `features` with `name` and `colour`. `name`
    tells two layers of one page apart."""

    name: str
    features: list[dict[str, Any]]


def show_map(here: Here, figure: str, height: int = 640, *, storm: bool = True, layer: Layer | None = None) -> None:
    """`figure`: one of map_data.FIGURES, what the counties' colour says."""
    own = (layer.name, here.situation.version) if layer else None
    key = ("map", stamp(here.pictures, here.situation), figure, here.lang, storm, here.past, own)
    make = partial(map_html, here.situation, here.city, here.words, figure, storm=storm, layer=layer)
    made = here.pictures.once(key, make)
    st.iframe(made, height=height, alt=here.words("maps.alt"))


def map_html(
    situation: Situation, city: City, word: Words, figure: str, *, storm: bool = True, layer: Layer | None = None
) -> str:  # fmt: skip
    chart = folium.Map(tiles=None, zoom_control=True, attribution_control=False, zoom_snap=0.25, prefer_canvas=False)
    _layer(chart, {"type": "FeatureCollection", "features": surroundings()["features"]}, _around)
    _layer(chart, _collection(map_data.counties(situation, city, figure, word)), _county, ("name", "label"))
    if storm:
        _storms(chart, situation, word)
    _layer(chart, _collection(map_data.zones(situation, city, figure, word)), _zone, ("name", "label"), radius=5)
    if layer is None:
        _layer(chart, _collection(map_data.places(situation, city, word)), _place, ("name",), radius=3)
    else:
        _layer(chart, _collection(layer.features), _point, ("name",), radius=5)
    _labels(chart, map_data.counties(situation, city, figure, word))
    chart.fit_bounds(_bounds(situation, storm=storm))
    root = chart.get_root()
    root.html.add_child(folium.Element(_notes(figure, word)))
    root.script.add_child(folium.Element(KEEP_PLACE.render(map=chart.get_name())))
    return root.render()


def storm_html(situation: Situation, city: City, word: Words) -> str:
    """One storm on the quiet land, with the whole of its track and forecasts in view."""
    chart = folium.Map(tiles=None, zoom_control=True, attribution_control=False, zoom_snap=0.25, prefer_canvas=False)
    _layer(chart, {"type": "FeatureCollection", "features": surroundings()["features"]}, _around)
    _layer(chart, _collection(map_data.counties(situation, city, "response", word)), _quiet, ("name",))
    _storms(chart, situation, word)
    places = [
        (p.lat, p.lon)
        for s in situation.storms
        for points in s.forecasts.values()
        for p in points
        if p.forecast_at <= s.position.valid_at + FORECAST_SEEN
    ]
    places += [(fix.lat, fix.lon) for s in situation.storms for fix in s.fixes[-TRACK_SEEN:]]
    (south, west), (north, east) = CITY_BOUNDS
    chart.fit_bounds([
        [min(south, *(lat for lat, _ in places)), min(west, *(lon for _, lon in places))],
        [max(north, *(lat for lat, _ in places)), max(east, *(lon for _, lon in places))],
    ])  # fmt: skip
    root = chart.get_root()
    root.html.add_child(folium.Element(_storm_notes(word)))
    return root.render()


# the map is made again when the picture changes; the viewer's place stays
KEEP_PLACE = Template("""
window.addEventListener("load", function () {
  const map = {{ map }}, key = "ems-map";
  try {
    const kept = JSON.parse(sessionStorage.getItem(key) || "null");
    if (kept) map.setView(kept.center, kept.zoom, { animate: false });
  } catch (error) { /* a sandboxed frame has no storage: the map then opens at its own bounds */ }
  map.on("dragend zoomend", function () {
    const place = JSON.stringify({ center: map.getCenter(), zoom: map.getZoom() });
    try { sessionStorage.setItem(key, place); } catch (error) { return; }
  });
});
""")


def _storms(chart: folium.Map, situation: Situation, word: Words) -> None:
    _layer(chart, _collection(map_data.warning_lines(word)), _thin, ("name",))
    for storm in situation.storms:
        _layer(chart, _collection(map_data.cones(storm, word)), _cone)
        _layer(chart, _collection(map_data.circles(storm)), _ring)
        _layer(chart, _collection(map_data.forecasts(storm, word)), _forecast, ("name",), radius=2.5)
        _layer(chart, _collection(map_data.track(storm, word)), _track, ("name",), radius=3)
        fix = storm.position
        name = storm.name_zh if word.lang == "zh" else storm.name_en
        wind = f" {fix.wind_ms:.0f} m/s" if fix.wind_ms is not None else ""
        hpa = f" {fix.pressure_hpa:.0f} hPa" if fix.pressure_hpa is not None else ""
        text = esc(f"{name} {beijing(fix.valid_at):%m-%d %H:%M}{wind}{hpa}")
        _label(chart, (fix.lat, fix.lon), f'<b class="storm">{text}</b>', width=220, anchor=(-10, -8))


def _bounds(situation: Situation, *, storm: bool) -> list[list[float]]:
    (south, west), (north, east) = CITY_BOUNDS
    for found in situation.storms if storm else ():
        fix = found.position
        if abs(fix.lat - 24) < 8 and abs(fix.lon - 118) < 8:
            south, north = min(south, fix.lat - 0.6), max(north, fix.lat + 0.6)
            west, east = min(west, fix.lon - 0.6), max(east, fix.lon + 1.2)
    return [[south, west], [north, east]]


def _collection(features: list[dict[str, Any]]) -> dict[str, Any]:
    safe = [feature | {"properties": {k: _safe(v) for k, v in feature["properties"].items()}} for feature in features]
    return {"type": "FeatureCollection", "features": safe}


def _safe(value: object) -> object:
    return esc(value).replace("&#35;", "#") if isinstance(value, str) else value


def _layer(
    chart: folium.Map,
    data: dict[str, Any],
    style: Callable[[dict[str, Any]], dict[str, Any]],
    tooltip: tuple[str, ...] = (),
    radius: float = 3,
) -> None:
    """One layer per kind: folium compiles a template for each object it is given."""
    if not data["features"]:
        return
    shown = [name for name in tooltip if all(name in f["properties"] for f in data["features"])]
    GeoJson(
        data,
        style_function=style,
        marker=folium.CircleMarker(radius=radius),
        tooltip=GeoJsonTooltip(fields=shown, labels=False, sticky=True) if shown else None,
        smooth_factor=0.5,
    ).add_to(chart)


def _around(feature: dict[str, Any]) -> dict[str, Any]:
    if feature["properties"]["line"]:
        return {"color": "#34505f", "weight": 1, "fill": False, "interactive": False}
    return {"color": "#21394a", "weight": 0.7, "fillColor": "#0f1e29", "fillOpacity": 1, "interactive": False}


def _county(feature: dict[str, Any]) -> dict[str, Any]:
    return {"color": TOKENS["ground"], "weight": 1.4, "fillColor": feature["properties"]["fill"], "fillOpacity": 0.92}


def _quiet(feature: dict[str, Any]) -> dict[str, Any]:
    return {"color": TOKENS["second"], "weight": 0.8, "fillColor": TOKENS["in-hand"], "fillOpacity": 0.6}


def _zone(feature: dict[str, Any]) -> dict[str, Any]:
    return {"color": TOKENS["text"], "weight": 1.2, "fillColor": feature["properties"]["fill"], "fillOpacity": 1}


def _place(feature: dict[str, Any]) -> dict[str, Any]:
    colour = TOKENS["done"] if feature["properties"]["kind"] == "shelter" else TOKENS["text"]
    return {"color": colour, "weight": 1, "fillColor": colour, "fillOpacity": 0.5}


def _point(feature: dict[str, Any]) -> dict[str, Any]:
    colour = feature["properties"]["colour"]
    return {"color": TOKENS["ground"], "weight": 1, "fill": True, "fillColor": colour, "fillOpacity": 1}


def _ring(feature: dict[str, Any]) -> dict[str, Any]:
    colour = feature["properties"]["colour"]
    return {"color": colour, "weight": 1.2, "fillColor": colour, "fillOpacity": 0.04, "interactive": False}


def _cone(feature: dict[str, Any]) -> dict[str, Any]:
    return {"stroke": False, "fillColor": TOKENS["text"], "fillOpacity": 0.10, "interactive": False}


def _track(feature: dict[str, Any]) -> dict[str, Any]:
    colour = feature["properties"]["colour"]
    return {"color": colour, "weight": 1.6, "fillColor": colour, "fillOpacity": 1}


def _forecast(feature: dict[str, Any]) -> dict[str, Any]:
    colour = feature["properties"]["colour"]
    return {"color": colour, "weight": 1.3, "dashArray": "4 4", "fillColor": colour, "fillOpacity": 0.9}


def _thin(feature: dict[str, Any]) -> dict[str, Any]:
    return {
        "color": feature["properties"]["colour"],
        "weight": 1,
        "dashArray": feature["properties"]["dash"],
        "opacity": 0.7,
    }


def _labels(chart: folium.Map, features: list[dict[str, Any]]) -> None:
    for feature in features:
        said = feature["properties"]
        _label(chart, said["at"], f"<b>{esc(said['name'])}</b><i>{esc(said['label'])}</i>")


def _label(chart: folium.Map, at: Any, html: str, width: int = 84, anchor: tuple[int, int] | None = None) -> None:
    icon = folium.DivIcon(
        html=html, class_name="ems-label", icon_size=(width, 32), icon_anchor=anchor or (width // 2, 16)
    )
    folium.Marker(at, icon=icon, interactive=False).add_to(chart)


def _storm_notes(word: Words) -> str:
    """The colours of the grades and of the agencies."""
    grades = [(colour, word(f"terms.grade.{grade}")) for grade, colour in map_data.GRADE_COLOURS.items()]
    agencies = [(colour, word(f"terms.agency.{agency}")) for agency, colour in map_data.AGENCY_COLOURS.items()]
    chips = "".join(f'<span><s style="background:{colour}"></s>{esc(text)}</span>' for colour, text in grades)
    lines = "".join(
        f'<span><s class="dash" style="background:{colour}"></s>{esc(text)}</span>' for colour, text in agencies
    )
    note = esc(word("maps.credit", number=REVIEW_NUMBER))
    return f"<div class=\"ems-legend\" style='font-family:{FONT}'>{chips}{lines}<em>{note}</em></div>"


def _notes(figure: str, word: Words) -> str:
    """What the colours mean, and whose boundaries these are."""
    if figure == "response":
        keys = [(map_data.LEVELS[n], level) for n, level in zip((4, 3, 2, 1), "ⅠⅡⅢⅣ", strict=True)]
    elif figure == "warnings":
        names = ("red", "orange", "yellow", "blue")
        keys = [(map_data.LEVELS[n], word(f"terms.colour.{c}")) for n, c in zip((4, 3, 2, 1), names, strict=True)]
    else:
        steps = ("100%", "≥ 90%", "≥ 75%", "< 75%")
        keys = [(colour, step) for (_, colour), step in zip(map_data.SHARES, steps, strict=True)]
    chips = "".join(f'<span><s style="background:{colour}"></s>{esc(text)}</span>' for colour, text in keys)
    note = esc(word("maps.credit", number=REVIEW_NUMBER))
    return f"<div class=\"ems-legend\" style='font-family:{FONT}'>{chips}<em>{note}</em></div>"
