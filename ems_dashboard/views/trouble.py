"""Our own box for an error that no page expected; the trace stays in the log under the number shown."""

import html
import logging
import secrets

import streamlit as st

from ems_dashboard.errors import EmsError
from ems_dashboard.store.errors import DATABASE_UNAVAILABLE
from ems_dashboard.text import LANGS, Lang, words

log = logging.getLogger("ems.pages")


def show_trouble(error: Exception) -> bool:
    """For st.App(on_script_error=…): True keeps Streamlit's own red box away."""
    number, away = secrets.token_hex(3), isinstance(error, DATABASE_UNAVAILABLE)
    log.error("page failed, number %s: %s", number, error, exc_info=None if away else error)
    said = html.escape(str(error)) if isinstance(error, EmsError) else ""
    lines = "".join(
        f"<p><b>{words(lang)('frame.away' if away else 'frame.trouble')}</b> {_todo(lang, away, number)}</p>"
        for lang in LANGS
    )
    again = " data-again" if away else ""
    st.html(f'<div class="ems-trouble" role="alert"{again}>{lines}<p>{said}</p></div>')
    return True


def _todo(lang: Lang, away: bool, number: str) -> str:
    return (
        words(lang)("frame.away_todo") if away else words(lang)("frame.trouble_todo", number=number)
    )
