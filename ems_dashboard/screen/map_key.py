"""What the colours and signs of a map mean, and whose boundaries these are."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from ems_dashboard.rules.city import City
from ems_dashboard.screen import map_data
from ems_dashboard.screen.escape import esc
from ems_dashboard.screen.theme import FONT
from ems_dashboard.situation.boundaries import REVIEW_NUMBER
from ems_dashboard.situation.picture import Situation
from ems_dashboard.templating import rendered
from ems_dashboard.text import Words

SEVERITIES = (4, 3, 2, 1)


class Key(NamedTuple):
    colour: str
    text: str


@dataclass(frozen=True, slots=True)
class KeyRow:
    """`sign`: s for a square, dot for a point, dash for a line."""

    sign: str
    keys: tuple[Key, ...]


def notes(situation: Situation, city: City, figure: str, word: Words, *, storm: bool) -> Markup:
    rows = [_row("s", fills(city, figure, word)), _row("dot", _places(situation, word))]
    if storm and situation.storms:
        rows.append(_row("dash", _lines(situation, city, word)))
    return _panel(rows, word)


def own_notes(painted: list[tuple[str, str]], keys: list[tuple[str, str]], word: Words) -> Markup:
    """Of a page with a layer of its own."""
    return _panel([_row("s", painted), _row("dot", keys)], word)


def _panel(rows: list[KeyRow], word: Words) -> Markup:
    credit = Markup(esc(word("maps.credit", number=REVIEW_NUMBER)))
    return rendered("maps/key.html", rows=rows, credit=credit, font=Markup(FONT))


def _row(sign: str, keys: Iterable[tuple[str, str]]) -> KeyRow:
    """Escaped for folium, which is stricter than a template."""
    return KeyRow(sign, tuple(Key(colour, Markup(esc(text))) for colour, text in keys))


def fills(city: City, figure: str, word: Words) -> list[tuple[str, str]]:
    colours = [map_data.LEVELS[severity] for severity in SEVERITIES]
    if figure == "response":
        return list(zip(colours, "ⅠⅡⅢⅣ", strict=True))
    if figure == "warnings":
        names = [word(f"terms.colour.{name}") for name in ("red", "orange", "yellow", "blue")]
        return list(zip(colours, names, strict=True))
    return list(zip(map_data.SHADES, _share_steps(city), strict=True))


def _share_steps(city: City) -> list[str]:
    shares = [f"{100 * share:g}%" for share in city.plan.thresholds.map_shares]
    reached = [share if share == "100%" else f"≥ {share}" for share in shares]
    return [*reached, f"< {shares[-1]}"]


def _places(situation: Situation, word: Words) -> list[Key]:
    keys = []
    if situation.shelters:
        keys.append(Key("#8fd0c0", word("maps.key_shelters")))
    if situation.deployments:
        keys.append(Key("#e8eef2", word("maps.key_groups")))
    return keys


def _lines(situation: Situation, city: City, word: Words) -> list[Key]:
    cones = any(map_data.cones(storm, word, city.track_errors) for storm in situation.storms)
    lines = [line["properties"] for line in map_data.warning_lines(word)]
    return [
        *_circles(situation, word),
        *_agencies(situation, word),
        *[Key("#8b979e", map_data.cone_name(city.track_errors, word))] * cones,
        *(Key(line["colour"], line["name"]) for line in lines),
    ]


def _circles(situation: Situation, word: Words) -> list[Key]:
    drawn = [c["properties"] for storm in situation.storms for c in map_data.circles(storm)]
    colours = {circle["force"]: circle["colour"] for circle in drawn}
    return [Key(colours[force], word("maps.key_circle", force=force)) for force in sorted(colours)]


def _agencies(situation: Situation, word: Words) -> list[Key]:
    names = dict.fromkeys(agency for storm in situation.storms for agency in storm.forecasts)
    return [
        Key(map_data.AGENCY_COLOURS.get(name, "#9db4c1"), word.either(f"terms.agency.{name}", name))
        for name in names
    ]
