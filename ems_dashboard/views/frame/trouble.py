"""Our own box for an error that no page expected; the trace stays in the log under the number shown."""

import html
import logging
import secrets

import streamlit as st

from ems_dashboard.errors import EmsError
from ems_dashboard.store.errors import DATABASE_UNAVAILABLE
from ems_dashboard.text import LANGS, Words, words

log = logging.getLogger("ems.pages")


def show_trouble(error: Exception) -> bool:
    """For st.App(on_script_error=…): True keeps Streamlit's own red box away."""
    number, unavailable = secrets.token_hex(3), isinstance(error, DATABASE_UNAVAILABLE)
    log.error("page failed, number %s: %s", number, error, exc_info=None if unavailable else error)
    said = html.escape(str(error)) if isinstance(error, EmsError) else ""
    key = "frame.database_unavailable" if unavailable else "frame.trouble"
    lines = "".join(_line(words(lang), key, number) for lang in LANGS)
    again = " data-again" if unavailable else ""
    st.html(f'<div class="ems-trouble" role="alert"{again}>{lines}<p>{said}</p></div>')
    return True


def _line(word: Words, key: str, number: str) -> str:
    return f"<p><b>{word(key)}</b> {word(f'{key}_todo', number=number)}</p>"
