"""Which moment a block on the page is of: written on each block of a past picture, and said when a
run has ended. The bar believes a picture, and plays on, only where all of them bear the moment
that it says itself (moment.js)."""

from contextvars import ContextVar

import streamlit as st

from ems_dashboard.clock import iso
from ems_dashboard.moments import Moment
from ems_dashboard.templating import rendered

NOW = "now"
_MOMENT: ContextVar[str] = ContextVar("moment of this run", default="")


def begin(as_of: Moment | None) -> None:
    """`as_of`: the past moment that this run shows; None for the present, whose blocks keep their
    text from minute to minute."""
    _MOMENT.set(iso(as_of) if as_of else "")


def moment() -> str:
    """The past moment of this run, empty in the present."""
    return _MOMENT.get()


def stamped(block: str) -> str:
    """A block of HTML with the moment in its first tag."""
    tag = block[: block.find(">")]
    if not moment() or not tag.startswith("<") or "data-as-of" in tag:
        return block
    name = tag.split()[0]
    return f'{name} data-as-of="{moment()}"{block[len(name) :]}'


def stamped_page(page: str) -> str:
    """The page in a frame (a map) with the moment in its body."""
    if not moment():
        return page
    before, tag, rest = page.partition("<body")
    return f'{before}{tag} data-as-of="{moment()}"{rest}'


def end() -> None:
    """The last element of a page."""
    st.html(rendered("frame/end.html", moment=moment() or NOW))
