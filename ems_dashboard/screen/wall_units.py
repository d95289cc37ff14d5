"""The county-level units on the wall, small: where the leader groups are, and the levels of both hazards."""

from dataclasses import dataclass

from markupsafe import Markup

from ems_dashboard.rules.terms import GroupKind
from ems_dashboard.screen.cards import hazard_names
from ems_dashboard.screen.group_chips import SILENT, groups_said, silent_state
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.level_marks import LevelMark, marks_of
from ems_dashboard.screen.origin import note
from ems_dashboard.templating import rendered


@dataclass(frozen=True, slots=True)
class WallUnit:
    """`state`: of its leader group, as it is drawn."""

    name: str
    state: str
    marks: list[LevelMark]


def units(here: Here) -> Markup:
    states = _states(here)
    return rendered(
        "wall/units.html",
        title=here.words("wall.units", hazards=hazard_names(here)),
        aside=groups_said(here),
        asof=note(here, (*here.situation.deployments, *here.situation.response_rows)),
        units=[_unit(here, code, states.get(code, "")) for code in here.city.by_code],
    )


def _states(here: Here) -> dict[str, str]:
    """Unit → how its leader group is drawn: as it was reported, or why nobody did."""
    reported = {row.group: str(row.state) for row in here.situation.deployments}
    return {
        group.unit: reported.get(group.code, SILENT[silent_state(here, group)])
        for group in here.city.groups
        if group.kind == GroupKind.LEADER
    }


def _unit(here: Here, code: str, state: str) -> WallUnit:
    return WallUnit(here.city.short_of(code, here.lang), state, marks_of(here, code))
