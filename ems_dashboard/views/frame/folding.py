"""Long lists, folded: the newest day stands open, an earlier one is a line with its counts, and
what does not fit at once opens by a press. Nothing is left out: what is folded says how much it
is."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from itertools import groupby
from typing import TypeVar

import streamlit as st
from markupsafe import Markup

from ems_dashboard.clock import beijing
from ems_dashboard.screen.here import Here
from ems_dashboard.templating import rendered

T = TypeVar("T")
AT_ONCE = 40
"""So many lines of the newest day are open."""
LISTED = 12
KINDS_NAMED = 4


def show_by_day(
    here: Here,
    rows: Sequence[T],
    at: Callable[[T], datetime],
    kind: Callable[[T], str],
    table: Callable[[Sequence[T]], str],
) -> None:
    """`rows` newest first; `kind`: what a row is counted as; `table`: rows as HTML. Each day is an
    element of its own, so that one which was opened stays open while another changes."""
    days = [
        (day, list(found)) for day, found in groupby(rows, lambda row: f"{beijing(at(row)):%m-%d}")
    ]
    for place, (day, found) in enumerate(days):
        if place:
            title = here.words("folding.today", day=day, n=len(found))
            st.html(fold(title, table(found), _counts(here, found, kind)))
            continue
        st.html(table(found[:AT_ONCE]))
        if rest := found[AT_ONCE:]:
            title = here.words("folding.rest_of_day", n=len(rest))
            st.html(fold(title, table(rest), _counts(here, rest, kind)))


def _counts(here: Here, found: Sequence[T], kind: Callable[[T], str]) -> str:
    counted = Counter(map(kind, found)).most_common(KINDS_NAMED)
    return " · ".join(here.words("folding.counted", name=name, n=n) for name, n in counted)


def shortened(
    here: Here, lines: Iterable[T], around: Callable[[Sequence[T]], str], shown: int = LISTED
) -> Markup:
    """A list of which the first lines stand open and the others are folded beneath; `around`: its
    lines as HTML."""
    every = list(lines)
    first, rest = Markup(around(every[:shown])), every[shown:]
    return first + fold(here.words("folding.rest", n=len(rest)), around(rest)) if rest else first


def fold(title: str, body: str, note: str = "") -> Markup:
    """`body` is HTML."""
    return rendered("fold.html", title=title, note=note, body=Markup(body))
