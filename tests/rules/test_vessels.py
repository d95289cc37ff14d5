"""What one row of vessels is about: of two rows with the same key the later one counts."""

from ems_dashboard.rules.facts import newest_of_each
from ems_dashboard.rules.terms import VesselKind, VesselMove
from ems_dashboard.rules.vessels import VesselAction
from tests.builders import BEGAN, CASE, DONGSHAN, ZHANGPU

FISHING, OTHER = list(VesselKind)[:2]
FIRST, SECOND = list(VesselMove)[:2]


def action(vessels=0, *, unit=DONGSHAN, kind=FISHING, move=FIRST, place="", case=CASE):
    return VesselAction(
        incident=case, unit=unit, vessel_kind=kind, action=move, place=place, vessels=vessels,
        valid_at=BEGAN,
    )  # fmt: skip


def test_the_same_vessels_told_again_replace_what_was_told():
    assert newest_of_each([action(5), action(0)]) == [action(0)]


def test_another_unit_kind_act_place_or_incident_is_another_figure():
    rows = [
        action(1),
        action(2, unit=ZHANGPU),
        action(3, kind=OTHER),
        action(4, move=SECOND),
        action(5, place="宫前渔港"),
        action(6, case="2026-TY02"),
    ]
    assert newest_of_each(rows) == rows


def test_what_nobody_counted_is_none_at_all():
    row = action()
    assert (row.vessels, row.people, row.place) == (0, 0, "")
