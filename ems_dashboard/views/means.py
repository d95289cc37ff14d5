"""Which of the means the page is about."""

import streamlit as st

from ems_dashboard.views.guard import Here

VIEWS = ("shelters", "teams", "supplies", "needs")


def choose(here: Here) -> str:
    """Kept in the address as `view`."""
    names = {name: here.words(f"working.tab_{name}") for name in VIEWS}
    held = st.query_params.get("view", VIEWS[0])
    chosen = st.segmented_control(
        here.words("working.view"), VIEWS, default=held if held in VIEWS else VIEWS[0], format_func=names.get,
        key="means-view", label_visibility="collapsed", required=True,
    )  # fmt: skip
    view = str(chosen or VIEWS[0])
    if view != held:
        st.query_params["view"] = view
    return view
