"""/wall: the display for the hall. A page of our own, made once per picture and kept up to date
by push: no rerun, no flicker, no controls. The address may carry as_of, unit and lang."""

import gzip
import json
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from html import escape

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from ems_dashboard import clock
from ems_dashboard.actions.clocks import clock_notice
from ems_dashboard.rules.roles import WALL, may
from ems_dashboard.rules.scope import ScopeKind
from ems_dashboard.rules.terms import Category
from ems_dashboard.runtime import runtime
from ems_dashboard.screen import (
    below_card,
    cards,
    crumb,
    evacuation_card,
    map_data,
    map_ground,
    map_key,
    orders_card,
    quiet,
    race,
    rhythm_card,
    wall_levels,
    wall_units,
    warning_cards,
)
from ems_dashboard.screen.department_cards import duty_groups, own_measures
from ems_dashboard.screen.here import Here, language, stand
from ems_dashboard.screen.inset import inset
from ems_dashboard.screen.owed_card import owed_card
from ems_dashboard.screen.picture_stamp import stamp
from ems_dashboard.screen.reach_card import reach_card, reach_figure
from ems_dashboard.screen.scripts import address_of
from ems_dashboard.screen.theme import ASSETS, style_sheet
from ems_dashboard.situation.boundaries import surroundings
from ems_dashboard.store.condition import Trouble
from ems_dashboard.text import Lang, words
from ems_dashboard.web.identity import caller_of


def _inset(here: Here) -> str:
    """Drawn when a storm moved, not at every figure."""
    key = ("inset", here.lang, tuple((storm.storm, storm.rows) for storm in here.situation.storms))
    return here.cache.once(key, lambda: inset(here.situation, here.city, here.words))


def _orders(here: Here) -> str:
    """With the figure of calling in the head: a card of its own has no room here."""
    return orders_card.orders(here, reach_figure(here))


BLOCKS = {
    "head": race.header,
    "evacuation": evacuation_card.evacuation,
    "rhythm": rhythm_card.rhythm,
    "race": race.bar,
    "levels": wall_levels.steps,
    "warnings": warning_cards.warnings,
    "orders": _orders,
    "units": wall_units.units,
    "inset": _inset,
    "bottom": cards.bottom,
}
QUIET = BLOCKS | {
    "evacuation": quiet.came_last,
    "rhythm": lambda here: "",
    "race": partial(warning_cards.warnings, gravest=False),
    "levels": quiet.standing,
    "warnings": quiet.year_so_far,
    "orders": reach_card,
}
"""While nothing is open: no cards that say that there is nothing."""
Block = Callable[[Here], str]
NOW, PACE = "Ems-Now", "Ems-Pace"
"""The headers that say the clock to each viewer, the picture being shared for a minute; PACE only
of a demonstration's own: how many times as fast it runs."""
LEVEL = 6


def _absent(here: Here) -> str:
    return ""


BELOW: dict[ScopeKind, dict[str, Block]] = {
    ScopeKind.CITY: {},
    ScopeKind.UNIT: {"rhythm": owed_card, "units": below_card.townships},
    ScopeKind.TOWNSHIP: {
        "rhythm": _absent,
        "race": _absent,
        "orders": _absent,
        "units": below_card.townships,
    },
    ScopeKind.DEPARTMENT: {"rhythm": owed_card, "race": duty_groups, "units": own_measures},
}
"""What stands at a level below the city in the places of the city's own blocks."""


async def page(request: Request) -> Response:
    if not may(caller_of(request).actor.role, "read:wall"):
        return Response(status_code=403)
    if unknown := await run_in_threadpool(_unknown, request):
        return HTMLResponse(unknown, 404)
    word = words(_lang(request))
    shell = (ASSETS / "wall.html").read_text(encoding="utf-8")
    for name in ("title", "lost", *Trouble, "refused", "replay", "age", "practice", "stopped"):
        shell = shell.replace(f"[[{name}]]", escape(word(f"wall.{name}")))
    shell = shell.replace("[[script]]", address_of("wall.js"))
    return HTMLResponse(shell.replace("[[style]]", style_sheet()).replace("[[lang]]", word.lang))


async def picture(request: Request) -> Response:
    if not may(caller_of(request).actor.role, "read:wall"):
        return Response(status_code=403)
    return await run_in_threadpool(_answer, request)


def _answer(request: Request) -> Response:
    here = _here(request)
    if here.unknown_scope:
        return HTMLResponse(crumb.unknown(here), 404)
    made = packed(here)
    headers = {"Cache-Control": "no-store", "Vary": "Accept-Encoding", NOW: clock.iso(clock.now())}
    if pace := clock.pace():
        headers[PACE] = str(pace.speed)
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(made.plain, media_type="application/json", headers=headers)
    headers["Content-Encoding"] = "gzip"
    return Response(made.gzipped, media_type="application/json", headers=headers)


async def land(request: Request) -> Response:
    body = await run_in_threadpool(lambda: json.dumps(surroundings()))
    return Response(
        body, media_type="application/geo+json", headers={"Cache-Control": "public, max-age=86400"}
    )


@dataclass(frozen=True, slots=True)
class Packed:
    """A picture as it is sent."""

    plain: bytes
    gzipped: bytes


def packed(here: Here) -> Packed:
    """Made by the first viewer who asks for a version; the same bytes go to all who read as
    much."""
    shown = stamp(here.cache, here.situation), clock_notice(here.words)
    seen = here.lang, here.scope.code, here.sight.codes, here.past
    key = ("wall", *seen, *shown, clock.minute(here.as_of))
    return here.cache.once(key, lambda: _pack(_made(here)))


def _pack(made: dict[str, object]) -> Packed:
    plain = json.dumps(made, ensure_ascii=False).encode()
    return Packed(plain, gzip.compress(plain, LEVEL))


def _made(here: Here) -> dict[str, object]:
    situation, word = here.situation, here.words
    return {
        "version": situation.version,
        "stamp": stamp(here.cache, situation),
        "as_of": clock.iso(here.as_of),
        "past": here.past,
        "clock": clock_notice(word),
        "blocks": _blocks(here),
        "map": _map(here),
    }


def _blocks(here: Here) -> dict[str, object]:
    blocks = (QUIET if quiet.is_quiet(here) else BLOCKS) | BELOW[here.scope.kind]
    return {name: block(here) for name, block in blocks.items()}


def _map(here: Here) -> dict[str, object]:
    situation, city, word, scope = here.around, here.city, here.words, here.scope
    figure = Category.PEOPLE if situation.incidents or situation.evacuation else "warnings"
    fills = map_ground.fills(situation, city, scope, figure, word)
    ground = map_ground.ground(city, scope, fills, word)
    return {
        "counties": [*ground.beside, *ground.areas],
        "zones": ground.points,
        "places": map_data.places(situation, city, word),
        "lines": map_data.warning_lines(word),
        "bounds": map_ground.bounds(situation, city, scope),
        "key": map_key.notes(situation, city, figure, word, storm=True),
        **_storms(here),
    }


def _storms(here: Here) -> dict[str, object]:
    """What is drawn of every storm, by its layer of the map."""
    word, drawn = here.words, defaultdict[str, list[object]](list)
    for storm in here.situation.storms:
        drawn["cones"] += map_data.cones(storm, word, here.city.track_errors)
        drawn["circles"] += map_data.circles(storm)
        drawn["forecasts"] += map_data.forecasts(storm, word)
        drawn["track"] += map_data.track(storm, word)
    return {layer: drawn[layer] for layer in ("cones", "circles", "forecasts", "track")}


def _here(request: Request) -> Here:
    """Before a wall anybody may stand, so it shows what its caller may read."""
    here = stand(runtime(), "wall", WALL, _lang(request), request.query_params)
    return replace(here, reader=caller_of(request).actor)


def _unknown(request: Request) -> str:
    """What the address names is no level of this city: the sentence, and the way to the city's."""
    here = _here(request)
    return crumb.unknown(here) if here.unknown_scope else ""


def _lang(request: Request) -> Lang:
    return language([request.query_params.get("lang")], runtime().settings.lang)


routes = [Route("/wall", page), Route("/wall/picture", picture), Route("/wall/land", land)]
