"""The card of the leader groups: how many are out, and a chip for each."""

from html import escape

from ems_dashboard.rules.city import Group
from ems_dashboard.rules.groups import Deployment
from ems_dashboard.rules.terms import GroupState
from ems_dashboard.screen.cards import link, to_rows
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.origin import note


def groups_said(here: Here) -> str:
    """How many of the leader groups are out, and how many in place."""
    leaders = {group.code for group in here.city.groups if group.kind == "leader"}
    states = [row.state for row in here.situation.deployments if row.group in leaders]
    there = states.count(GroupState.ARRIVED)
    out = states.count(GroupState.DEPARTED) + there
    said = here.words("screens.overview.groups_note", out=out, all=len(leaders), there=there)
    silent = len(leaders - {row.group for row in here.situation.deployments})
    if not silent or here.situation.lead is None:
        return said
    return here.words("screens.overview.groups_silent", said=said, n=silent)


def groups(here: Here) -> str:
    word = here.words
    leaders = [group for group in here.city.groups if group.kind == "leader"]
    states = {row.group: row for row in here.situation.deployments}
    chips = "".join(_group_chip(here, group, states.get(group.code)) for group in leaders)
    asof = note(here, here.situation.deployments)
    title = to_rows(here, "groups", word("screens.overview.groups"))
    head = f"<h3>{title}<span>{groups_said(here)}</span>{asof}</h3>"
    return f'<section class="card">{head}<div class="chips">{chips}</div></section>'


def _group_chip(here: Here, group: Group, row: Deployment | None) -> str:
    """Hollow while nobody has reported the group; its state is the tooltip."""
    state = here.words(
        f"terms.group_state.{row.state}" if row else "screens.figure_state.not_reported"
    )
    name = here.city.short_of(group.unit, here.lang)
    return (
        f'<a href="{link(here, "groups", unit=group.unit)}" class="{row.state if row else "unreported"}" '
        f'title="{escape(f"{name}:{state}")}">{escape(name)}</a>'
    )
