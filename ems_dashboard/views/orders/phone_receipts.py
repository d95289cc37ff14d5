"""What several addressees said about an order on the telephone, written down in one go."""

import streamlit as st

from ems_dashboard import clock
from ems_dashboard.actions.receipts import Said, record_calls
from ems_dashboard.rules.order_moves import receipt_allowed
from ems_dashboard.rules.terms import ReceiptState
from ems_dashboard.screen.here import Here
from ems_dashboard.situation.orders import OrderFile
from ems_dashboard.views.frame.acting import attempt, calm, heading
from ems_dashboard.views.streamlit_internals import drafts, pressing
from ems_dashboard.views.streamlit_internals.pressing import pressed

STEPS = (ReceiptState.RECEIVED, ReceiptState.IN_HAND, ReceiptState.ANSWERED)


def offer(here: Here, file: OrderFile) -> None:
    word = here.words
    able = {step: _able(file, step) for step in STEPS}
    if not any(able.values()):
        return
    heading(word("orders.by_telephone"))
    first = next(step for step in STEPS if able[step] and step is not ReceiptState.IN_HAND)
    defaults = {"step": first, "at": clock.minute(here.as_of)}
    with st.container(key="form-phone"):
        form = drafts.open(here, "phone", item=file.order.order, defaults=defaults)
        names = {step: word(f"orders.phone_state.{step}") for step in STEPS}
        step = form.one_of("step", word("orders.phone_step"), STEPS, names) or first
        units = _units(here, form, able[step])
        said = _said(here, form)
    place = st.container(key="acts-phone")
    label = word("orders.phone_record", n=len(units), state=names[step])
    if pressed(place, label, key="phone-act", type="primary"):
        if said is None:
            form.error("at", word("orders.phone_no_time"))
            return
        done = word("orders.phone_done", n=len(units), state=names[step])
        attempt(
            lambda: record_calls(here.desk(), file.order.order, units, step, said), done, form.clear
        )


def _able(file: OrderFile, step: ReceiptState) -> list[str]:
    """The late ones first."""
    able = [cell for cell in file.cells if receipt_allowed(cell.state, step)]
    return [cell.unit for cell in sorted(able, key=lambda cell: not cell.late)]


def _units(here: Here, form: drafts.Form, able: list[str]) -> list[str]:
    word = here.words
    if not able:
        calm(word("orders.phone_complete"))
        return []
    ticked = form.tick(
        "units", word("orders.phone_units"), able, lambda unit: here.city.short_of(unit, here.lang)
    )
    label = word("orders.phone_all", n=len(able))
    if len(ticked) < len(able) and pressed(st, label, key="phone-all", type="tertiary"):
        pressing.follow(lambda: form.put("units", able))
    return list(ticked)


def _said(here: Here, form: drafts.Form) -> Said | None:
    word = here.words
    left, right = st.columns(2)
    with left:
        at = form.moment("at", word("orders.phone_at"))
    with right:
        person = form.text("person", word("orders.phone_person"))
    note = form.text("note", word("orders.phone_note"))
    return Said(person, at, note) if at else None
