"""The clocks of the leader groups: who is where, who is late, and the report of one."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st

from ems_dashboard.actions.duties import move_group
from ems_dashboard.rules.duties import UNITS
from ems_dashboard.rules.groups import Deployment, GroupClock
from ems_dashboard.rules.roles import OWN_UNIT_ONLY, may_for
from ems_dashboard.rules.terms import GroupState
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.origin import when
from ems_dashboard.situation.levels import LevelDesk
from ems_dashboard.templating import rendered
from ems_dashboard.views.frame import incident_drafts
from ems_dashboard.views.frame.acting import attempt, calm, heading
from ems_dashboard.views.orders.order_matrix import span
from ems_dashboard.views.streamlit_internals import drafts
from ems_dashboard.views.streamlit_internals.draft_values import naming
from ems_dashboard.views.streamlit_internals.drafts import Form
from ems_dashboard.views.streamlit_internals.pressing import pressed


def show(here: Here, desk: LevelDesk) -> None:
    word = here.words
    clocks = _mine(here, desk)
    heading(word("responses.groups"), _counted(here, clocks))
    if not clocks:
        calm(word("responses.groups_stay", level=here.city.plan.leader_groups_from))
        return
    names = ("unit", "state", "arrived", "place", "problems")
    heads = [word(f"responses.column.{name}") for name in names]
    late_first = sorted(clocks, key=lambda clock: not clock.late(here.as_of))
    lines = [_group(here, clock) for clock in late_first]
    st.html(rendered("levels/groups.html", heads=heads, lines=lines))
    if not here.past:
        _offer_report(here, desk, clocks)


def _mine(here: Here, desk: LevelDesk) -> list[GroupClock]:
    clocks = list(desk.clocks)
    if here.role not in OWN_UNIT_ONLY:
        return clocks
    return [clock for clock in clocks if clock.group.unit == here.actor.unit]


def _counted(here: Here, clocks: Sequence[GroupClock]) -> str:
    if not clocks:
        return ""
    arrived = sum(clock.arrived_at is not None for clock in clocks)
    return here.words("responses.groups_note", n=arrived, of=len(clocks))


def _offer_report(here: Here, desk: LevelDesk, clocks: Sequence[GroupClock]) -> None:
    may_report = [c for c in clocks if may_for(here.actor, "write:duties", c.group.unit)]
    if may_report:
        with st.expander(here.words("responses.report_group")):
            _report(here, desk, may_report)


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


def _report(here: Here, desk: LevelDesk, clocks: Sequence[GroupClock]) -> None:
    word, clock = here.words, _chosen(here, clocks)
    incident = _incident(here, desk)
    form = _form(here, clock, incident)
    state = form.choose(
        "state",
        word("responses.column.state"),
        list(GroupState),
        {state: word(f"terms.group_state.{state}") for state in GroupState},
        placeholder=word("responses.choose_state"),
    )
    place = form.text("place", word("responses.column.place"))
    people, found, fixed = _numbers(here, form)
    note = form.text("note", word("responses.note"))
    wanted = pressed(st, word("responses.record"), key="group-act", disabled=state is None)
    if wanted and state is not None and not form.wrong:
        act = partial(
            move_group,
            here.desk(),
            incident,
            clock,
            state,
            place=place,
            people=people,
            found=found,
            fixed=fixed,
            note=note,
        )
        attempt(act, word("orders.recorded"), form.clear)


def _chosen(here: Here, clocks: Sequence[GroupClock]) -> GroupClock:
    zh = here.lang == "zh"
    by_code = {clock.group.code: clock for clock in clocks}
    names = {
        code: clock.group.name if zh else clock.group.name_en for code, clock in by_code.items()
    }
    label = here.words("responses.group")
    code = st.selectbox(label, list(names), format_func=naming(names), key="group-report")
    return by_code[code]


def _incident(here: Here, desk: LevelDesk) -> str:
    """The one that the city's duties belong to."""
    own = [s for s in desk.duties[here.city.code] if s.duty.owner_code != UNITS]
    return own[0].incident if own else ""


def _form(here: Here, clock: GroupClock, incident: str) -> Form:
    """With what the group reported last."""
    row = clock.row
    item = incident_drafts.item(clock.group.code, incident)
    if row is None:
        empty = {"place": "", "people": "", "found": 0, "fixed": 0}
        return drafts.open(here, "group", item, empty)
    reported = {
        "state": row.state,
        "place": row.place,
        "people": row.people,
        "found": row.problems_found,
        "fixed": row.problems_fixed,
    }
    return drafts.open(here, "group", item, reported, row.seq)


def _numbers(here: Here, form: Form) -> tuple[int, ...]:
    """People, problems found and problems put right; nothing typed is none."""
    typed = []
    for place, name in zip(st.columns(3), ("people", "found", "fixed"), strict=True):
        with place:
            typed.append(form.whole(name, here.words(f"responses.{name}")) or 0)
    return tuple(typed)
