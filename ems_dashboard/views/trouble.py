"""Our own box for an error that no page expected; the trace stays in the log under the number shown."""

import html
import logging
import secrets

import streamlit as st

from ems_dashboard.errors import EmsError
from ems_dashboard.text import words

log = logging.getLogger("ems.pages")


def show_trouble(error: Exception) -> bool:
    """For st.App(on_script_error=…): True keeps Streamlit's own red box away."""
    number = secrets.token_hex(3)
    log.error("page failed, number %s", number, exc_info=error)
    said = html.escape(str(error)) if isinstance(error, EmsError) else ""
    lines = "".join(
        f"<p><b>{words(lang)('frame.trouble')}</b> {words(lang)('frame.trouble_todo', number=number)}</p>"
        for lang in ("zh", "en")
    )
    st.html(f'<div class="ems-trouble" role="alert">{lines}<p>{said}</p></div>')
    return True
