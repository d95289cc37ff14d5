"""What to do first, on the pages where people land in a new live database; gone once it is done."""

import streamlit as st

from ems_dashboard import clock
from ems_dashboard.rules.reporting import SUBJECTS, may_report
from ems_dashboard.rules.roles import HOMES, Role, may
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.links import link
from ems_dashboard.situation.beginning import Step, first_steps
from ems_dashboard.templating import rendered

LANDINGS = {"overview", *(place.strip("/") for place in HOMES.values())}


def show(here: Here) -> None:
    """Its place is kept when it goes: else the page beneath would be made anew, and a chosen tab
    with it."""
    place = st.empty()
    if here.past or here.page not in LANDINGS or here.role is Role.GUEST:
        return
    key = ("first steps", here.situation.version, clock.horizon_minute(), here.role)
    steps = here.cache.once(key, lambda: first_steps(here.store, here.city, here.role))
    if not steps:
        return
    steps = tuple(step for step in steps if step.page != "intake" or _brings(here))
    lines = [_line(here, step) for step in steps]
    title = here.words("frame.first_steps")
    place.html(rendered("first_steps.html", title=title, steps=lines))


def _line(here: Here, step: Step) -> dict[str, object]:
    elsewhere = step.page != here.page and may(here.role, f"read:{step.page}")
    return {
        "said": here.words(f"frame.step.{step.name}", units=len(here.city.units)),
        "done": step.done,
        "href": link(here, step.page) if elsewhere else "",
    }


def _brings(here: Here) -> bool:
    """Whether the viewer's department reports anything by hand."""
    return any(may_report(here.actor, here.city, kind) for kind in SUBJECTS)
