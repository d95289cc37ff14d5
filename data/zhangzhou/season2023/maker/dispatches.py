"""海葵: what counties asked for and headquarters sent, step by step, in keeping with the rows of teams and supplies. All
simulated."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from ems_dashboard.rules.city import City
from ems_dashboard.rules.dispatches import SUPPLY_MOVES, Dispatch
from ems_dashboard.rules.facts import SIMULATED
from ems_dashboard.rules.supplies import SupplyState
from ems_dashboard.rules.teams import TeamState
from ems_dashboard.rules.terms import DispatchState, TeamStateName

from .calendar import HOUR, Case, at

LENDER = "W12"
MINUTE = timedelta(minutes=1)
S = DispatchState
Step = tuple[DispatchState, datetime]
OFFICER = "值班员"
PURPOSES = {"帐篷": "避灾点扩容安置", "移动水泵": "低洼内涝点排水"}
PARTS = (("350624", "帐篷", "顶", 80.0), ("350624", "移动水泵", "台", 2.0), ("350626", "帐篷", "顶", 60.0),
         ("350626", "移动水泵", "台", 2.0), ("350622", "帐篷", "顶", 50.0), ("350622", "移动水泵", "台", 1.0))  # fmt: skip
ASKED = (("3506Z3", "移动水泵", "台", 2.0, "厂区内涝点排水", at("09-04 20:06"), at("09-04 20:41")),
         ("350623", "应急食品", "份", 600.0, "古雷至六鳌沿海避灾点", at("09-04 19:32"), None))  # fmt: skip
"""Asked for in the evening: answered late, or declined because the county's own depot has enough."""


def dispatches(
    case: Case, city: City, teams: Sequence[TeamState]
) -> Iterator[Dispatch | SupplyState]:
    depot = next(place.code for place in city.depots if place.kind == "city")
    begin, end = case.moving
    for number, (unit, item, measure, quantity) in enumerate(PARTS, start=1):
        steps = [
            (S.REQUESTED, begin + HOUR + 3 * number * MINUTE), (S.DISPATCHED, begin + 2 * HOUR),
            (S.ARRIVED, begin + 6 * HOUR), (S.IN_USE, end), (S.RETURNED, case.ended - 2 * HOUR),
        ]  # fmt: skip
        yield from _run(
            case, f"s{number}", unit, steps, depot, item, quantity, measure, PURPOSES[item]
        )
    yield from _teams(case, teams)
    yield from _evening(case)


def _teams(case: Case, teams: Sequence[TeamState]) -> Iterator[Dispatch]:
    """A team that went out was asked for half an hour before."""
    for out in (row for row in teams if row.state is TeamStateName.DISPATCHED):
        there = {row.state: row.valid_at for row in teams if row.team == out.team}
        steps = [
            (S.REQUESTED, out.valid_at - 30 * MINUTE), (S.DISPATCHED, out.valid_at),
            (S.ARRIVED, there[TeamStateName.ON_SITE]), (S.IN_USE, there[TeamStateName.ON_SITE] + 10 * MINUTE),
            (S.RETURNED, there[TeamStateName.RETURNED]),
        ]  # fmt: skip
        yield from _run(case, f"t{out.team}", out.unit, steps, out.team, "", 1.0, "", "清障排水")


def _evening(case: Case) -> Iterator[Dispatch | SupplyState]:
    for number, (unit, item, measure, quantity, purpose, asked, sent) in enumerate(ASKED, start=1):
        later = (
            [
                (S.DISPATCHED, sent),
                (S.ARRIVED, sent + 2 * HOUR),
                (S.RETURNED, case.ended - 3 * HOUR),
            ]
            if sent
            else []
        )
        steps = [(S.REQUESTED, asked), *(later or [(S.DECLINED, asked + 70 * MINUTE)])]
        yield from _run(
            case,
            f"e{number}",
            unit,
            steps,
            LENDER if sent else "",
            item,
            quantity,
            measure,
            purpose,
        )
        for state, moment in later:
            yield SupplyState(
                depot=LENDER, item=item, move=SUPPLY_MOVES[state], unit=unit, quantity=quantity, measure=measure,
                incident=case.incident, valid_at=moment, known_at=moment + 2 * MINUTE, source=SIMULATED,
            )  # fmt: skip


def _run(
    case: Case, name: str, unit: str, steps: Sequence[Step], origin: str, item: str, quantity: float, measure: str, purpose: str
) -> Iterator[Dispatch]:  # fmt: skip
    for state, moment in steps:
        sent = state not in (S.REQUESTED, S.DECLINED)
        yield Dispatch(
            dispatch=f"{case.incident}-{name}", incident=case.incident, unit=unit, state=state, item=item,
            quantity=quantity, measure=measure, origin=origin if sent else "", purpose=purpose,
            back=quantity if state is S.RETURNED else None, person=OFFICER, valid_at=moment,
            known_at=moment + 2 * MINUTE, source=SIMULATED,
        )  # fmt: skip
