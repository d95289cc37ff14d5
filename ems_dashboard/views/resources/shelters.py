"""Shelters on screen: table, people against places, map layer, the alarm of an overfull one, the
search for room."""

from collections import Counter

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from ems_dashboard.clock import short_time
from ems_dashboard.rules.city import Unit
from ems_dashboard.rules.geometry import Point
from ems_dashboard.rules.shelters import Room, nearest_free, overfull
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.map_data import spot
from ems_dashboard.screen.means_card import resources_of
from ems_dashboard.screen.theme import TOKENS, theme_of
from ems_dashboard.templating import rendered
from ems_dashboard.views.frame import blocks, tables, working
from ems_dashboard.views.maps.maps import Layer

FULL, OPEN, SHUT = TOKENS["danger"], TOKENS["done"], TOKENS["in-hand"]
UNREPORTED = TOKENS["missing"]
OFFERED = 6


def table(here: Here) -> pd.DataFrame:
    rooms = resources_of(here).rooms
    rows = [_shelter(here, room) for room in rooms if working.wanted(here, room.place.unit)]
    return working.table(here, rows)


def _shelter(here: Here, room: Room) -> dict[str, object]:
    return {
        "shelter": working.name_of(here, room.place),
        "unit": working.unit_name(here, room.place.unit),
        "state": _state(here, room),
        "capacity": room.place.capacity,
        "occupancy": room.occupancy,
        "free": room.free,
        "at": short_time(room.state.valid_at) if room.state else "",
        "note": room.place.note,
    }


def _state(here: Here, room: Room) -> str:
    """A shelter that nobody reported is not shut."""
    if room.state is None:
        return here.words("screens.figure_state.not_reported")
    return here.words(f"terms.shelter_state.{room.state.state}")


def alarm(here: Here) -> str:
    """HTML, empty while no shelter holds more people than it has places."""
    rooms = overfull(resources_of(here).rooms)
    lines = [_overfull(here, room) for room in rooms if working.wanted(here, room.place.unit)]
    if not lines:
        return ""
    title = here.words("working.overfull_title")
    return rendered("resources/overfull.html", title=title, lines=lines)


def show_alarm(here: Here) -> None:
    said = alarm(here)
    if said:
        blocks.put(said)


def _overfull(here: Here, room: Room) -> str:
    name, capacity = working.name_of(here, room.place), room.place.capacity
    there = room.occupancy or 0
    return here.words("working.overfull", shelter=name, occupancy=there, capacity=capacity)


def bars(here: Here) -> go.Figure:
    """People in shelters of each unit against the places of those open."""
    people, places = Counter[str](), Counter[str]()
    for room in resources_of(here).rooms:
        if room.open:
            people[room.place.unit] += room.occupancy or 0
            places[room.place.unit] += room.place.capacity or 0
    units = [unit.code for unit in here.city.units if unit.code in places]
    return working.bars(
        here,
        [working.short_name(here, unit) for unit in units],
        [people[unit] for unit in units],
        [f"{people[unit]:,} / {places[unit]:,}" for unit in units],
        theme_of(here.page).tokens["done"],
    )


def layer(here: Here) -> Layer:
    """With room in teal, full in red, shut in blue, hollow where nobody reported."""
    word = here.words
    points = [
        spot(
            r.place.lon,
            r.place.lat,
            colour=_colour(r),
            name=f"{working.name_of(here, r.place)} {_said(here, r)}",
        )
        for r in resources_of(here).rooms
    ]
    keys = (
        (OPEN, word("maps.key_room")),
        (FULL, word("maps.key_full")),
        (SHUT, word("maps.key_shut")),
        (UNREPORTED, word("screens.figure_state.not_reported")),
    )
    return Layer("shelters", points, keys)


def _colour(room: Room) -> str:
    if not room.open:
        return UNREPORTED if room.state is None else SHUT
    return FULL if room.free is not None and room.free <= 0 else OPEN


def _said(here: Here, room: Room) -> str:
    if not room.open:
        return _state(here, room)
    return f"{room.occupancy} / {room.place.capacity or '—'}"


def search(here: Here) -> None:
    """The nearest open shelters with room, from a township or the seat of a unit."""
    word, places = here.words, _places(here)
    left, right = st.columns([64, 36])
    with left:
        chosen = st.selectbox(
            word("working.from_place"),
            list(places),
            format_func=lambda code: places[code][0],
            key="room-from",
        )
    with right:
        people = st.number_input(word("working.need_room"), 1, 100_000, 50, key="need-room")
    rooms = resources_of(here).rooms
    found = nearest_free(rooms, places[chosen][1], int(people))[:OFFERED]
    if found:
        blocks.titled(
            word("working.nearest"), lambda: tables.show(_offered(here, found), here, 240)
        )
    else:
        silent = sum(room.state is None for room in rooms)
        key = "working.no_room_known" if silent else "working.no_room"
        st.caption(word(key, n=int(people), silent=silent))


def _places(here: Here) -> dict[str, tuple[str, Point]]:
    """code → name and position: every unit's seat, then its townships; those of the chosen unit
    alone where one is."""
    places: dict[str, tuple[str, Point]] = {}
    for unit in here.city.units:
        if working.wanted(here, unit.code):
            places |= _places_of(here, unit)
    return places


def _places_of(here: Here, unit: Unit) -> dict[str, tuple[str, Point]]:
    name = here.city.short_of(unit.code, here.lang)
    places = {unit.code: (here.words("working.seat", unit=name), (unit.lon, unit.lat))}
    for town in here.city.townships:
        if town.unit == unit.code and town.lon is not None and town.lat is not None:
            places[town.code] = (f"{name} · {town.name}", (town.lon, town.lat))
    return places


def _offered(here: Here, found: list[tuple[Room, float]]) -> pd.DataFrame:
    return working.table(
        here,
        [
            {
                "shelter": working.name_of(here, r.place),
                "unit": working.unit_name(here, r.place.unit),
                "free": r.free,
                "km": round(km, 1),
            }
            for r, km in found
        ],
    )
