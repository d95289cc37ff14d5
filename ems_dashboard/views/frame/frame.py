"""The frame around every page, and the script that Streamlit runs: language, menu, the bar, then
the page."""

from pathlib import Path

import streamlit as st
from streamlit.navigation.page import Page

from ems_dashboard.config import ROOT
from ems_dashboard.screen import crumb
from ems_dashboard.screen.here import INCIDENT
from ems_dashboard.screen.menu import FIRST
from ems_dashboard.text import words
from ems_dashboard.views.frame import (
    blocks,
    clock_notice,
    first_steps,
    identity,
    incident_switch,
    stamped,
)
from ems_dashboard.views.frame.bar import Step, bar
from ems_dashboard.views.frame.guard import guard, language
from ems_dashboard.views.frame.runs import RUNS
from ems_dashboard.views.frame.sheets import apply_theme
from ems_dashboard.views.streamlit_internals import pressing


def page_files() -> dict[str, Path]:
    """The pages in pages/, by name, in the order of their numbers."""
    return {
        path.stem.partition("_")[2]: path
        for path in sorted((ROOT / "pages").glob("[0-9][0-9]_*.py"))
    }


def show() -> None:
    word = words(language())
    st.set_page_config(
        page_title=word("frame.product"), layout="wide", initial_sidebar_state="collapsed"
    )
    pages = {
        name: st.Page(path, title=word(f"frame.page.{name}"), url_path=name, default=name == FIRST)
        for name, path in page_files().items()
    }
    # always called: without it the folder pages/ would be served around this frame
    page = st.navigation(list(pages.values()), position="hidden")
    current = next(name for name, candidate in pages.items() if candidate.url_path == page.url_path)
    RUNS.add(current)
    apply_theme(current)
    pressing.begin(current, pushed=not identity.note_visit())
    here = guard(current, lambda step: _take(step, pages, current))
    step = bar(here)
    if step:
        _take(step, pages, current)
    clock_notice.show(here)
    first_steps.show(here)
    incident_switch.show(here)
    pressing.announce_done()
    blocks.put(crumb.crumb(here))
    if here.unknown_scope:
        blocks.style()
        blocks.put(crumb.unknown(here))
    else:
        page.run()
    pressing.end()
    stamped.end()


def _take(step: Step, pages: dict[str, Page], current: str) -> None:
    """Goes where the bar says; what the address carried besides stays while the page stays."""
    staying = step.page is None or step.page == current
    asked = st.query_params.to_dict()
    kept = asked if staying else {name: asked[name] for name in (INCIDENT,) if name in asked}
    for name in ("as_of", "unit", "lang"):
        value = step.address.get(name)
        kept = {key: held for key, held in kept.items() if key != name} | (
            {name: value} if value else {}
        )
    st.switch_page(pages[step.page if step.page in pages else current], query_params=kept)


if __name__ == "__main__":
    show()
