"""Who looks at the page: asked of the store at every run, because st.user stays what it was when
the page connected."""

import streamlit as st

from ems_dashboard import clock
from ems_dashboard.actions.recognising import Caller, recognised
from ems_dashboard.rules.roles import Actor
from ems_dashboard.runtime import runtime

PUSHED = "ems-pushed"
"""In the session's state where the push of a new version asked for the run and not the viewer."""


def actor() -> Actor:
    return _recognised(seen=False).actor


def address() -> str:
    """From where the page was opened, as our middleware saw it."""
    return str(st.user.get("ems_address") or "")


def note_visit() -> bool:
    """Once a run: a sign of the viewer, unless the run is the server's doing; whether it is his."""
    pushed = st.session_state.pop(PUSHED, False)
    if not pushed:
        _recognised(seen=True)
    return not pushed


def was_pushed() -> None:
    st.session_state[PUSHED] = True


def _recognised(*, seen: bool) -> Caller:
    home = runtime()
    return recognised(
        home.store,
        str(st.user.get("ems_session") or ""),
        clock.machine_now(),
        home.limits,
        seen=seen,
    )
