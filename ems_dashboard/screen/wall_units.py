"""The county-level units on the wall, small: where the leader groups are, and the levels of both hazards."""

from html import escape

from ems_dashboard.rules.terms import GroupState, Hazard
from ems_dashboard.screen.cards import level_marks
from ems_dashboard.screen.group_chips import groups_said
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.origin import note


def units(here: Here) -> str:
    word = here.words
    states = {row.unit: row.state for row in here.situation.deployments}
    cells = "".join(
        _cell(here, unit.code, states.get(unit.code, GroupState.STANDBY))
        for unit in here.city.units
    )
    hazards = " / ".join(word(f"terms.hazard.{hazard}") for hazard in Hazard)
    asof = note(here, (*here.situation.deployments, *here.situation.response_rows))
    head = f"<h3>{word('wall.units', hazards=hazards)}<span>{groups_said(here)}</span>{asof}</h3>"
    return f'<section class="card">{head}<div class="wus">{cells}</div></section>'


def _cell(here: Here, unit: str, state: GroupState) -> str:
    name = escape(here.city.short_of(unit, here.lang))
    return f'<div class="{state}"><span>{name}</span>{level_marks(here, unit)}</div>'
