"""The card of the leader groups: how many are out, and a chip for each."""

from dataclasses import dataclass

from markupsafe import Markup

from ems_dashboard.rules.city import Group
from ems_dashboard.rules.groups import Deployment
from ems_dashboard.rules.terms import GroupState
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.links import link, rows_address
from ems_dashboard.screen.origin import note
from ems_dashboard.templating import rendered


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
    if not silent or here.situation.lead is None:
        return said
    return here.words("screens.overview.groups_silent", said=said, n=silent)


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
    return [group for group in here.city.groups if group.kind == "leader"]


def _chip(here: Here, group: Group, row: Deployment | None) -> GroupChip:
    """Hollow while nobody has reported the group; its state is the tooltip."""
    key = f"terms.group_state.{row.state}" if row else "screens.figure_state.not_reported"
    name = here.city.short_of(group.unit, here.lang)
    return GroupChip(
        name=name,
        href=link(here, "groups", unit=group.unit),
        state=row.state if row else "unreported",
        demand=f"{name}:{here.words(key)}",
    )
