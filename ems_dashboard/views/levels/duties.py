"""The duties of the levels in force as a checklist."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st
from markupsafe import Markup
from streamlit.delta_generator import DeltaGenerator

from ems_dashboard.actions.acting import Desk
from ems_dashboard.actions.duties import responsible, set_duty
from ems_dashboard.rules.duties import SETTLED, DutyStatus
from ems_dashboard.rules.roles import OWN_UNIT_ONLY, may, may_for
from ems_dashboard.rules.terms import DutyStateName
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.origin import when
from ems_dashboard.situation.levels import LevelDesk
from ems_dashboard.templating import rendered
from ems_dashboard.views.frame.acting import attempt, calm, heading
from ems_dashboard.views.levels import leader_groups
from ems_dashboard.views.orders.order_matrix import span
from ems_dashboard.views.streamlit_internals.pressing import pressed

MUCH = 4
MARKS = (DutyStateName.IN_HAND, DutyStateName.DONE)
"""The states that one press records."""
MOOD = {
    DutyStateName.OPEN: "open",
    DutyStateName.IN_HAND: "",
    DutyStateName.DONE: "done",
    DutyStateName.NOT_APPLICABLE: "done",
}


def show(here: Here, desk: LevelDesk) -> None:
    left, right = st.columns([50, 50], gap="medium")
    with left:
        _duties(here, _mine(here, desk))
    with right:
        leader_groups.show(here, desk)


def _duties(here: Here, mine: Sequence[DutyStatus]) -> None:
    heading(here.words("responses.duties"), _counted(here, mine))
    if not mine:
        calm(here.words(f"responses.{'no_duties_at_level' if _in_force(here) else 'no_duties'}"))
    owed = [status for status in mine if status.state not in SETTLED]
    settled = [status for status in mine if status.state in SETTLED]
    for status in owed:
        _duty(here, status)
    if settled:
        _settled(here, settled, len(owed))


def _in_force(here: Here) -> bool:
    """Whether the city or the account's own unit is at a level."""
    levels = here.situation.responses
    return any(any(levels.get(code, {}).values()) for code in (here.city.code, here.actor.unit))


def _counted(here: Here, mine: Sequence[DutyStatus]) -> str:
    settled = sum(status.state in SETTLED for status in mine)
    after = sum(status.late_by is not None for status in mine)
    late = sum(status.late(here.as_of) for status in mine)
    key = "duties_note_late" if after else "duties_note"
    return here.words(f"responses.{key}", done=settled, of=len(mine), after=after, late=late)


def _settled(here: Here, settled: Sequence[DutyStatus], owed: int) -> None:
    """What is owed comes first; what is done is read and put right beneath it, folded away where
    much is owed."""
    if here.past or not may(here.role, "write:duties"):
        st.html(_faces([_face(here, status) for status in settled], card=True))
        return
    with st.expander(here.words("responses.settled", n=len(settled)), expanded=owed < MUCH):
        for status in settled:
            _duty(here, status)


def _mine(here: Here, desk: LevelDesk) -> Sequence[DutyStatus]:
    """The city's duties; a county's or a department's own for its account."""
    city = desk.duties.get(here.city.code, ())
    if here.role not in OWN_UNIT_ONLY:
        return city
    own = [status for status in city if here.actor.unit in _owners(status)]
    return own or desk.duties.get(here.actor.unit, ())


def _owners(status: DutyStatus) -> tuple[str, ...]:
    return (status.duty.owner_code, *(owner for owner, _ in status.parts))


def _duty(here: Here, status: DutyStatus) -> None:
    key = f"{status.unit}-{status.duty.code}"
    with st.container(key=f"dutycard-{key}"):
        st.html(_faces([_face(here, status)]))
        if not here.past:
            _acts(here, status, key)


@dataclass(frozen=True, slots=True)
class DutyFace:
    text: str
    note: str
    state: str
    mood: str
    late: bool


def _faces(duties: list[DutyFace], *, card: bool = False) -> Markup:
    return rendered("levels/duties.html", duties=duties, card=card)


def _face(here: Here, status: DutyStatus) -> DutyFace:
    duty, zh = status.duty, here.lang == "zh"
    key = "responses.done_late" if status.late_by else f"terms.duty_state.{status.state}"
    notes = (
        duty.owner if zh else duty.owner_en,
        here.words("responses.due", at=when(status.deadline, here)),
        _clock(here, status),
        _shares_settled(here, status),
        _last_word(status),
    )
    return DutyFace(
        text=duty.text if zh else duty.text_en,
        note=" · ".join(filter(None, notes)),
        state=here.words(key),
        mood=_mood(here, status),
        late=status.late(here.as_of),
    )


def _mood(here: Here, status: DutyStatus) -> str:
    if status.late(here.as_of):
        return "late"
    return "late-done" if status.late_by else MOOD[status.state]


def _shares_settled(here: Here, status: DutyStatus) -> str:
    if not status.parts:
        return ""
    return here.words("responses.shares", n=status.settled_parts, of=len(status.parts))


def _last_word(status: DutyStatus) -> str:
    if status.row is None:
        return ""
    return " ".join(filter(None, (status.row.person, status.row.note)))


def _clock(here: Here, status: DutyStatus) -> str:
    """Until the deadline, since it passed, or how long after it the duty was done."""
    if status.late_by is not None and status.settled_at is not None:
        clock = span(here, int(status.late_by.total_seconds() // 60), "over")
        return here.words("responses.done_at", at=when(status.settled_at, here), clock=clock)
    if status.state in SETTLED:
        return ""
    minutes = int((status.deadline - here.as_of).total_seconds() // 60)
    return span(here, abs(minutes), "over" if status.late(here.as_of) else "left")


def _acts(here: Here, status: DutyStatus, key: str) -> None:
    if status.parts:
        owners = _may_record(here, status)
        if owners:
            _shares(here, status, owners, key)
        return
    if not may_for(here.actor, "write:duties", responsible(status)):
        return
    row = st.container(horizontal=True, key=f"row-{key}")
    if status.state not in SETTLED:
        _marks(here, status, row, key)
    with row.popover(here.words("responses.with_note")):
        _with_note(here, status, key)


def _may_record(here: Here, status: DutyStatus) -> list[str]:
    """The units whose share the account records: its own, or any."""
    if not may(here.role, "write:duties"):
        return []
    owners = [owner for owner, _ in status.parts]
    if here.role not in OWN_UNIT_ONLY:
        return owners
    return [owner for owner in owners if owner == here.actor.unit]


def _marks(here: Here, status: DutyStatus, row: DeltaGenerator, key: str) -> None:
    word = here.words
    states = [state for state in MARKS if state is not status.state]
    for state in states:
        if pressed(row, word(f"responses.mark.{state}"), key=f"{key}-{state}"):
            attempt(partial(set_duty, here.desk(), status, state), word("orders.recorded"))


def _with_note(here: Here, status: DutyStatus, key: str) -> None:
    word = here.words
    note = st.text_input(word("responses.note"), key=f"{key}-note")
    state = _state(here, f"{key}-state")
    wanted = pressed(st, word("responses.record"), key=f"{key}-record", disabled=state is None)
    if wanted and state is not None:
        act = partial(set_duty, here.desk(), status, state, "", note)
        attempt(act, word("orders.recorded"))


def _shares(here: Here, status: DutyStatus, owners: list[str], key: str) -> None:
    """One unit's account sees its own share; headquarters may record several units at once."""
    word = here.words
    with st.popover(word("responses.by_unit")):
        units = st.multiselect(
            word("responses.column.unit"),
            owners,
            default=_left(status, owners) if len(owners) == 1 else [],
            format_func=partial(here.city.name_of, lang=here.lang),
            key=f"{key}-units",
        )
        state = _state(here, f"{key}-share")
        note = st.text_input(word("responses.note"), key=f"{key}-share-note")
        label = word("responses.record_units", n=len(units))
        wanted = pressed(st, label, key=f"{key}-shares", disabled=not units or state is None)
        if wanted and state is not None:
            act = partial(_record, here.desk(), status, state, units, note)
            attempt(act, word("orders.recorded"))


def _left(status: DutyStatus, owners: list[str]) -> list[str]:
    """Those of the owners whose share is not done."""
    done = {owner for owner, row in status.parts if row and MOOD[row.state] == "done"}
    return [owner for owner in owners if owner not in done]


def _record(
    desk: Desk, status: DutyStatus, state: DutyStateName, units: list[str], note: str
) -> None:
    for unit in units:
        set_duty(desk, status, state, unit, note)


def _state(here: Here, key: str) -> DutyStateName | None:
    """What is recorded; that a duty is done, or not applicable, is chosen and never there
    already."""
    word = here.words
    return st.selectbox(
        word("responses.column.state"),
        list(DutyStateName),
        None,
        lambda state: word(f"terms.duty_state.{state}"),
        placeholder=word("responses.choose_state"),
        key=key,
    )
