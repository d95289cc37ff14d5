"""The style sheets on the page."""

import streamlit as st
from markupsafe import Markup

from ems_dashboard.screen.theme import sheet, style_sheet, theme_of
from ems_dashboard.templating import rendered


def apply_theme(page: str) -> None:
    _apply(style_sheet(theme_of(page).name))


def apply_sheet(name: str) -> None:
    """A page's own sheet beside the theme."""
    _apply(sheet(name))


def _apply(text: str) -> None:
    st.html(rendered("frame/style.html", sheet=Markup(text)))
