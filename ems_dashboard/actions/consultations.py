"""Holding a consultation, putting it right, signing it: role, rule, save, one transaction each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import timedelta
from typing import Any

from ems_dashboard.actions.acting import (
    Desk,
    anew,
    as_seen,
    new_id,
    not_before,
    require,
    two_persons,
)
from ems_dashboard.actions.orders import Content, drafted
from ems_dashboard.actions.responses import Wanted, proposed
from ems_dashboard.clock import minute, short_time
from ems_dashboard.errors import Refused
from ems_dashboard.moments import Moment
from ems_dashboard.rules.consultations import (
    Consultation,
    Decision,
    Minutes,
    faults,
    may_move,
    next_serial,
)
from ems_dashboard.rules.incidents import UNASSIGNED
from ems_dashboard.rules.orders import Order
from ems_dashboard.rules.responses import LevelProposal
from ems_dashboard.rules.rhythm import fulfils
from ems_dashboard.rules.terms import ConsultationState, OrderKind
from ems_dashboard.store import Connection, Reader
from ems_dashboard.store.appending import append


def hold(desk: Desk, minutes: Minutes) -> Consultation:
    """Records a consultation that was held and gives it the next number of its incident."""
    _check(desk, minutes)

    def work(connection: Connection) -> Consultation:
        others = Reader(connection).history(Consultation, incident=minutes.incident)
        _met_once(desk, minutes, others)
        serial = next_serial(row.serial for row in others)
        return _write(desk, connection, minutes, new_id(desk.moment), serial, ())

    return desk.store.write(work)


def correct(desk: Desk, name: str, minutes: Minutes) -> Consultation:
    """Writes down again what is not signed yet; number and incident stay."""
    _check(desk, minutes)

    def work(connection: Connection) -> Consultation:
        row = standing(desk, connection, name)
        _move(desk, row, ConsultationState.HELD)
        others = Reader(connection).history(Consultation, incident=row.incident)
        _met_once(desk, minutes, [other for other in others if other.consultation != name])
        before = Reader(connection).history(Decision, consultation=name)
        return _write(
            desk, connection, replace(minutes, incident=row.incident), name, row.serial, before
        )

    return desk.store.write(work)


def sign(desk: Desk, name: str, seen: int | None = None) -> Consultation:
    """`seen`: the row that the signer read."""
    require(desk, "sign:consultations")

    def work(connection: Connection) -> Consultation:
        row = standing(desk, connection, name)
        as_seen(desk, row, seen)
        _move(desk, row, ConsultationState.SIGNED)
        history = Reader(connection).history(Consultation, consultation=name)
        two_persons(desk, (earlier.written_by for earlier in history))
        signed = anew(desk, row, state=ConsultationState.SIGNED, signed_by=desk.actor.name)
        append(connection, [signed], written_by=desk.actor.account, moment=desk.moment)
        return signed

    return desk.store.write(work)


def draft_orders(desk: Desk, name: str, numbers: Iterable[int], kind: OrderKind) -> list[Order]:
    """One press makes an order's draft of each decision: the same addressees, the deadline that
    of the feedback."""
    wanted = list(numbers)
    return desk.store.write(
        lambda connection: [_ordered(desk, connection, name, number, kind) for number in wanted]
    )


def _ordered(desk: Desk, connection: Connection, name: str, number: int, kind: OrderKind) -> Order:
    row = standing(desk, connection, name)
    rows = Reader(connection).history(Decision, consultation=name, number=number)
    if not rows or not rows[-1].matter:
        raise Refused(desk.words("meetings.no_such_decision"))
    decision = rows[-1]
    if decision.order:
        raise Refused(desk.words("meetings.order_made"))
    order = drafted(desk, connection, _content(desk, row, decision, kind))
    linked = anew(desk, decision, order=order.order)
    append(connection, [linked], written_by=desk.actor.account, moment=desk.moment)
    return order


def propose_level(desk: Desk, name: str) -> LevelProposal:
    """One press makes the proposal of the change of level that the consultation asks for,
    effective now."""
    require(desk, "propose:responses")

    def work(connection: Connection) -> LevelProposal:
        row = standing(desk, connection, name)
        if row.change is None or row.hazard is None:
            raise Refused(desk.words("meetings.no_level_asked"))
        if row.proposal:
            raise Refused(desk.words("meetings.proposal_made"))
        basis = desk.words("meetings.basis", n=row.serial, at=short_time(row.began_at))
        wanted = Wanted(
            unit=desk.city.code,
            hazard=row.hazard,
            level=row.level,
            effective_at=minute(desk.moment),
            incident="" if row.incident == UNASSIGNED else row.incident,
            basis_text=basis,
            reason=row.conclusion,
        )
        proposal = proposed(desk, connection, wanted)
        linked = anew(desk, row, proposal=proposal.proposal)
        append(connection, [linked], written_by=desk.actor.account, moment=desk.moment)
        return proposal

    return desk.store.write(work)


def _content(desk: Desk, row: Consultation, decision: Decision, kind: OrderKind) -> Content:
    words = desk.words
    held = short_time(row.began_at)
    receipt = minute(desk.moment) + timedelta(
        minutes=desk.city.plan.order_rule(kind).receipt_minutes
    )
    return Content(
        incident=row.incident,
        kind=kind,
        title=words("meetings.order_title", n=row.serial, number=decision.number),
        body=words("meetings.order_body", n=row.serial, at=held, matter=decision.matter),
        units=decision.units,
        receipt_due=min(receipt, decision.deadline or receipt),
        feedback_due=decision.deadline,
    )


def standing(desk: Desk, connection: Connection, name: str) -> Consultation:
    """The consultation as it stands, whatever moment the act began in."""
    rows = Reader(connection).history(Consultation, consultation=name)
    if not rows:
        raise Refused(desk.words("meetings.no_such_consultation"))
    return rows[-1]


def _check(desk: Desk, minutes: Minutes) -> None:
    require(desk, "hold:consultations")
    if found := faults(minutes, desk.moment):
        raise Refused(" ".join(desk.words(f"meetings.fault.{fault.code}") for fault in found))


def _met_once(desk: Desk, minutes: Minutes, others: list[Consultation]) -> None:
    """Raises Refused where it was not held near the time that it is to stand for, or another one
    stands for it."""
    if minutes.due_at is None or minutes.held_at is None:
        return
    plan = desk.city.plan
    if not fulfils(plan, minutes.held_at, minutes.due_at):
        held, due = (short_time(at) for at in (minutes.held_at, minutes.due_at))
        within = plan.thresholds.due_window_minutes
        raise Refused(desk.words("meetings.too_far_off", held=held, due=due, minutes=within))
    for other in others:
        if other.due_at == minutes.due_at and fulfils(plan, other.began_at, minutes.due_at):
            raise Refused(desk.words("meetings.held_already", n=other.serial))


def _move(desk: Desk, row: Consultation, after: ConsultationState) -> None:
    if not may_move(row.state, after):
        raise Refused(
            desk.words(
                "meetings.consultation_stands",
                state=desk.words(f"terms.consultation_state.{row.state}"),
            )
        )


def _write(
    desk: Desk,
    connection: Connection,
    minutes: Minutes,
    name: str,
    serial: int,
    before: Sequence[Decision],
) -> Consultation:
    moment = not_before(desk.moment, before)
    given: dict[str, Any] = {each.name: getattr(minutes, each.name) for each in fields(Minutes)}
    del given["decisions"]
    held = Consultation(
        consultation=name,
        serial=serial,
        state=ConsultationState.HELD,
        author=desk.actor.name,
        valid_at=moment,
        known_at=moment,
        **given,
    )
    decided = _decided(minutes, name, before, moment)
    stamped = [replace(row, valid_at=moment, known_at=moment) for row in decided]
    append(connection, [held, *stamped], written_by=desk.actor.account, moment=desk.moment)
    return held


def _decided(
    minutes: Minutes, name: str, before: Iterable[Decision], moment: Moment
) -> list[Decision]:
    """The rows as written now; one that is not there any more is emptied, for nothing is
    deleted."""
    kept = {row.number: row for row in before}
    rows = [
        Decision(
            consultation=name,
            number=number,
            incident=minutes.incident,
            matter=row.matter,
            units=row.units,
            deadline=row.deadline,
            valid_at=moment,
        )
        for number, row in enumerate((row for row in minutes.decisions if not row.empty), 1)
    ]
    rows = [replace(row, order=_order_of(row, kept)) for row in rows]
    gone = [
        replace(row, matter="", units=(), deadline=None, seq=None, written_at=None, written_by="")
        for number, row in kept.items()
        if number > len(rows)
    ]
    return rows + gone


def _order_of(row: Decision, kept: Mapping[int, Decision]) -> str:
    """An order made of a decision stays with its matter."""
    was = kept.get(row.number)
    return was.order if was is not None and was.matter == row.matter else ""
