"""The same by workbook or CSV: the template of a kind, what was read of the filled one, and the
same action."""

import streamlit as st

from ems_dashboard.actions.by_hand import save_by_hand
from ems_dashboard.rules.facts import Fact
from ems_dashboard.screen.here import Here
from ems_dashboard.store import Appended
from ems_dashboard.views.intake import row_entry
from ems_dashboard.views.intake.intake_parts import Agreement
from ems_dashboard.views.streamlit_internals.pressing import pressed


def offer(here: Here, *kinds: type[Fact]) -> None:
    """One box for each kind of table."""
    for kind in kinds:
        row_entry.saved_notice(kind)
        name = here.words.either(f"columns.kind.{kind.KIND}", kind.KIND).split("|")[0]
        box = st.container(key=f"form-book-{kind.KIND}")
        with box.expander(f"{here.words('rows.workbook')}: {name}"):
            _book(here, kind)


def _book(here: Here, kind: type[Fact]) -> None:
    checked = row_entry.read_workbook(here, kind, ())
    if checked is None:
        return
    agreement = Agreement(here, f"book-{kind.KIND}-{len(checked.facts)}")
    with st.container(key=f"acts-book-{kind.KIND}"):
        label = here.words("rows.save", n=len(checked.facts))
        wanted = pressed(
            st, label, type="primary", disabled=not checked.facts, key=f"book-save-{kind.KIND}"
        )
    if wanted:

        def done(appended: Appended) -> None:
            row_entry.put_away(here, checked, appended.duplicates)

        agreement.save(
            lambda: save_by_hand(here.desk(), checked.facts, agreed=agreement.given), "", done
        )
