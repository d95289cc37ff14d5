"""The duties of the levels in force as a checklist, and the clocks of the leader groups."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st
from markupsafe import Markup

from ems_dashboard.actions.duties import move_group, responsible, set_duty
from ems_dashboard.rules.duties import SETTLED, UNITS, DutyStatus
from ems_dashboard.rules.groups import Deployment, GroupClock
from ems_dashboard.rules.roles import OWN_UNIT_ONLY, may, may_for
from ems_dashboard.rules.terms import DutyStateName, GroupState
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.origin import when
from ems_dashboard.situation.levels import LevelDesk
from ems_dashboard.templating import rendered
from ems_dashboard.views.frame import incident_drafts
from ems_dashboard.views.frame.acting import attempt, calm, heading
from ems_dashboard.views.orders.order_matrix import span
from ems_dashboard.views.streamlit_internals import drafts
from ems_dashboard.views.streamlit_internals.pressing import pressed

MUCH = 4
MOOD = {
    DutyStateName.OPEN: "open",
    DutyStateName.IN_HAND: "",
    DutyStateName.DONE: "done",
    DutyStateName.NOT_APPLICABLE: "done",
}


def show(here: Here, desk: LevelDesk) -> None:
    left, right = st.columns([50, 50], gap="medium")
    with left:
        found = list(_mine(here, desk))
        heading(here.words("responses.duties"), _counted(here, found))
        if not found:
            calm(here.words("responses.no_duties"))
        settled = [status for status in found if status.state in SETTLED]
        for status in found:
            if status not in settled:
                _duty(here, status)
        if settled:
            _settled(here, settled, len(found) - len(settled))
    with right:
        _groups(here, desk)


def _counted(here: Here, found: Sequence[DutyStatus]) -> str:
    settled = sum(status.state in SETTLED for status in found)
    after, late = (
        sum(status.late_by is not None for status in found),
        sum(s.late(here.as_of) for s in found),
    )
    key = "duties_note_late" if after else "duties_note"
    return here.words(f"responses.{key}", done=settled, of=len(found), after=after, late=late)


def _settled(here: Here, found: Sequence[DutyStatus], owed: int) -> None:
    """What is owed comes first; what is done is read and put right beneath it, folded away where much is owed."""
    if here.past or not may(here.role, "write:duties"):
        st.html(_faces([_face(here, status) for status in found], card=True))
        return
    with st.expander(here.words("responses.settled", n=len(found)), expanded=owed < MUCH):
        for status in found:
            _duty(here, status)


def _mine(here: Here, desk: LevelDesk) -> Iterable[DutyStatus]:
    """The city's duties; a county's or a department's own for its account."""
    city = desk.duties.get(here.city.code, ())
    if here.role not in OWN_UNIT_ONLY:
        return city
    own = [
        s for s in city if here.actor.unit in (s.duty.owner_code, *(owner for owner, _ in s.parts))
    ]
    return (*own, *(s for s in desk.duties.get(here.actor.unit, ()) if not own))


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
    word, own = here.words, here.role in OWN_UNIT_ONLY
    if status.parts:
        owners = [owner for owner, _ in status.parts if not own or owner == here.actor.unit]
        if may(here.role, "write:duties") and owners:
            _shares(here, status, owners, key)
        return
    if not may_for(here.actor, "write:duties", responsible(status)):
        return
    row = st.container(horizontal=True, key=f"row-{key}")
    for state in () if status.state in SETTLED else (DutyStateName.IN_HAND, DutyStateName.DONE):
        if state is not status.state and pressed(
            row, word(f"responses.mark.{state}"), key=f"{key}-{state}"
        ):
            attempt(partial(set_duty, here.desk(), status, state), word("orders.recorded"))
    with row.popover(word("responses.with_note")):
        note = st.text_input(word("responses.note"), key=f"{key}-note")
        chosen = _state(here, f"{key}-state")
        wanted = pressed(st, word("responses.record"), key=f"{key}-record", disabled=chosen is None)
        if wanted and chosen is not None:
            attempt(
                partial(set_duty, here.desk(), status, chosen, "", note), word("orders.recorded")
            )


def _shares(here: Here, status: DutyStatus, owners: list[str], key: str) -> None:
    """One unit's account sees its own share; headquarters may record several units at once."""
    word = here.words
    with st.popover(word("responses.by_unit")):
        left = [
            owner
            for owner, row in status.parts
            if owner in owners and (row is None or MOOD[row.state] != "done")
        ]
        units = st.multiselect(
            word("responses.column.unit"),
            owners,
            default=left if len(owners) == 1 else [],
            format_func=lambda u: here.city.name_of(u, here.lang),
            key=f"{key}-units",
        )
        state = _state(here, f"{key}-share")
        note = st.text_input(word("responses.note"), key=f"{key}-share-note")
        label = word("responses.record_units", n=len(units))
        wanted = pressed(st, label, key=f"{key}-shares", disabled=not units or state is None)
        if wanted and state is not None:
            desk = here.desk()
            attempt(
                lambda: [set_duty(desk, status, state, unit, note) for unit in units],
                word("orders.recorded"),
            )


def _state(here: Here, key: str) -> DutyStateName | None:
    """What is recorded; that a duty is done, or not applicable, is chosen and never there already."""
    word = here.words
    return st.selectbox(
        word("responses.column.state"),
        list(DutyStateName),
        None,
        lambda state: word(f"terms.duty_state.{state}"),
        placeholder=word("responses.choose_state"),
        key=key,
    )


def _groups(here: Here, desk: LevelDesk) -> None:
    word = here.words
    clocks = [
        c for c in desk.clocks if here.role not in OWN_UNIT_ONLY or c.group.unit == here.actor.unit
    ]
    arrived = sum(clock.arrived_at is not None for clock in clocks)
    note = word("responses.groups_note", n=arrived, of=len(clocks)) if clocks else ""
    heading(word("responses.groups"), note)
    if not clocks:
        calm(word("responses.groups_stay", level=here.city.plan.leader_groups_from))
        return
    names = ("unit", "state", "arrived", "place", "problems")
    heads = [word(f"responses.column.{name}") for name in names]
    late_first = sorted(clocks, key=lambda clock: not clock.late(here.as_of))
    lines = [_group(here, clock) for clock in late_first]
    st.html(rendered("levels/groups.html", heads=heads, lines=lines))
    mine = [c for c in clocks if may_for(here.actor, "write:duties", c.group.unit)]
    if mine and not here.past:
        with st.expander(word("responses.report_group")):
            _report(here, desk, mine)


@dataclass(frozen=True, slots=True)
class GroupLine:
    unit: str
    mood: str
    state: str
    arrived: str
    place: str
    problems: str


def _group(here: Here, clock: GroupClock) -> GroupLine:
    row = clock.row
    key = f"terms.group_state.{row.state}" if row else "screens.figure_state.not_reported"
    return GroupLine(
        unit=here.city.short_of(clock.group.unit, here.lang),
        mood=_group_mood(here, clock),
        state=here.words(key),
        arrived=_arrived(here, clock),
        place=row.place if row else "",
        problems=_problems(here, row) if row else "",
    )


def _group_mood(here: Here, clock: GroupClock) -> str:
    if clock.late(here.as_of):
        return "late"
    return "done" if clock.arrived_at else "open"


def _arrived(here: Here, clock: GroupClock) -> str:
    if clock.arrived_at:
        return when(clock.arrived_at, here)
    minutes = int((clock.due - here.as_of).total_seconds() // 60)
    return span(here, abs(minutes), "over" if clock.late(here.as_of) else "left")


def _problems(here: Here, row: Deployment) -> str:
    if not row.problems_found:
        return ""
    return here.words("responses.problems", found=row.problems_found, fixed=row.problems_fixed)


def _report(here: Here, desk: LevelDesk, clocks: list[GroupClock]) -> None:
    word = here.words
    by_code = {clock.group.code: clock for clock in clocks}
    name = st.selectbox(
        word("responses.group"),
        list(by_code),
        format_func=lambda c: (
            by_code[c].group.name if here.lang == "zh" else by_code[c].group.name_en
        ),
        key="group-report",
    )
    clock = by_code[name]
    row = clock.row
    defaults = {
        "state": row.state if row else None, "place": row.place if row else "",
        "people": row.people if row else "", "found": row.problems_found if row else 0,
        "fixed": row.problems_fixed if row else 0,
    }  # fmt: skip
    incident = next(
        (s.incident for s in desk.duties[here.city.code] if s.duty.owner_code != UNITS), ""
    )
    item = incident_drafts.item(name, incident)
    form = drafts.open(here, "group", item, defaults, row.seq if row else None)
    state = form.choose(
        "state",
        word("responses.column.state"),
        list(GroupState),
        lambda s: word(f"terms.group_state.{s}"),
        placeholder=word("responses.choose_state"),
    )
    place = form.text("place", word("responses.column.place"))
    left, middle, right = st.columns(3)
    with left:
        people = form.whole("people", word("responses.people"))
    with middle:
        found = form.whole("found", word("responses.found"))
    with right:
        fixed = form.whole("fixed", word("responses.fixed"))
    note = form.text("note", word("responses.note"))
    wanted = pressed(st, word("responses.record"), key="group-act", disabled=state is None)
    if wanted and state is not None and not form.wrong:
        attempt(
            lambda: move_group(
                here.desk(), incident, clock, state, place=place, people=people or 0, found=found or 0,
                fixed=fixed or 0, note=note,
            ),
            word("orders.recorded"), form.clear,
        )  # fmt: skip
