"""What every act of a person is done with, and the gate before it: role, then rule, then save."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeVar

from ems_dashboard.clock import beijing, full_time
from ems_dashboard.errors import Refused
from ems_dashboard.moments import Moment, as_moment
from ems_dashboard.rules.city import City
from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.roles import Actor, may, may_for
from ems_dashboard.rules.signing import may_sign
from ems_dashboard.rules.wrong_clocks import not_yet_true
from ems_dashboard.store import Store
from ems_dashboard.text import Words

F = TypeVar("F", bound=Fact)


@dataclass(frozen=True, slots=True)
class Desk:
    """`moment`: the minute of the act; `address`: from where it is done; `clock_at`: what the
    machine's clock says where it stands before the ledger."""

    store: Store
    city: City
    actor: Actor
    words: Words
    moment: Moment
    address: str = ""
    clock_at: datetime | None = None


def require(desk: Desk, act: str, unit: str | None = None) -> None:
    """Raises Refused where the actor may not do the act (`<verb>:<subject>`), for `unit` where
    one is named."""
    actor = desk.actor
    if not (may(actor.role, act) if unit is None else may_for(actor, act, unit)):
        raise Refused(desk.words("acts.refused", role=desk.words(f"acts.role.{actor.role}")))


def two_persons(desk: Desk, writers: Iterable[str]) -> None:
    """Raises Refused where the actor wrote any of what he is to sign."""
    if not may_sign(desk.actor.account, writers):
        raise Refused(desk.words("acts.two_persons"))


def as_seen(desk: Desk, row: Fact, seen: int | None) -> None:
    """Raises Refused where somebody changed what is to be signed since the signer read it.
    `seen`: the seq he read."""
    if seen is not None and row.seq != seen:
        raise Refused(desk.words("acts.changed_meanwhile"))


def require_true_by_now(desk: Desk, fact: Fact) -> None:
    """Raises Refused where a figure is said to be true later than now: what is planned has a
    field of its own."""
    thresholds = desk.city.plan.thresholds
    if not_yet_true(type(fact), fact.valid_at, desk.moment, thresholds):
        times = {"at": full_time(fact.valid_at), "now": full_time(desk.moment)}
        raise Refused(desk.words("rows.in_the_future", **times, minutes=thresholds.ahead_minutes))


def not_before(moment: Moment, rows: Iterable[Fact]) -> Moment:
    """The minute of an act, or that of the last row that it follows where its clock stood later."""
    return as_moment(max([moment, *(row.valid_at for row in rows)]))


def anew(desk: Desk, row: F, **changed: Any) -> F:
    """The row as it is appended once more by this act: what it says but for `changed`, true and
    known now."""
    moment = not_before(desk.moment, [row])
    fresh: dict[str, Any] = {"seq": None, "written_at": None, "written_by": ""}
    return replace(row, **(fresh | {"valid_at": moment, "known_at": moment} | changed))


def new_id(moment: Moment) -> str:
    """An id that sorts by time."""
    return f"{beijing(moment):%Y%m%d%H%M%S}-{secrets.token_hex(3)}"
