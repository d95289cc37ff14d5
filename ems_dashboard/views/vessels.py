"""Vessels on screen: what was done with them, where they lie, and the totals."""

import pandas as pd
import plotly.graph_objects as go

from ems_dashboard.clock import short_time
from ems_dashboard.rules.city import Place
from ems_dashboard.rules.vessels import VesselAction
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.map_data import spot
from ems_dashboard.screen.means_card import resources_of
from ems_dashboard.screen.theme import TOKENS, theme_of
from ems_dashboard.views.frame import working
from ems_dashboard.views.maps.maps import Layer

HARBOUR, EMPTY = TOKENS["caution"], TOKENS["missing"]


def rows_of(here: Here) -> list[VesselAction]:
    return [row for row in resources_of(here).vessels if working.wanted(here, row.unit)]


def table(here: Here) -> pd.DataFrame:
    return working.table(
        here,
        [
            {
                "unit": working.unit_name(here, row.unit),
                "vessel_kind": here.words(f"terms.vessel_kind.{row.vessel_kind}"),
                "action": here.words(f"terms.vessel_move.{row.action}"),
                "place": row.place,
                "vessels": row.vessels,
                "crew": row.people,
                "at": short_time(row.valid_at),
                "reporter": row.reporter,
            }
            for row in rows_of(here)
        ],
    )


def _said(here: Here, row: VesselAction) -> str:
    kind, action = (
        here.words(f"terms.vessel_kind.{row.vessel_kind}"),
        here.words(f"terms.vessel_move.{row.action}"),
    )
    return here.words("working.vessels_done", kind=kind, action=action)


def bars(here: Here) -> go.Figure:
    totals: dict[str, int] = {}
    for row in rows_of(here):
        name = _said(here, row)
        totals[name] = totals.get(name, 0) + row.vessels
    ranked = sorted(totals.items(), key=lambda pair: -pair[1])
    names, numbers = [name for name, _ in ranked], [n for _, n in ranked]
    return working.bars(
        here, names, numbers, [f"{n:,}" for n in numbers], theme_of(here.page).tokens["done"]
    )


def layer(here: Here) -> Layer:
    """Each harbour with what lies in it; a row whose place is in no register stands at its unit's
    first harbour."""
    lying: dict[str, list[VesselAction]] = {}
    places = {place.code: place for place in here.city.harbours}
    for row in rows_of(here):
        found = harbour_of(here, row)
        if found is not None:
            places.setdefault(found.code, found)
            lying.setdefault(found.code, []).append(row)
    points = [
        spot(
            place.lon,
            place.lat,
            colour=HARBOUR if code in lying else EMPTY,
            name=_lines(here, place, lying.get(code, [])),
        )
        for code, place in places.items()
    ]
    keys = (
        (HARBOUR, here.words("maps.key_harbour")),
        (EMPTY, here.words("maps.key_harbour_empty")),
    )
    return Layer("vessels", points, keys)


def harbour_of(here: Here, row: VesselAction) -> Place | None:
    """The harbour that a row names, else the first of its unit, else the unit's own point."""
    city = here.city
    code = city.find_in("harbours", row.place) if row.place else None
    own = (h for h in city.harbours if (h.code == code if code else h.unit == row.unit))
    unit = city.by_code.get(row.unit)
    return next(
        own,
        Place(unit.code, unit.name, unit.name_en, unit.code, unit.lon, unit.lat) if unit else None,
    )


def _lines(here: Here, place: Place, rows: list[VesselAction]) -> str:
    said = [
        here.words(
            "working.lying", what=_said(here, row), n=f"{row.vessels:,}", people=f"{row.people:,}"
        )
        for row in rows
    ]
    elsewhere = {
        row.place
        for row in rows
        if row.place and row.place not in (place.code, place.name, place.name_en)
    }
    name = here.words.listed(sorted(elsewhere)) if elsewhere else working.name_of(here, place)
    return f"{name}: " + ("; ".join(said) or here.words("working.none_lying"))
