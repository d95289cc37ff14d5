"""The style sheets on the page."""

import streamlit as st

from ems_dashboard.screen.theme import sheet, style_sheet, theme_of


def apply_theme(page: str) -> None:
    st.html(f"<style>{style_sheet(theme_of(page).name)}</style>")


def apply_sheet(name: str) -> None:
    """A page's own sheet beside the theme."""
    st.html(f"<style>{sheet(name)}</style>")
