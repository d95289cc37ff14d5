"""Figures of the evacuation by workbook: the template holds what stands, what is doubtful in the filled one is asked as
it is in the grid, and the same action takes both."""

from functools import partial

import streamlit as st

from ems_dashboard.actions.evacuation import Entered, report, standing, weigh
from ems_dashboard.actions.rows import Checked
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.roles import OWN_UNIT_ONLY
from ems_dashboard.screen.here import Here
from ems_dashboard.store import Appended
from ems_dashboard.templating import rendered
from ems_dashboard.views.evacuation.entry import SENT, doubts_said
from ems_dashboard.views.frame import acting, incident_choice
from ems_dashboard.views.intake import row_entry
from ems_dashboard.views.streamlit_internals.pressing import pressed


def offer(here: Here) -> None:
    """Beside the grid of the entry page, at the present moment."""
    if here.past:
        return
    row_entry.saved_notice(Evacuation)
    with st.expander(here.words("rows.workbook")):
        incident = incident_choice.choose(here, "book", here.desk().moment)
        if incident is None:
            return
        checked = row_entry.read_workbook(here, Evacuation, _standing(here, incident), incident)
        if checked is None or not checked.facts:
            return
        entered = weigh(
            here.desk(), [fact for fact in checked.facts if isinstance(fact, Evacuation)]
        )
        if entered.wrong:
            _wrong(here, entered)
            return
        reason = _reason(here, entered) if entered.asks else ""
        with st.container(key="acts-book-evacuation"):
            if pressed(
                st,
                here.words("rows.save", n=len(entered.rows)),
                type="primary",
                key="book-save-evacuation",
            ):
                acting.attempt(
                    lambda: report(here.desk(), entered, reason),
                    then=partial(_saved, here, checked),
                )


def _saved(here: Here, checked: Checked, done: Appended) -> None:
    st.session_state.pop(SENT, None)
    # `done` counts the reasons that the log keeps beside the figures too
    row_entry.put_away(here, checked, min(done.duplicates, len(checked.facts)))


def _wrong(here: Here, entered: Entered) -> None:
    sentences = [
        here.words("entry.of_unit", unit=here.city.name_of(unit, here.lang), said=wrong)
        for (unit, _, _), wrong in entered.wrong.items()
    ]
    title = here.words("entry.wrong", n=len(sentences))
    st.html(rendered("evacuation/wrong.html", title=title, sentences=sentences))


def _reason(here: Here, entered: Entered) -> str:
    doubts_said(here, entered)
    return st.text_area(here.words("entry.reason"), height=80, key="book-reason") or ""


def _standing(here: Here, incident: str) -> list[Evacuation]:
    """The newest figures of the incident; a county's own and its townships'."""
    rows = standing(here.desk(), incident, here.as_of).values()
    own = here.actor.unit if here.role in OWN_UNIT_ONLY else ""
    return [row for row in rows if not own or here.city.county_of.get(row.unit, row.unit) == own]
