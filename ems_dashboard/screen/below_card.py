"""The townships of a county: each with its figure, who of them is silent, and whether they agree
with the county."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from ems_dashboard.rules.incidents import UNASSIGNED
from ems_dashboard.rules.rolling_up import RollUp, rolled_up
from ems_dashboard.rules.terms import Category
from ems_dashboard.screen.crumb import to_level
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.origin import when
from ems_dashboard.situation.picture import whole_percent
from ems_dashboard.templating import rendered


@dataclass(frozen=True, slots=True)
class PlaceBelow:
    name: str
    href: str
    said: str
    demand: str


def townships(here: Here) -> Markup:
    """Of the chosen county, or of the county that the chosen township lies in."""
    places, found = _places(here), roll_up(here)
    told = len(places) - len(found.silent) if found.townships else 0
    owing = here.situation.lead is not None
    none = [] if places else [here.words("scope.townships_none")]
    return rendered(
        "scope/below.html",
        title=here.words("scope.townships", unit=here.city.name_of(here.scope.unit, here.lang)),
        aside=here.words("scope.townships_note", n=told, of=len(places)) if owing else "",
        places=[_place(here, code, found) for code in places],
        sentences=none or list(_sentences(here, found)),
    )


def _places(here: Here) -> list[str]:
    return [code for code, unit in here.city.county_of.items() if unit == here.scope.unit]


def roll_up(here: Here) -> RollUp:
    """Of the people of the incident shown."""
    lead = here.situation.lead
    wanted = lead.incident if lead else UNASSIGNED
    rows = [
        row
        for row in here.situation.evacuation_rows
        if (row.incident, row.category) == (wanted, Category.PEOPLE)
    ]
    return rolled_up(rows, here.scope.unit, _places(here))


def _place(here: Here, code: str, found: RollUp) -> PlaceBelow:
    figure = here.around.figure(code, Category.PEOPLE)
    name = here.city.name_of(code, here.lang)
    if figure is None and here.situation.lead is None:
        return PlaceBelow(name, to_level(here, code), "", name)
    if figure is None:
        apart = found.townships is not None or found.own is None
        said = here.words("scope.untold" if apart else "scope.untold_apart")
        return PlaceBelow(name, to_level(here, code), said, f"{name}:{said}")
    zero = here.words("screens.figure_state.zero")
    share = zero if figure.share is None else whole_percent(figure.share)
    demand = f"{name}:{figure.moved:,}/{figure.target:,} {when(figure.valid_at, here)}"
    return PlaceBelow(name, to_level(here, code), share, demand)


def _sentences(here: Here, found: RollUp) -> Iterator[str]:
    word = here.words
    unit = here.city.name_of(here.scope.unit, here.lang)
    if found.townships is None:
        if found.own is not None:
            yield word("scope.not_apart", unit=unit)
        return
    said = {"unit": unit, "sum": f"{found.townships.moved:,}"}
    if found.own is None:
        yield word("scope.summed", **said)
    else:
        yield _compared(here, found, said)
    if found.silent:
        names = [here.city.name_of(code, here.lang) for code in found.silent]
        yield word("scope.silent", names=word.listed(names))


def _compared(here: Here, found: RollUp, said: dict[str, str]) -> str:
    own = f"{found.own.moved:,}" if found.own else ""
    key = "differs" if found.difference else "agrees"
    return here.words(f"scope.{key}", **said, own=own, difference=f"{found.difference:+,}")
