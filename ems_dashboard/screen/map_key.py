"""What the colours and signs of a map mean, and whose boundaries these are."""

from ems_dashboard.rules.city import City
from ems_dashboard.screen import map_data
from ems_dashboard.screen.escape import esc
from ems_dashboard.screen.theme import FONT
from ems_dashboard.situation.boundaries import REVIEW_NUMBER
from ems_dashboard.situation.picture import Situation
from ems_dashboard.text import Words


def notes(situation: Situation, city: City, figure: str, word: Words, *, storm: bool) -> str:
    rows = [_row(fills(city, figure, word), "s"), _row(_places(situation, word), "dot")]
    if storm and situation.storms:
        rows.append(_row(_lines(situation, word), "dash"))
    return _panel(rows, word)


def own_notes(painted: list[tuple[str, str]], keys: list[tuple[str, str]], word: Words) -> str:
    """Of a page with a layer of its own."""
    return _panel([_row(painted, "s"), _row(keys, "dot")], word)


def storm_notes(word: Words) -> str:
    """The colours of the grades and of the agencies."""
    grades = [
        (colour, word(f"terms.grade.{grade}")) for grade, colour in map_data.GRADE_COLOURS.items()
    ]
    agencies = [
        (colour, word(f"terms.agency.{agency}"))
        for agency, colour in map_data.AGENCY_COLOURS.items()
    ]
    return _panel([_row(grades, "dot"), _row(agencies, "dash")], word)


def _panel(rows: list[str], word: Words) -> str:
    note = esc(word("maps.credit", number=REVIEW_NUMBER))
    return (
        f"<div class=\"ems-legend\" style='font-family:{FONT}'>{''.join(rows)}<em>{note}</em></div>"
    )


def _row(keys: list[tuple[str, str]], sign: str) -> str:
    return "".join(
        f'<span><u class="{sign}" style="color:{colour}"></u>{esc(text)}</span>'
        for colour, text in keys
    )


def fills(city: City, figure: str, word: Words) -> list[tuple[str, str]]:
    if figure == "response":
        return [(map_data.LEVELS[n], level) for n, level in zip((4, 3, 2, 1), "ⅠⅡⅢⅣ", strict=True)]
    if figure == "warnings":
        names = ("red", "orange", "yellow", "blue")
        return [
            (map_data.LEVELS[n], word(f"terms.colour.{c}"))
            for n, c in zip((4, 3, 2, 1), names, strict=True)
        ]
    shares = [f"{100 * share:g}%" for share in city.plan.thresholds.map_shares]
    steps = (*(step if step == "100%" else f"≥ {step}" for step in shares), f"< {shares[-1]}")
    return list(zip(map_data.SHADES, steps, strict=True))


def _places(situation: Situation, word: Words) -> list[tuple[str, str]]:
    keys = [("#8fd0c0", word("maps.key_shelters"))] if situation.shelters else []
    return keys + ([("#e8eef2", word("maps.key_groups"))] if situation.deployments else [])


def _lines(situation: Situation, word: Words) -> list[tuple[str, str]]:
    circles = {
        c["properties"]["force"]: c["properties"]["colour"]
        for s in situation.storms
        for c in map_data.circles(s)
    }
    keys = [
        (colour, word("maps.key_circle", force=force)) for force, colour in sorted(circles.items())
    ]
    agencies = dict.fromkeys(agency for storm in situation.storms for agency in storm.forecasts)
    keys += [
        (
            map_data.AGENCY_COLOURS.get(agency, "#9db4c1"),
            word.either(f"terms.agency.{agency}", agency),
        )
        for agency in agencies
    ]
    keys += [
        ("#8b979e", word("storm.cone")) for storm in situation.storms if map_data.cones(storm, word)
    ]
    lines = [
        (line["properties"]["colour"], line["properties"]["name"])
        for line in map_data.warning_lines(word)
    ]
    return keys + lines
