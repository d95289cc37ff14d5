"""Accounts: the moves that one may make, what a password must be, how often one may fail, how long
a session lasts."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from ems_dashboard.rules.roles import OWN_UNIT_ONLY, Actor, Role

SHORTEST, LONGEST, CLASSES = 10, 128, 3
TRIES = 5
WIDE_TRIES = 50
"""Of one account from all addresses that its holder never came from, or of one such address."""
FIRST_DELAY, LOCKED_FOR = timedelta(minutes=1), timedelta(minutes=15)
TOGETHER = timedelta(minutes=1)
"""Attempts sent together are counted in another order than they came; a clock that was ahead is
further off than that."""
NAME_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789._-")
LONGEST_NAME = 32
HELD_BY_PEOPLE = tuple(role for role in Role if role not in (Role.STRANGER, Role.GUEST, Role.WALL))
"""The roles that an account may have; a wall has a token and no account."""


class AccountState(StrEnum):
    ACTIVE = "active"
    LOCKED = "locked"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class Account:
    """`one_time`: the password was given by an administrator (at `one_time_at`), and the holder may
    do nothing before he chose his own. `email`: by which an identity provider names the holder."""

    account: str
    name: str
    role: Role
    unit: str = ""
    email: str = ""
    state: AccountState = AccountState.ACTIVE
    one_time: bool = False
    created_at: datetime | None = None
    one_time_at: datetime | None = None

    @property
    def actor(self) -> Actor:
        return Actor(self.account, self.name, self.role, self.unit)


MOVES: dict[str, dict[AccountState, AccountState]] = {
    "change": {AccountState.ACTIVE: AccountState.ACTIVE, AccountState.LOCKED: AccountState.LOCKED},
    "choose": {AccountState.ACTIVE: AccountState.ACTIVE},
    "reset": {AccountState.ACTIVE: AccountState.ACTIVE, AccountState.LOCKED: AccountState.LOCKED},
    "lock": {AccountState.ACTIVE: AccountState.LOCKED},
    "unlock": {AccountState.LOCKED: AccountState.ACTIVE},
    "retire": {
        AccountState.ACTIVE: AccountState.RETIRED,
        AccountState.LOCKED: AccountState.RETIRED,
    },
}
"""Every move and the states that it leads from and to; `choose` is the holder's own; a retired
account stays so."""
ONE_TIME_AFTER = {"reset": True, "choose": False}


def moved(account: Account, move: str) -> Account | None:
    """The one gate: the account after the move; None where the table has no such move from its
    state."""
    state = MOVES.get(move, {}).get(account.state)
    if state is None:
        return None
    return replace(account, state=state, one_time=ONE_TIME_AFTER.get(move, account.one_time))


def in_charge(account: Account) -> bool:
    return account.role is Role.ADMINISTRATOR and account.state is AccountState.ACTIVE


def leaves_nobody_in_charge(before: Account, after: Account, in_charge_now: int) -> bool:
    """Whether the change takes the last administrator away."""
    return in_charge(before) and not in_charge(after) and in_charge_now <= 1


def name_fits(account: str) -> bool:
    """Small letters, digits and . _ -, so that no two accounts look alike."""
    return (
        2 <= len(account) <= LONGEST_NAME and set(account) <= NAME_LETTERS and account[0].isalnum()
    )


def needs_unit(role: Role) -> bool:
    return role in OWN_UNIT_ONLY


def weaknesses(password: str, account: str) -> list[str]:
    """What keeps a password from being accepted, as keys of people.weak; empty for a good one."""
    found = []
    if len(password) < SHORTEST:
        found.append("short")
    if len(password) > LONGEST:
        found.append("long")
    if len(_classes(password)) < CLASSES:
        found.append("classes")
    if account and account in password.lower():
        found.append("name")
    return found


def _classes(password: str) -> set[str]:
    return {_class(sign) for sign in password}


def _class(sign: str) -> str:
    if sign.islower():
        return "lower"
    if sign.isupper():
        return "upper"
    return "digit" if sign.isdigit() else "other"


@dataclass(frozen=True, slots=True)
class Attempts:
    """Of one account name at one address, of one name, of one address: how often since when, and
    until when it is locked."""

    count: int
    since: datetime
    locked_until: datetime | None = None


def counted(before: Attempts | None, moment: datetime, tries: int = TRIES) -> Attempts:
    """One more attempt. From the fifth within a quarter of an hour on, each one closes the door for
    twice as long as the one before, a quarter of an hour at most; after a quarter without one it
    begins afresh."""
    if before is None or moment - before.since >= LOCKED_FOR:
        return Attempts(1, moment)
    count = before.count + 1
    if count < tries:
        return Attempts(count, before.since)
    delay = min(LOCKED_FOR, FIRST_DELAY * 2 ** min(count - tries, 10))
    return Attempts(count, moment, moment + delay)


def is_locked(attempts: Attempts | None, moment: datetime) -> bool:
    """Never for much longer than a quarter of an hour from now: a clock that was ahead keeps nobody
    out."""
    until = attempts.locked_until if attempts else None
    return bool(until and moment < until <= moment + LOCKED_FOR + TOGETHER)


@dataclass(frozen=True, slots=True)
class Session:
    """`key`: the hash of the secret that the browser holds."""

    key: str
    account: str
    began_at: datetime
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class Limits:
    """`idle`: signed out after so long without a sign of the holder; `longest`: signed out whatever
    he does; `one_time`: so long a password that an administrator gave opens the door."""

    idle: timedelta
    longest: timedelta
    one_time: timedelta = timedelta(hours=24)


def is_alive(session: Session, moment: datetime, limits: Limits) -> bool:
    return moment - session.seen_at < limits.idle and moment - session.began_at < limits.longest


def one_time_until(account: Account, limits: Limits) -> datetime | None:
    """Until when a password that was given opens the door; None for one that its holder chose."""
    given = account.one_time_at or account.created_at
    return given + limits.one_time if account.one_time and given else None


def has_expired(account: Account, moment: datetime, limits: Limits) -> bool:
    until = one_time_until(account, limits)
    return until is not None and moment >= until
