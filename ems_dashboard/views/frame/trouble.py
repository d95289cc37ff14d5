"""Our own box for an error that no page expected; the trace stays in the log under the number
shown."""

import logging
import secrets
from dataclasses import dataclass

import streamlit as st

from ems_dashboard.errors import EmsError
from ems_dashboard.store.errors import DATABASE_UNAVAILABLE
from ems_dashboard.templating import rendered
from ems_dashboard.text import LANGS, Words, words

log = logging.getLogger("ems.pages")


@dataclass(frozen=True, slots=True)
class Line:
    title: str
    advice: str


def show_trouble(error: Exception) -> bool:
    """For st.App(on_script_error=…): True keeps Streamlit's own red box away."""
    number, unavailable = secrets.token_hex(3), isinstance(error, DATABASE_UNAVAILABLE)
    log.error("page failed, number %s: %s", number, error, exc_info=None if unavailable else error)
    said = str(error) if isinstance(error, EmsError) else ""
    key = "frame.database_unavailable" if unavailable else "frame.trouble"
    lines = [_line(words(lang), key, number) for lang in LANGS]
    st.html(rendered("frame/trouble.html", lines=lines, said=said, again=unavailable))
    return True


def _line(word: Words, key: str, number: str) -> Line:
    return Line(word(key), word(f"{key}_todo", number=number))
