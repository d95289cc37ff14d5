"""The card of the leader groups: how many are out, and a chip for each. Of a group that nobody
reported it is said whether the level calls for it."""

from dataclasses import dataclass

from markupsafe import Markup

from ems_dashboard.rules.city import Group
from ems_dashboard.rules.figure_states import FigureState
from ems_dashboard.rules.groups import Deployment, called_for_since
from ems_dashboard.rules.terms import GroupKind, GroupState
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.links import link, rows_address
from ems_dashboard.screen.origin import note
from ems_dashboard.templating import rendered
from ems_dashboard.text import Words

SILENT = {FigureState.NOT_REPORTED: "unreported", FigureState.NOT_APPLICABLE: "not-called"}
"""How a group is drawn that nobody reported."""


@dataclass(frozen=True, slots=True)
class GroupChip:
    name: str
    href: str
    state: str
    demand: str


def groups_said(here: Here) -> str:
    """How many of the leader groups are out, and how many in place."""
    leaders = {group.code for group in _leaders(here)}
    rows = [row for row in here.situation.deployments if row.group in leaders]
    states = [row.state for row in rows]
    arrived = states.count(GroupState.ARRIVED)
    out = states.count(GroupState.DEPARTED) + arrived
    said = here.words("screens.overview.groups_note", out=out, all=len(leaders), there=arrived)
    silent = len(leaders - {row.group for row in rows})
    if not silent:
        return said
    if called_for(here):
        return here.words("screens.overview.groups_silent", said=said, n=silent)
    return said if rows else here.words("screens.overview.groups_not_called")


def called_for(here: Here) -> bool:
    """Whether the level in force sends the leader groups."""
    return called_for_since(here.city, here.situation.levels) is not None


def silent_state(here: Here, group: Group) -> FigureState:
    """Of a group that nobody reported."""
    owed = group.kind == GroupKind.LEADER and called_for(here)
    return FigureState.NOT_REPORTED if owed else FigureState.NOT_APPLICABLE


def silent_name(state: FigureState, word: Words) -> str:
    if state is FigureState.NOT_APPLICABLE:
        return word("screens.overview.group_not_called")
    return word(f"screens.figure_state.{state}")


def groups(here: Here) -> Markup:
    reported = {row.group: row for row in here.situation.deployments}
    return rendered(
        "cards/groups.html",
        title=here.words("screens.overview.groups"),
        href=rows_address(here, "groups"),
        aside=groups_said(here),
        asof=note(here, here.situation.deployments),
        chips=[_chip(here, group, reported.get(group.code)) for group in _leaders(here)],
    )


def _leaders(here: Here) -> list[Group]:
    """Those that go to a unit of the level's picture."""
    leaders = (group for group in here.city.groups if group.kind == GroupKind.LEADER)
    return [group for group in leaders if group.unit in here.scope.area]


def _chip(here: Here, group: Group, row: Deployment | None) -> GroupChip:
    """Hollow while nobody has reported the group, dashed where it should be out; its state is the
    tooltip."""
    state = str(row.state) if row else SILENT[silent_state(here, group)]
    said = (
        here.words(f"terms.group_state.{row.state}")
        if row
        else silent_name(silent_state(here, group), here.words)
    )
    name = here.city.short_of(group.unit, here.lang)
    return GroupChip(
        name=name,
        href=link(here, "groups", unit=group.unit),
        state=state,
        demand=f"{name}:{said}",
    )
