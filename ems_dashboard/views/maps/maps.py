"""The folium map: finished HTML, made once per picture and choice and shared by all sessions; no
tiles, no internet."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import folium
import streamlit as st
from folium.features import GeoJson, GeoJsonTooltip

from ems_dashboard.rules.city import City
from ems_dashboard.rules.scope import Scope, whole_city
from ems_dashboard.screen import map_data, map_ground, map_key
from ems_dashboard.screen.escape import esc
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.inset import inset
from ems_dashboard.screen.map_data import Fill
from ems_dashboard.screen.scripts import address_of
from ems_dashboard.screen.theme import TOKENS
from ems_dashboard.situation.boundaries import surroundings
from ems_dashboard.situation.picture import Situation
from ems_dashboard.templating import rendered
from ems_dashboard.text import Words
from ems_dashboard.views.frame.stamped import stamped_page

# everything else that folium would ask for is of no use to these layers
folium.Map.default_js = [
    ("leaflet", "/assets/vendor/leaflet.js"),
    ("jquery", "/assets/vendor/jquery.min.js"),
]
folium.Map.default_css = [
    ("leaflet_css", "/assets/vendor/leaflet.css"),
    ("map_css", "/assets/map.css"),
]

UNPAINTED = re.compile("@(fill|label)-([^@]+)@")
KEY_HEIGHT = 50
"""Pixels of the key that lies over the foot of the map."""


@dataclass(frozen=True, slots=True)
class Layer:
    """A page's own subject instead of the shelters and groups: `features` are points with `name`
    and `colour`, `areas` polygons and lines with the same. `keys`: colour and what it says.
    `fills`: unit → its colour and label, instead of the figure's. `name` tells two layers of one
    page apart."""

    name: str
    features: list[dict[str, Any]]
    keys: tuple[tuple[str, str], ...] = ()
    areas: list[dict[str, Any]] = field(default_factory=list)
    fills: Mapping[str, Fill] | None = None
    fill_keys: tuple[tuple[str, str], ...] = ()


def show_map(
    here: Here, figure: str, height: int = 640, *, storm: bool = True, layer: Layer | None = None
) -> None:
    """`figure`: one of map_data.figures, what the places' colour says."""
    land = land_of(here, figure, storm=storm, layer=layer)
    st.iframe(
        stamped_page(painted(land, _fills(here, figure, layer))),
        height=height,
        alt=here.words("maps.alt"),
    )


def land_of(here: Here, figure: str, *, storm: bool = True, layer: Layer | None = None) -> str:
    """The page of the map without its colours, made once for all who see the same."""
    situation, own = here.picture, (layer.name, here.situation.version) if layer else None
    rows = tuple(row.seq for row in (*situation.shelters, *situation.deployments))
    drawn = (
        "land",
        here.scope.code,
        figure,
        here.lang,
        storm,
        own,
        rows,
        tuple((s.storm, s.rows) for s in situation.storms),
    )
    return here.cache.once(
        drawn,
        partial(
            land_html,
            situation,
            here.city,
            here.words,
            figure,
            here.scope,
            storm=storm,
            layer=layer,
        ),
    )


def _fills(here: Here, figure: str, layer: Layer | None) -> dict[str, Fill]:
    own = map_ground.fills(here.around, here.city, here.scope, figure, here.words)
    return own | dict(layer.fills or {} if layer else {})


def painted(land: str, fills: Mapping[str, Fill]) -> str:
    """The page of the map with the colours and labels of its units: a figure that changes costs
    folium nothing."""
    said = {code: {"fill": fill.colour, "label": _safe(fill.label)} for code, fill in fills.items()}
    return UNPAINTED.sub(
        lambda mark: json.dumps(said[mark[2]][mark[1]])[1:-1] if mark[2] in said else mark[0], land
    )


def land_html(
    situation: Situation,
    city: City,
    word: Words,
    figure: str,
    scope: Scope | None = None,
    *,
    storm: bool = True,
    layer: Layer | None = None,
) -> str:
    """All but the places' colours and labels, in whose places their marks stand. `scope`: None for
    the whole city."""
    level = scope or whole_city(city)
    chart = folium.Map(
        tiles=None,
        zoom_control=True,
        attribution_control=False,
        zoom_snap=0.05,
        scroll_wheel_zoom=False,
        prefer_canvas=False,
    )
    _layer(chart, {"type": "FeatureCollection", "features": surroundings()["features"]}, _around)
    coloured = map_ground.places(city, level)
    fills = {code: Fill(f"@fill-{code}@", f"@label-{code}@") for code in coloured}
    ground = map_ground.ground(city, level, fills, word)
    _layer(chart, _collection(ground.beside), _beside, ("name",))
    _layer(chart, _collection(ground.areas), _county, ("name", "label"))
    if storm:
        _storms(chart, situation, city, word)
    if layer is not None:
        _layer(chart, _collection(layer.areas), _area, ("name",))
    _layer(chart, _collection(ground.points), _zone, ("name", "label"), radius=5)
    if layer is None:
        _layer(
            chart, _collection(map_data.places(situation, city, word)), _place, ("name",), radius=3
        )
    else:
        _layer(chart, _collection(layer.features), _point, ("name",), radius=5)
    chart.fit_bounds(
        map_ground.bounds(situation, city, level, storm=storm),
        padding_top_left=(6, 6),
        padding_bottom_right=(6, KEY_HEIGHT),
    )
    root = _root(chart)
    root.html.add_child(folium.Element(_notes(situation, city, figure, word, storm, layer)))
    if ground.notes:
        sketch = rendered("maps/sketch.html", notes=[_safe(note) for note in ground.notes])
        root.html.add_child(folium.Element(sketch))
    if storm:
        root.html.add_child(folium.Element(inset(situation, city, word)))
    root.html.add_child(folium.Element(_labels(chart)))
    # the map is made again when the picture changes; the viewer's place stays
    keep_place = rendered("maps/keep_place.js", map=chart.get_name(), level=level.code)
    root.script.add_child(folium.Element(keep_place))
    return root.render()


def _notes(
    situation: Situation, city: City, figure: str, word: Words, storm: bool, layer: Layer | None
) -> str:
    if layer is None:
        return map_key.notes(situation, city, figure, word, storm=storm)
    fills = list(layer.fill_keys) if layer.fills is not None else map_key.fills(city, figure, word)
    return map_key.own_notes(fills, list(layer.keys), word)


def _root(chart: folium.Map) -> folium.Figure:
    """The page that the map stands on."""
    root = chart.get_root()
    if not isinstance(root, folium.Figure):
        raise TypeError(type(root).__name__)
    return root


def _labels(chart: folium.Map) -> str:
    return rendered(
        "maps/labels.html",
        map=chart.get_name(),
        address=address_of("labels.js"),
        levels=address_of("levels.js"),
    )


def _storms(chart: folium.Map, situation: Situation, city: City, word: Words) -> None:
    _layer(chart, _collection(map_data.warning_lines(word)), _thin, ("name",))
    for storm in situation.storms:
        cones = map_data.cones(storm, word, city.track_errors)
        _layer(chart, _collection(cones), _cone)
        _layer(chart, _collection(map_data.circles(storm)), _ring)
        _layer(
            chart, _collection(map_data.forecasts(storm, word)), _forecast, ("name",), radius=2.5
        )
        _layer(chart, _collection(map_data.track(storm, word)), _track, ("name",), radius=3.5)


def _collection(features: list[dict[str, Any]]) -> dict[str, Any]:
    safe = [
        feature | {"properties": {k: _safe(v) for k, v in feature["properties"].items()}}
        for feature in features
    ]
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
    return {
        "color": "#21394a",
        "weight": 0.7,
        "fillColor": "#0f1e29",
        "fillOpacity": 1,
        "interactive": False,
    }


def _county(feature: dict[str, Any]) -> dict[str, Any]:
    return {
        "color": TOKENS["ground"],
        "weight": 1.4,
        "fillColor": feature["properties"]["fill"],
        "fillOpacity": 0.92,
    }


def _beside(feature: dict[str, Any]) -> dict[str, Any]:
    """A county beside the one that the map is of: to be seen and pressed, not read."""
    return {
        "color": TOKENS["second"],
        "weight": 0.8,
        "fillColor": map_data.NOTHING,
        "fillOpacity": 0.55,
    }


def _zone(feature: dict[str, Any]) -> dict[str, Any]:
    colour = feature["properties"]["fill"]
    return {
        "color": TOKENS["text"],
        "weight": 1.2,
        "fill": True,
        "fillColor": colour,
        "fillOpacity": 1,
    }


def _place(feature: dict[str, Any]) -> dict[str, Any]:
    if feature["properties"]["kind"] == "shelter":
        return {
            "color": TOKENS["done"],
            "weight": 1,
            "fill": True,
            "fillColor": TOKENS["done"],
            "fillOpacity": 0.35,
        }
    return {
        "color": TOKENS["ground"],
        "weight": 1,
        "fill": True,
        "fillColor": TOKENS["text"],
        "fillOpacity": 1,
    }


def _point(feature: dict[str, Any]) -> dict[str, Any]:
    colour = feature["properties"]["colour"]
    return {
        "color": TOKENS["ground"],
        "weight": 1,
        "fill": True,
        "fillColor": colour,
        "fillOpacity": 1,
    }


def _area(feature: dict[str, Any]) -> dict[str, Any]:
    colour = feature["properties"]["colour"]
    line = feature["geometry"]["type"] == "LineString"
    return {
        "color": colour if line else TOKENS["text"],
        "weight": 1.6,
        "fillColor": colour,
        "fillOpacity": 0.55,
    }


def _ring(feature: dict[str, Any]) -> dict[str, Any]:
    colour, inner = feature["properties"]["colour"], feature["properties"]["force"] > 7
    return {
        "color": colour,
        "weight": 1.4,
        "fill": inner,
        "fillColor": colour,
        "fillOpacity": 0.1,
        "interactive": False,
    }


def _cone(feature: dict[str, Any]) -> dict[str, Any]:
    return {"stroke": False, "fillColor": TOKENS["text"], "fillOpacity": 0.10, "interactive": False}


def _is_spot(feature: dict[str, Any]) -> bool:
    """folium leaves its circles hollow unless told; a line that is filled becomes an area."""
    return bool(feature["geometry"]["type"] == "Point")


def _track(feature: dict[str, Any]) -> dict[str, Any]:
    colour = feature["properties"]["colour"]
    return {
        "color": colour,
        "weight": 1.6,
        "fill": _is_spot(feature),
        "fillColor": colour,
        "fillOpacity": 1,
    }


def _forecast(feature: dict[str, Any]) -> dict[str, Any]:
    colour = feature["properties"]["colour"]
    fill = {"fill": _is_spot(feature), "fillColor": colour, "fillOpacity": 0.9}
    dash = {} if _is_spot(feature) else {"dashArray": "4 4"}
    return {"color": colour, "weight": 1.3, **dash, **fill}


def _thin(feature: dict[str, Any]) -> dict[str, Any]:
    return {
        "color": feature["properties"]["colour"],
        "weight": 1,
        "dashArray": feature["properties"]["dash"],
        "opacity": 0.7,
    }
