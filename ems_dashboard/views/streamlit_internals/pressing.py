"""A press is answered, whatever else happens. Streamlit forgets a press when another run (a push, a
second press) stops the run that was to answer it; here it waits with the viewer until a run has
answered it or has ended without."""

from collections.abc import Callable, Hashable
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, NoReturn

import streamlit as st

from ems_dashboard import clock
from ems_dashboard.templating import rendered

DOUBLE = timedelta(milliseconds=600)
"""Two presses of one button within this time are the two halves of a double click."""
STALE = timedelta(seconds=3)
"""So long a viewer may still ask for a run at the address that an act has left without meaning it."""
KEY = "ems-pending-press"
Address = tuple[tuple[str, str], ...]


@dataclass(slots=True)
class PendingPress:
    """What one viewer pressed. It is changed in place and asked of the session once a run, because
    every access to the session's state is a point where a newer run may stop this one."""

    place: tuple[Hashable, ...] = ()
    waiting: set[Hashable] = field(default_factory=set)
    last: Hashable = None
    done: tuple[Hashable, timedelta] | None = None
    after: Callable[[], object] | None = None
    way: tuple[Address, Address, timedelta] | None = None
    said: str = ""
    answers: dict[Hashable, Any] = field(default_factory=dict)

    def press(self, what: Hashable) -> None:
        if self.done is None or self.done[0] != what or clock.running() - self.done[1] > DOUBLE:
            self.waiting.add(what)


_PENDING: ContextVar[PendingPress] = ContextVar("pending_press")


def pending_press() -> PendingPress:
    if _PENDING.get(None) is None:
        begin("", pushed=False)
    return _PENDING.get()


def begin(page: str, *, pushed: bool) -> None:
    """At the start of a run: what an interrupted one left undone is done. `pushed`: the viewer has
    not asked for it, so the answers stay."""
    mine = st.session_state.setdefault(KEY, PendingPress())
    _PENDING.set(mine)
    if not pushed:
        mine.answers.clear()
    _settle(mine, pushed=pushed)
    mine.place = (page, *_address())


def end() -> None:
    """A run came to its end: what no button of it answered is void."""
    pending_press().waiting.clear()


def pressed(place: Any, label: str, *, key: str, kind: str = "button", **kw: Any) -> bool:
    """Draws a button; whether it was pressed and waits for its answer. `kind`: form_submit_button
    within a form."""
    mine = pending_press()
    what = (*mine.place, key)
    getattr(place, kind)(label, key=key, on_click=mine.press, args=(what,), **kw)
    if what in mine.waiting:
        mine.waiting.discard(what)
        mine.last = what
        return True
    if said := mine.answers.get(what):
        _say(said)
    return False


def refuse(sentence: str) -> None:
    """The answer of the last press, in words where its button is."""
    mine = pending_press()
    mine.answers[mine.last] = sentence
    _say(sentence)


def conclude(after: Callable[[], object], said: str = "") -> None:
    """What follows an act that is done; the next run does it where another stops this one."""
    mine = pending_press()
    mine.done, mine.said, mine.after = (mine.last, clock.running()), said, after
    _settle(mine)


def follow(after: Callable[[], object]) -> NoReturn:
    """Answers a press that only leads elsewhere."""
    conclude(after)
    st.rerun()


def announce_done() -> None:
    """Says, once, what the act before this run did."""
    mine = pending_press()
    if mine.said:
        st.toast(mine.said, duration="long")
        mine.said = ""


def _settle(mine: PendingPress, *, pushed: bool = False) -> None:
    """A push means no address: at the one that an act has left it leads onward however late it
    comes, since a slow browser may not have heard yet where to."""
    here = _address()
    if mine.after is not None:
        mine.after()
        mine.after, mine.way = None, (here, _address(), clock.running())
    elif mine.way is not None:
        left, onward, at = mine.way
        if here != left or left == onward:
            return
        if pushed or clock.running() - at < STALE:
            st.query_params.from_dict(dict(onward))
        else:
            mine.way = None


def _address() -> Address:
    return tuple(sorted(st.query_params.to_dict().items()))


def _say(sentence: str) -> None:
    st.html(rendered("frame/error.html", role="alert", said=sentence))
