"""The county grid as a component of our own: a table to type and paste into costs one element,
whatever its size."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from ems_dashboard import clock
from ems_dashboard.actions.evacuation import standing
from ems_dashboard.rules.entering import FIELDS, Place
from ems_dashboard.rules.evacuation import STAGES, Evacuation
from ems_dashboard.rules.terms import Category
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.scripts import component
from ems_dashboard.screen.theme import ASSETS
from ems_dashboard.situation.evacuation import hazards_then
from ems_dashboard.situation.picture import Figure
from ems_dashboard.templating import rendered
from ems_dashboard.views.streamlit_internals.drafts import Form

TEXTS = (
    "unit",
    "total",
    "was",
    "same",
    "send",
    "send_none",
    "hint",
    "pasted",
    "pasted_left",
    "pasted_over",
    "more",
    "key_empty",
    "key_stands",
    "key_filled",
)


@dataclass(frozen=True, slots=True)
class Scope:
    """`code`: the city for its units, a unit for itself and its townships."""

    code: str
    places: tuple[str, ...]

    @property
    def of_unit(self) -> bool:
        return self.code in self.places


@dataclass(frozen=True, slots=True)
class Press:
    """`at`: which press the run answers, None for a run of its own accord, at which the marks of
    the last answer stay; `asks`: the doubts above want to be seen."""

    at: object = None
    asks: bool = False


@dataclass(frozen=True, slots=True)
class Target:
    """`incident`: whose last figures stand in the grid; `hour`: what is typed is for it, and its
    draft says so; `named`: the incident on the button, where it was one of several."""

    incident: str
    hour: datetime | None
    named: str = ""


def scope_of(here: Here, code: str) -> Scope:
    """A county-level unit with its townships; the city's code: all units."""
    if code not in here.city.by_code:
        return Scope(here.city.code, tuple(here.city.by_code))
    return Scope(code, (code, *(t.code for t in here.city.townships if t.unit == code)))


def show_grid(
    here: Here,
    form: Form,
    scope: Scope,
    wrong: Mapping[tuple[str, str, str], str],
    key: str,
    press: Press,
    target: Target,
) -> None:
    """What is pressed in it lies in st.session_state[f"{key}-pressed"]."""
    data = _data(here, form, scope, wrong, target) | {"asked": press.asks, "answers": press.at}
    data["hour"] = target.hour.isoformat() if target.hour else ""
    _component()(key=key, data=data, on_check_change=lambda: _take(key))


def _take(key: str) -> None:
    """A press outlives the run that it causes until it is answered: kept beside the component."""
    st.session_state[f"{key}-pressed"] = st.session_state[key].check


def cells_of(pressed: Mapping[str, object]) -> dict[Place, dict[str, str]]:
    """What the browser sent, as unit and category → field → text; what no grid has is left out."""
    found: dict[Place, dict[str, str]] = {}
    cells = pressed.get("cells")
    for name, text in cells.items() if isinstance(cells, Mapping) else ():
        parts = str(name).split("__")
        if len(parts) == 4 and parts[2] in set(Category) and parts[3] in FIELDS:
            found.setdefault((parts[1], Category(parts[2])), {})[parts[3]] = str(text)
    return found


def _data(
    here: Here, form: Form, scope: Scope, wrong: Mapping[tuple[str, str, str], str], target: Target
) -> dict[str, object]:
    word, incident = here.words, target.incident
    last = last_values(here, scope, incident)
    text = {name: word.either(f"entry.{name}", "") for name in TEXTS} | {
        "all": word("screens.filter.all")
    }
    if target.named:
        text["send"] = word("entry.send_for", send=text["send"], name=target.named)
    if scope.of_unit:
        text["total"] = word("entry.townships")
    return {
        "prefix": form.prefix,
        "text": text,
        "units": [_unit(here, scope, code) for code in scope.places],
        "categories": [
            {"code": str(c), "label": word(f"terms.category.{c}")}
            for c in _categories(here, incident, (*last, *_typed(form)))
        ],
        "fields": [
            {"code": f, "label": word(f"entry.field.{f}"), "detail": f in STAGES} for f in FIELDS
        ],
        "last": last,
        "drafts": {
            name: str(text) for name, text in form.typed.items() if name.startswith(("c__", "t__"))
        },
        "wrong": {_name(*place): sentence for place, sentence in wrong.items()},
    }


def _typed(form: Form) -> list[str]:
    return [name for name in form.typed if name.startswith("c__")]


def _categories(here: Here, incident: str, cells: Iterable[str]) -> list[Category]:
    """Those that the incident's hazards ask for, and those of which a figure stands or is typed."""
    key = ("hazards of", here.situation.version, clock.horizon_minute(), incident)
    hazards = here.cache.once(key, lambda: hazards_then(here.store, incident))
    told = {name.split("__")[2] for name in cells}
    return [
        rule.category
        for rule in here.city.plan.categories
        if rule.moves_in(hazards) or rule.category in told
    ]


def _unit(here: Here, scope: Scope, code: str) -> dict[str, object]:
    city = here.city
    unit = city.by_code.get(code)
    host = unit or city.by_code[city.county_of[code]]
    at_sea = tuple(str(rule.category) for rule in city.plan.categories if rule.at_sea)
    sea = () if host.boats else at_sea
    names: Sequence[str] = (
        (unit.name, unit.short, unit.name_en, *unit.aliases) if unit else (city.name_of(code),)
    )
    return {
        "code": code,
        "name": city.name_of(code, here.lang),
        "names": list(names),
        "without": list(sea),
        "own": scope.of_unit and code == scope.code,
    }


def last_values(here: Here, scope: Scope, incident: str) -> dict[str, int]:
    """Each cell's last value of the incident: a unit's figure as the picture has it, a township's
    as it reported it."""
    known: dict[Place, Figure | Evacuation] = {}
    open_now = any(each.incident == incident for each in here.situation.incidents)
    if incident and (scope.of_unit or not open_now):
        known |= standing(here.desk(), incident, here.as_of)
    for figure in here.situation.evacuation:
        if figure.incident == incident:
            known[figure.unit, figure.category] = figure
    return {
        _name(code, category, field): value
        for (code, category), figure in known.items()
        if code in scope.places
        for field in FIELDS
        if (value := getattr(figure, field)) is not None
    }


def _name(unit: str, category: str, field: str) -> str:
    return f"c__{unit}__{category}__{field}"


@cache
def _component() -> ComponentRenderer:
    style = (ASSETS / "grid.css").read_text(encoding="utf-8")
    markup = rendered("frame/component.html", kind="ems-grid")
    return st.components.v2.component(
        "ems_grid", html=markup, js=component("grid.js"), css=style, isolate_styles=False
    )
