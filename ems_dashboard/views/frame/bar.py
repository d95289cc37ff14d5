"""The bar above every page: name, menu, moment, state of the connection and language, as one small
component that also listens for new versions. One element instead of twenty widgets keeps a rerun
cheap."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from ems_dashboard import clock
from ems_dashboard.screen import waiting
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.key_moments import address
from ems_dashboard.screen.menu import groups
from ems_dashboard.screen.picture_stamp import stamp
from ems_dashboard.screen.practice import practice
from ems_dashboard.screen.scripts import component
from ems_dashboard.screen.theme import theme_of
from ems_dashboard.templating import rendered
from ems_dashboard.text import Lang, catalogue
from ems_dashboard.views.frame.identity import was_pushed
from ems_dashboard.views.frame.moment import control

KEY, STEP = "frame", "frame-step"


@dataclass(frozen=True, slots=True)
class Step:
    """What a viewer pressed: another page (or None), and what the address is to say (as_of, unit,
    lang)."""

    page: str | None
    address: Mapping[str, str]


@cache
def _component() -> ComponentRenderer:
    return st.components.v2.component(
        "ems_frame",
        html=rendered("frame/component.html", kind="ems-frame"),
        js=component("bar.js"),
        isolate_styles=False,
    )


def bar(here: Here) -> Step | None:
    """Shows the bar; a Step when the viewer pressed something that changes the address."""
    _component()(key=KEY, data=_data(here), on_go_change=_keep_step, on_version_change=was_pushed)
    pressed = st.session_state.pop(STEP, None)
    if not isinstance(pressed, dict):
        return None
    wanted = {
        name: str(value)
        for name, value in pressed.items()
        if value and name in ("as_of", "unit", "lang")
    }
    page = pressed.get("page")
    return Step(page if isinstance(page, str) else None, wanted)


def _keep_step() -> None:
    """A press outlives the run that it caused, should a newer one stop that."""
    st.session_state[STEP] = st.session_state[KEY].go


def _data(here: Here) -> dict[str, object]:
    situation = here.situation
    return {
        "lang": here.lang,
        "page": here.page,
        "theme": theme_of(here.page).name,
        "groups": groups(here.role, here.words),
        "person": _person(here),
        "waiting": waiting.bar_items(here),
        "address": {
            "as_of": address(here.as_of) if here.past else None,
            "unit": None if here.scope.is_city else here.scope.code,
            "lang": st.query_params.get("lang"),
        },
        "shown": {"version": situation.version, "stamp": stamp(here.cache, situation)},
        "written_at": _written_at(here),
        "sample": situation.simulated,
        "open": bool(situation.incidents),
        "moment": control(here),
        "practice": practice(here.lang),
        "text": _texts(here.lang),
        "builtin": _builtin(here.lang),
    }


def _person(here: Here) -> dict[str, str] | None:
    """Who is signed in; None for a visitor."""
    actor, word = here.actor, here.words
    if not actor.account:
        return None
    role = word(f"acts.role.{actor.role}")
    unit = here.city.name_of(actor.unit, here.lang) if actor.unit else ""
    said = f"{role} · {unit}" if unit else role
    return {"name": actor.name, "role": said, "unit": actor.unit}


def _written_at(here: Here) -> str | None:
    if clock.pace():  # when it was written says nothing about the age of what its clock shows
        return None

    def read() -> str | None:
        with here.store.reading() as reader:
            moment = reader.written_at()
        return clock.iso(moment) if moment else None

    return here.cache.once(("written at", here.situation.version), read)


@cache
def _texts(lang: Lang) -> dict[str, str]:
    return {
        key.removeprefix("frame.bar."): text[lang]
        for key, text in catalogue().items()
        if key.startswith("frame.bar.")
    }


@cache
def _builtin(lang: Lang) -> list[list[str]]:
    """Streamlit's own English texts and ours for them; none where the screen is English."""
    entries = [] if lang == "en" else catalogue().items()
    return [[entry["en"], entry["zh"]] for key, entry in entries if key.startswith("builtin.")]
