"""What the pages of levels and orders share: doing an act, and a few pieces of HTML."""

from collections.abc import Callable, Iterable
from typing import TypeVar

import streamlit as st
from markupsafe import Markup

from ems_dashboard.errors import Refused
from ems_dashboard.store.condition import UNWRITABLE, Trouble, trouble_of
from ems_dashboard.templating import rendered
from ems_dashboard.text import words
from ems_dashboard.views.frame.guard import language
from ems_dashboard.views.frame.sheets import apply_sheet
from ems_dashboard.views.streamlit_internals import pressing

Done = TypeVar("Done")
KEPT_READABLE = UNWRITABLE | {Trouble.DAMAGED}
"""The page stays with what was typed; where the database is away, it could not be drawn."""


def attempt(
    act: Callable[[], Done],
    said: str = "",
    then: Callable[[Done], object] = lambda _: None,
    refused: Callable[[str], object] = pressing.refuse,
) -> None:
    """Does it; what a rule refuses stands in words where the button is, or where `refused` puts it.
    `said`: what the fresh page says once it is done; `then`: what follows, such as emptying the
    form, given what the act gave back. The act itself touches nothing of Streamlit: nothing can
    stop it between the rule and the ledger."""
    try:
        done = act()
    except Refused as refusal:
        refused(str(refusal))
        return
    except Exception as error:
        if trouble_of(error) not in KEPT_READABLE:
            raise
        refused(words(language())(f"frame.bar.{trouble_of(error)}_note"))
        return
    pressing.conclude(lambda: then(done), said)
    st.rerun()


def style() -> None:
    apply_sheet("acting.css")


def heading(text: str, note: str = "", aside: str = "") -> None:
    """`aside` is HTML: a link."""
    st.html(rendered("frame/heading.html", text=text, note=note, aside=Markup(aside)))


def calm(text: str) -> None:
    st.html(rendered("frame/calm.html", text=text))


def table(
    heads: Iterable[str], rows: Iterable[str], figures: int = 0, *, stack: bool = False
) -> Markup:
    """`heads` as text, `rows` as HTML; the last `figures` columns are to the right. `stack`: cards
    on a telephone."""
    names = list(heads)
    words = len(names) - figures
    body = Markup("").join(map(Markup, rows))
    return rendered(
        "frame/table.html", words=names[:words], figures=names[words:], body=body, stack=stack
    )


def steps(lines: Iterable[tuple[str, str, str]]) -> Markup:
    """A timeline: when, what, and a note beneath."""
    return rendered("frame/steps.html", lines=list(lines))
