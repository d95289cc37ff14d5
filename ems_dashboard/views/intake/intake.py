"""What a headquarters without feeds types in: one page, a view for each subject, linked from where
it is read."""

from urllib.parse import urlencode

import streamlit as st

from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.groups import Cadres
from ems_dashboard.rules.impact import Impact
from ems_dashboard.rules.messages import MessageBatch
from ems_dashboard.rules.observations import Rain, RiverLevel
from ems_dashboard.rules.reporting import may_report
from ems_dashboard.rules.roles import may
from ems_dashboard.rules.storms import StormFix
from ems_dashboard.rules.warnings import WarningMessage
from ems_dashboard.screen.here import Here
from ems_dashboard.templating import rendered
from ems_dashboard.views.intake import intake_sheet, intake_storm, intake_warning
from ems_dashboard.views.intake.intake_parts import go
from ems_dashboard.views.streamlit_internals.draft_values import naming

KINDS: dict[str, type[Fact]] = {
    "warnings": WarningMessage,
    "storm": StormFix,
    "rain": Rain,
    "rivers": RiverLevel,
    "losses": Impact,
    "cadres": Cadres,
    "messages": MessageBatch,
}


def views_of(here: Here) -> list[str]:
    """The subjects that the viewer may bring."""
    return [view for view, kind in KINDS.items() if may_report(here.actor, here.city, kind)]


def show(here: Here) -> None:
    views = views_of(here)
    if here.past or not views:
        st.caption(here.words("intake.past" if here.past else "intake.none_to_type"))
        return
    view = _choose(here, views)
    if view == "warnings":
        intake_warning.show(here)
    elif view == "storm":
        intake_storm.show(here)
    else:
        intake_sheet.show(here, intake_sheet.SHEETS[view])


def _choose(here: Here, views: list[str]) -> str:
    """Kept in the address as `view`; what was being corrected belongs to the view that was left."""
    names = {view: here.words(f"intake.view.{view}") for view in views}
    held = st.query_params.get("view", views[0])
    held = held if held in views else views[0]
    chosen = st.segmented_control(
        here.words("frame.page.intake"),
        views,
        default=held,
        format_func=naming(names),
        key="intake-view",
        label_visibility="collapsed",
        required=True,
    )
    view = str(chosen or held)
    if view != held:
        go(view=view)
        st.rerun()  # a button belongs to the address that its run began with
    return view


def link(here: Here, *views: str, nothing: bool = False) -> None:
    """The way to the forms for what a page shows, for those who may fill them in. `nothing`: the
    page is empty."""
    if here.past or not may(here.role, "read:intake"):
        return
    wanted = [view for view in views_of(here) if view in views]
    if not wanted:
        return
    kept = {"lang": here.lang} if st.query_params.get("lang") else {}
    links = [
        (f"/intake?{urlencode({'view': view} | kept)}", here.words(f"intake.link.{view}"))
        for view in wanted
    ]
    st.html(
        rendered(
            "intake_link.html",
            asked=here.words("intake.link.nothing_yet") if nothing else "",
            links=links,
        )
    )
