"""On every page while the server's clock stands before what the ledger holds already."""

import streamlit as st

from ems_dashboard.actions.clocks import clock_notice, put_right
from ems_dashboard.clock import full_time
from ems_dashboard.rules.roles import may
from ems_dashboard.screen.here import Here
from ems_dashboard.templating import rendered
from ems_dashboard.views.intake.intake_parts import Agreement
from ems_dashboard.views.streamlit_internals.pressing import pressed


def show(here: Here) -> None:
    """Its place is kept when it goes: else the page beneath would be made anew, and a chosen tab
    with it."""
    place, sentence = st.empty(), clock_notice(here.words)
    if sentence:
        with place.container():
            _notice(here, sentence)


def _notice(here: Here, sentence: str) -> None:
    st.html(rendered("clock_notice.html", sentence=sentence))
    said = here.desk().clock_at
    if said is None or here.past or not may(here.role, "set:clock"):
        return
    label = here.words("frame.clock_put_right", at=full_time(said))
    agreement = Agreement(here, "clock")
    if pressed(st, label, key="clock-put-right"):
        told_now = here.words("frame.clock_was_put_right", at=full_time(said))
        agreement.save(lambda: put_right(here.desk(), agreed=agreement.given), told_now)
