"""The county-level units on the wall, small: where the leader groups are, and the levels of both hazards."""

from dataclasses import dataclass

from markupsafe import Markup

from ems_dashboard.rules.terms import GroupState
from ems_dashboard.screen.cards import hazard_names
from ems_dashboard.screen.group_chips import groups_said
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.level_marks import LevelMark, marks_of
from ems_dashboard.screen.origin import note
from ems_dashboard.templating import rendered


@dataclass(frozen=True, slots=True)
class WallUnit:
    """`state`: of its leader group."""

    name: str
    state: GroupState
    marks: list[LevelMark]


def units(here: Here) -> Markup:
    states = {row.unit: row.state for row in here.situation.deployments}
    return rendered(
        "wall/units.html",
        title=here.words("wall.units", hazards=hazard_names(here)),
        aside=groups_said(here),
        asof=note(here, (*here.situation.deployments, *here.situation.response_rows)),
        units=[
            _unit(here, code, states.get(code, GroupState.STANDBY)) for code in here.city.by_code
        ],
    )


def _unit(here: Here, code: str, state: GroupState) -> WallUnit:
    return WallUnit(here.city.short_of(code, here.lang), state, marks_of(here, code))
