"""Teams and supplies on their way: a county asks, headquarters sends, the county says what
became of it. Each step is saved together with what it says of the team or of the depot's stock."""

from dataclasses import replace
from typing import Any

from ems_dashboard.actions.acting import Desk, anew, new_id, require
from ems_dashboard.actions.belonging import incident_around
from ems_dashboard.errors import Refused
from ems_dashboard.moments import as_moment, as_valid
from ems_dashboard.rules.dispatches import (
    BY_HEADQUARTERS,
    SUPPLY_MOVES,
    TEAM_STATES,
    Dispatch,
    next_steps,
)
from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.supplies import Holding, SupplyState, holdings
from ems_dashboard.rules.teams import FREE, TeamState
from ems_dashboard.rules.terms import DispatchState, SupplyMove
from ems_dashboard.store import Connection, Reader
from ems_dashboard.store.appending import append

S = DispatchState


def request(
    desk: Desk, unit: str, item: str, quantity: float | None, purpose: str, incident: str = ""
) -> Dispatch:
    """`item` empty: a rescue team; `incident`: the one that was chosen where several are
    possible. Raises Refused."""
    require(desk, "request:resources", unit)
    if quantity is None or quantity <= 0:
        raise Refused(desk.words("dispatches.no_quantity"))
    if not purpose.strip():
        raise Refused(desk.words("dispatches.no_purpose"))
    measure = desk.city.plan.measure_of(item)
    asked = Dispatch(
        dispatch=new_id(desk.moment),
        incident=incident_around(desk, incident),
        unit=unit,
        state=S.REQUESTED,
        item=item,
        quantity=quantity,
        measure=measure,
        purpose=purpose.strip(),
        person=desk.actor.name,
        valid_at=desk.moment,
        known_at=desk.moment,
    )
    desk.store.append([asked], moment=desk.moment, written_by=desk.actor.account)
    return asked


def send(desk: Desk, name: str, origin: str, quantity: float) -> Dispatch:
    """Headquarters sends a free team, or so much from a depot. Raises Refused."""
    return _step(desk, name, S.DISPATCHED, origin=origin, quantity=quantity)


def step(desk: Desk, name: str, state: DispatchState, back: float | None = None) -> Dispatch:
    """Any other step; `back`: how much comes back, all of it where nothing is said. Raises
    Refused."""
    return _step(desk, name, state, back=back)


def _step(desk: Desk, name: str, state: DispatchState, **changed: Any) -> Dispatch:
    def work(connection: Connection) -> Dispatch:
        reader = Reader(connection)
        rows = reader.history(Dispatch, dispatch=name)
        if not rows:
            raise Refused(desk.words("dispatches.gone"))
        before = rows[-1]
        require(
            desk,
            "dispatch:resources" if state in BY_HEADQUARTERS else "request:resources",
            before.unit,
        )
        if state not in next_steps(before):
            now, after = (
                desk.words(f"terms.dispatch_state.{each}") for each in (before.state, state)
            )
            raise Refused(desk.words("dispatches.no_move", now=now, after=after))
        given = {key: value for key, value in changed.items() if value is not None}
        after_it = anew(desk, before, state=state, person=desk.actor.name, **given)
        row = _whole(after_it, before, desk)
        facts = [row, *_told(desk, reader, row)]
        append(connection, facts, written_by=desk.actor.account, moment=desk.moment)
        return row

    return desk.store.write(work)


def _whole(row: Dispatch, before: Dispatch, desk: Desk) -> Dispatch:
    """With how much came back, which is no more than was sent."""
    if row.state is S.DISPATCHED and row.quantity <= 0:
        raise Refused(desk.words("dispatches.no_quantity"))
    if row.state is not S.RETURNED:
        return row
    back = before.quantity if row.back is None else row.back
    if not 0 <= back <= before.quantity:
        raise Refused(
            desk.words("dispatches.back_too_many", back=f"{back:g}", sent=f"{before.quantity:g}")
        )
    return replace(row, back=back)


def _told(desk: Desk, reader: Reader, row: Dispatch) -> list[Fact]:
    """What the step says of the team or of the stock."""
    if row.of_team:
        return [_team(desk, reader, row)] if row.state in TEAM_STATES else []
    return [_stock(desk, reader, row)] if row.state in SUPPLY_MOVES else []


def _team(desk: Desk, reader: Reader, row: Dispatch) -> TeamState:
    team = next((team for team in desk.city.teams if team.code == row.origin), None)
    if team is None:
        raise Refused(desk.words("dispatches.no_origin"))
    states = reader.history(TeamState, team=row.origin, incident=row.incident)
    busy = bool(states) and states[-1].state not in FREE
    if row.state is S.DISPATCHED and busy:
        name = team.name if desk.words.lang == "zh" else team.name_en
        raise Refused(desk.words("dispatches.team_busy", team=name))
    people = states[-1].people if states else team.capacity or 0
    moment = as_valid(max([row.valid_at, *(state.valid_at for state in states)]))
    return TeamState(
        team=row.origin,
        incident=row.incident,
        state=TEAM_STATES[row.state],
        unit=row.unit,
        people=people,
        task=row.purpose,
        valid_at=moment,
        known_at=row.known_at,
    )


def _require_enough(desk: Desk, held: Holding | None, asked: float) -> None:
    """Nobody knows whether it is enough where the depot was never counted."""
    there = held.on_hand if held is not None else None
    if there is not None and asked > there:
        raise Refused(desk.words("dispatches.not_enough", there=f"{there:g}", asked=f"{asked:g}"))


def _moved_before(held: Holding | None, move: SupplyMove, unit: str) -> float:
    if held is None or move is SupplyMove.STOCK:
        return 0
    same = (row for row in held.rows if row.move is move)
    return sum(row.quantity for row in same if row.unit == unit)


def _stock(desk: Desk, reader: Reader, row: Dispatch) -> SupplyState:
    """Movements are cumulative since the depot was counted."""
    if not any(depot.code == row.origin for depot in desk.city.depots):
        raise Refused(desk.words("dispatches.no_origin"))
    known = as_moment(row.known_at or row.valid_at)
    rows = reader.current(SupplyState, as_of=known, depot=row.origin, item=row.item)
    held = next(iter(holdings(rows)), None)
    if row.state is S.DISPATCHED:
        _require_enough(desk, held, row.quantity)
    move = SUPPLY_MOVES[row.state]
    before = _moved_before(held, move, row.unit)
    more = row.back if row.state is S.RETURNED and row.back is not None else row.quantity
    return SupplyState(
        depot=row.origin,
        item=row.item,
        move=move,
        unit=row.unit,
        quantity=before + more,
        measure=row.measure,
        incident=row.incident,
        valid_at=row.valid_at,
        known_at=row.known_at,
    )
