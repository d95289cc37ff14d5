"""Our own box for an error that no page expected; the trace stays in the log under the number
shown."""

import logging
import secrets
from dataclasses import dataclass

import streamlit as st

from ems_dashboard.errors import EmsError
from ems_dashboard.store.condition import Trouble, trouble_of
from ems_dashboard.templating import rendered
from ems_dashboard.text import LANGS, Words, words

KEYS = {Trouble.DAMAGED: "frame.damaged"}

log = logging.getLogger("ems.pages")


@dataclass(frozen=True, slots=True)
class Line:
    title: str
    advice: str


def show_trouble(error: Exception) -> bool:
    """For st.App(on_script_error=…): True keeps Streamlit's own red box away."""
    number, trouble = secrets.token_hex(3), trouble_of(error)
    unavailable = trouble is not None
    log.error("page failed, number %s: %s", number, error, exc_info=None if unavailable else error)
    said = str(error) if isinstance(error, EmsError) else ""
    key = KEYS.get(trouble, "frame.database_unavailable") if trouble else "frame.trouble"
    lines = [_line(words(lang), key, number) for lang in LANGS]
    st.html(rendered("frame/trouble.html", lines=lines, said=said, again=unavailable))
    return True


def _line(word: Words, key: str, number: str) -> Line:
    return Line(word(key), word(f"{key}_todo", number=number))
