"""What the pages of levels and orders share: doing an act, and a few pieces of HTML."""

from collections.abc import Callable, Iterable
from html import escape
from typing import TypeVar

import streamlit as st

from ems_dashboard.errors import Refused
from ems_dashboard.views.frame.sheets import apply_sheet
from ems_dashboard.views.streamlit_internals import pressing

Done = TypeVar("Done")


def attempt(
    act: Callable[[], Done],
    said: str = "",
    then: Callable[[Done], object] = lambda _: None,
    refused: Callable[[str], object] = pressing.refuse,
) -> None:
    """Does it; what a rule refuses stands in words where the button is, or where `refused` puts it. `said`: what is
    told on the fresh page once it is done; `then`: what follows, such as emptying the form, given what the act gave
    back. The act itself touches nothing of Streamlit: nothing can stop it between the rule and the ledger."""
    try:
        done = act()
    except Refused as refusal:
        refused(str(refusal))
        return
    pressing.conclude(lambda: then(done), said)
    st.rerun()


def style() -> None:
    apply_sheet("acting.css")


def heading(text: str, note: str = "", aside: str = "") -> None:
    """`aside` is HTML: a link."""
    st.html(f'<h3 class="dk-h">{escape(text)}<small>{escape(note)}</small>{aside}</h3>')


def calm(text: str) -> None:
    st.html(f'<p class="dk-calm">{escape(text)}</p>')


def table(
    heads: Iterable[str], rows: Iterable[str], figures: int = 0, *, stack: bool = False
) -> str:
    """`heads` as text, `rows` as HTML; the last `figures` columns are to the right. `stack`: cards on a telephone."""
    names = list(heads)
    words, numbers = names[: len(names) - figures], names[len(names) - figures :]
    head = "".join(f"<th>{escape(name)}</th>" for name in words)
    head += "".join(f'<th class="n">{escape(name)}</th>' for name in numbers)
    body = "".join(rows)
    kind = "ems-table ems-stack" if stack else "ems-table"
    return (
        f'<div class="ems-scroll"><table class="{kind}"><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def steps(lines: Iterable[tuple[str, str, str]]) -> str:
    """A timeline: when, what, and a note beneath."""
    items = (
        f"<li><time>{at}</time><span>{escape(text)}{f'<small>{escape(note)}</small>' if note else ''}</span></li>"
        for at, text, note in lines
    )
    return f'<ul class="dk-steps">{"".join(items)}</ul>'
