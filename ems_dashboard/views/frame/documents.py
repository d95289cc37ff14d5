"""A button that makes an official document when it is pressed, and the short text to paste into a
message."""

import streamlit as st

from ems_dashboard.clock import beijing
from ems_dashboard.errors import Refused
from ems_dashboard.reports.prints import Print, Printed, printed
from ems_dashboard.screen.here import Here
from ems_dashboard.views.frame import downloads

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def offer(here: Here, kind: Print, item: str, about: str = "") -> None:
    """`item`: the id of the row, of a report with `@` and its version. What is shown is what is
    printed: the moment is the page's. `about`: what it is about, where a page offers several."""
    word = here.words
    place = st.container(key=f"print-{kind}-{item}", horizontal=True)
    name = f"{word(f'document.print.name_{kind}')}-{beijing(here.as_of):%Y%m%d-%H%M}.docx"
    label = f"{about} {word('document.print.download')}".strip()
    downloads.file(
        place,
        label,
        lambda: _made(here, kind, item).document,
        name,
        DOCX,
        key=f"docx-{kind}-{item}",
    )
    text = place.popover(
        f"{about} {word('document.print.message')}".strip(),
        key=f"text-{kind}-{item}",
        on_change="rerun",
    )
    if text.open:
        with text:
            _message(here, kind, item)


def _message(here: Here, kind: Print, item: str) -> None:
    try:
        st.code(_made(here, kind, item).message, language=None, wrap_lines=True)
    except Refused as refused:
        st.caption(str(refused))


def _made(here: Here, kind: Print, item: str) -> Printed:
    """Once per picture and language, shared by every session."""
    key = ("print", str(kind), item, here.lang, here.situation.version, here.as_of)
    return here.cache.once(
        key, lambda: printed(kind, here.store, here.city, here.words, here.as_of, item)
    )
