"""Our own scripts on a page."""

import streamlit as st

from ems_dashboard.screen.scripts import address_of
from ems_dashboard.templating import rendered


def run_script(name: str, about: str = "") -> None:
    """Calls the default function of a script, with what it is about, once the page is drawn."""
    markup = rendered("frame/script.html", address=address_of(name), about=about)
    st.html(markup, unsafe_allow_javascript=True)
