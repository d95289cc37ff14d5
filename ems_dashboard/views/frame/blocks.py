"""Putting the cards on a page, and the choice of what colours the map."""

from collections.abc import Callable, Iterable

import plotly.graph_objects as go
import streamlit as st
from markupsafe import Markup

from ems_dashboard import clock
from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.terms import Category
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.links import to_rows
from ems_dashboard.screen.map_data import figures
from ems_dashboard.templating import rendered
from ems_dashboard.views.charts.plot import drawn, show
from ems_dashboard.views.frame.sheets import apply_sheet
from ems_dashboard.views.frame.stamped import stamped
from ems_dashboard.views.maps.maps import show_map
from ems_dashboard.views.streamlit_internals.draft_values import naming


def style() -> None:
    apply_sheet("cards.css")


def put(*blocks: str) -> None:
    """What a block leaves out for a viewer leaves no gap."""
    if shown := "".join(map(stamped, filter(None, blocks))):
        st.html(shown)


def card_heading(title: str, note: str = "") -> None:
    """`note`: HTML."""
    put(rendered("frame/card_heading.html", title=title, note=Markup(note)))


def titled(title: str, draw: Callable[[], None]) -> None:
    card_heading(title)
    draw()


def kept_chart(
    here: Here,
    title: str,
    draw: Callable[[], go.Figure],
    key: str,
    nothing: str,
    note: str = "",
    rows: Iterable[Fact] | None = None,
    page: str = "",
) -> None:
    """A chart that is drawn once for everybody who sees the same. `rows`: what it is drawn from;
    None: the picture. `note`: as for `chart`; `page`: where its rows are."""
    of = here.situation.version if rows is None else tuple(row.seq for row in rows)
    seen = ("chart", key, here.page, of, clock.minute(here.as_of), here.scope.code, here.lang)
    name = here.words(title)
    card_heading(Markup(to_rows(here, page, name)) if page else name, note)
    show(here.cache.once(seen, lambda: drawn(draw())), key, nothing)


def titled_chart(
    here: Here, name: str, draw: Callable[[], go.Figure], key: str, note: str = ""
) -> None:
    """A chart whose title is no text of its own but a term of the field."""
    card_heading(name, note)
    show(draw(), key, "charts.no_evacuation")


def chart(
    here: Here,
    title: str,
    figure: go.Figure,
    key: str,
    note: str = "",
    nothing: str = "charts.nothing",
) -> None:
    """`note`: HTML at the title's end, from when and where its rows are; `nothing`: what an empty
    chart says."""
    card_heading(here.words(title), note)
    show(figure, key, nothing)


def map_with_choice(here: Here, height: int, first: str = Category.PEOPLE) -> None:
    names = {str(c): here.words(f"terms.category.{c}") for c in here.city.plan.reported}
    names |= {
        "response": here.words("screens.overview.fill_response"),
        "warnings": here.words("screens.overview.fill_warnings"),
    }
    wish = st.segmented_control(
        here.words("screens.overview.colour_by"),
        list(figures(here.situation, here.city)),
        default=first,
        format_func=naming(names),
        key=f"fill-{here.page}",
        label_visibility="collapsed",
        required=True,
    )
    show_map(here, str(wish or first), height)
