"""Orders and duties as JSON, documented key by key in the README."""

from itertools import chain

from ems_dashboard.clock import iso
from ems_dashboard.rules.city import City
from ems_dashboard.rules.duties import DutyState, DutyStatus
from ems_dashboard.rules.groups import GroupClock
from ems_dashboard.rules.order_matrix import Cell, Tally
from ems_dashboard.rules.orders import Receipt
from ems_dashboard.rules.terms import OrderState
from ems_dashboard.situation.contract import Json, fact_json, plain
from ems_dashboard.situation.levels import LevelDesk
from ems_dashboard.situation.orders import OrderBook, OrderFile
from ems_dashboard.situation.picture import Situation


def orders_json(book: OrderBook, situation: Situation) -> Json:
    files = book.of_state(OrderState.ISSUED, OrderState.WITHDRAWN)
    return {
        "as_of": iso(situation.as_of),
        "summary": _summary(book.tally),
        "orders": [_file(file) for file in reversed(files)],
        "drafts": [fact_json(file.order) for file in book.files if file.issued is None],
    }


def _summary(tally: Tally) -> Json:
    names = ("orders", "addressed", "signed", "share", "answered", "median_minutes", "late_units")
    return {name: plain(getattr(tally, name)) for name in names}


def _file(file: OrderFile) -> Json:
    issued = file.issued or file.order
    return fact_json(issued) | {
        "state": str(file.order.state),
        "issued_at": iso(issued.valid_at),
        "successor": file.successor and file.successor.order,
        "recipients": [_cell(cell) for cell in file.cells],
        "reminders": [fact_json(row) for row in file.reminders],
    }


def _cell(cell: Cell) -> Json:
    return {
        "unit": cell.unit,
        "state": str(cell.state),
        "signed_at": plain(cell.signed_at),
        "due": plain(cell.due),
        "late": cell.late,
        "steps": [_step(step) for step in cell.steps],
    }


def _step(step: Receipt) -> Json:
    return {
        "state": str(step.state),
        "at": iso(step.valid_at),
        "person": step.person,
        "note": step.note,
    }


def duties_json(desk: LevelDesk, situation: Situation, city: City) -> Json:
    units = (city.code, *city.by_code)
    duties = chain.from_iterable(desk.duties.get(unit, ()) for unit in units)
    return {
        "as_of": iso(situation.as_of),
        "duties": [_duty(status, situation) for status in duties],
        "groups": [_clock(clock, situation) for clock in desk.clocks],
    }


def _clock(clock: GroupClock, situation: Situation) -> Json:
    row = clock.row
    return {
        "group": clock.group.code,
        "unit": clock.group.unit,
        "since": iso(clock.since),
        "due": iso(clock.due),
        "state": row and str(row.state),
        "arrived_at": plain(clock.arrived_at),
        "late": clock.late(situation.as_of),
        "problems_found": row.problems_found if row else 0,
        "problems_fixed": row.problems_fixed if row else 0,
    }


def _duty(status: DutyStatus, situation: Situation) -> Json:
    duty = status.duty
    return {
        "duty": duty.code,
        "text": duty.text,
        "incident": status.incident,
        "unit": status.unit,
        "level": str(duty.level),
        "hazard": duty.hazard and str(duty.hazard),
        "owner": duty.owner,
        "owner_code": duty.owner_code,
        "begins": iso(status.begins),
        "deadline": iso(status.deadline),
        "state": str(status.state),
        "late": status.late(situation.as_of),
        "settled_at": plain(status.settled_at),
        "done_late": status.late_by is not None,
        **_said(status.row),
        "shares": {owner: _share(row) for owner, row in status.parts},
    }


def _share(row: DutyState | None) -> str:
    return "open" if row is None else str(row.state)


def _said(row: DutyState | None) -> Json:
    if row is None:
        return {"person": "", "note": "", "reported_at": None}
    return {"person": row.person, "note": row.note, "reported_at": iso(row.valid_at)}
