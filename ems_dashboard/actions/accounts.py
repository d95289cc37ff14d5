"""What an administrator does with accounts and with the tokens of walls."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from ems_dashboard.actions.acting import Desk, new_id, require
from ems_dashboard.actions.auditing import note_act
from ems_dashboard.actions.passwords import hashed, key_of, new_secret, spoken
from ems_dashboard.errors import Refused
from ems_dashboard.rules.accounts import (
    HELD_BY_PEOPLE,
    Account,
    leaves_nobody_in_charge,
    moved,
    name_fits,
    needs_unit,
)
from ems_dashboard.rules.roles import Role
from ems_dashboard.store import Connection
from ems_dashboard.store.accounts import (
    add_account,
    administrators,
    all_accounts,
    change_account,
    change_password,
    read_account,
)
from ems_dashboard.store.failures import forget_account
from ems_dashboard.store.sessions import end_sessions
from ems_dashboard.store.tokens import Token, add_token, revoke_token

MANAGE = "manage:accounts"


@dataclass(frozen=True, slots=True)
class Holder:
    """What is written about an account's holder; `unit`: a unit's code for a county, a
    department's for a member."""

    name: str
    role: Role | None
    unit: str = ""
    email: str = ""


def create_account(desk: Desk, account: str, holder: Holder) -> str:
    """The one-time password, which is shown once and kept nowhere."""
    require(desk, MANAGE)
    account, password = account.strip().lower(), spoken()
    if not name_fits(account):
        raise Refused(desk.words("people.name_form"))
    digest = hashed(password)
    desk.store.write(lambda connection: add_one(desk, connection, account, holder, digest))
    return password


def add_one(desk: Desk, connection: Connection, account: str, holder: Holder, digest: str) -> None:
    """An account with a one-time password (`digest`), in the caller's transaction."""
    if read_account(connection, account):
        raise Refused(desk.words("people.name_taken", account=account))
    blank = Account(
        account, "", Role.MEMBER, one_time=True, created_at=desk.moment, one_time_at=desk.moment
    )
    add_account(connection, _held_by(desk, connection, blank, holder), digest)
    _note(connection, desk, "create:accounts", account)


def change_holder(desk: Desk, account: str, holder: Holder) -> None:
    """Holds from the next run of every page of his, because each asks who he is."""

    def change(connection: Connection, before: Account) -> Account:
        return _held_by(desk, connection, before, holder)

    _move(desk, account, "change", change)


def move_account(desk: Desk, account: str, move: str) -> None:
    """lock, unlock or retire."""
    _move(desk, account, move, lambda _, before: before)


def reset_password(desk: Desk, account: str) -> str:
    """A new one-time password; what he has open ends."""
    password = spoken()
    digest = hashed(password)

    def change(connection: Connection, before: Account) -> Account:
        change_password(connection, before.account, digest)
        return replace(before, one_time_at=desk.moment)

    _move(desk, account, "reset", change)
    return password


def create_token(desk: Desk, name: str) -> str:
    """The token of a display, which is shown once."""
    require(desk, MANAGE)
    if not name.strip():
        raise Refused(desk.words("people.token_name"))
    secret = new_secret()
    token = Token(
        new_id(desk.moment), key_of(secret), name.strip()[:80], desk.moment, desk.actor.account
    )

    def work(connection: Connection) -> None:
        add_token(connection, token)
        _note(connection, desk, "create:tokens", token.token)

    desk.store.write(work)
    return secret


def withdraw_token(desk: Desk, token: str) -> None:
    require(desk, MANAGE)

    def work(connection: Connection) -> None:
        if revoke_token(connection, token, desk.moment):
            _note(connection, desk, "revoke:tokens", token)

    desk.store.write(work)


Change = Callable[[Connection, Account], Account]


def _move(desk: Desk, account: str, move: str, change: Change) -> None:
    """The gate that every move of an account goes through."""
    require(desk, MANAGE)

    def work(connection: Connection) -> None:
        before = read_account(connection, account)
        allowed = moved(before, move) if before else None
        if before is None or allowed is None:
            raise Refused(desk.words("people.no_such_move"))
        after = change(connection, allowed)
        if leaves_nobody_in_charge(before, after, administrators(connection)):
            raise Refused(desk.words("people.last_administrator"))
        change_account(connection, after)
        if move != "change":
            end_sessions(connection, account)
        if move in ("reset", "unlock"):
            forget_account(connection, account)
        _note(connection, desk, f"{move}:accounts", _told(desk, before, after))

    desk.store.write(work)


def _held_by(desk: Desk, connection: Connection, account: Account, holder: Holder) -> Account:
    """The account with its holder, once what is written of him makes sense."""
    role, unit, email = holder.role, holder.unit, holder.email.strip().lower()
    if not holder.name.strip():
        raise Refused(desk.words("people.holder_name"))
    if role not in HELD_BY_PEOPLE:
        raise Refused(desk.words("people.holder_role"))
    places = desk.city.by_code if role is Role.COUNTY else desk.city.departments_by_code
    if needs_unit(role) and unit not in places:
        raise Refused(desk.words(f"people.holder_unit.{role}"))
    others = [one for one in all_accounts(connection) if one.account != account.account]
    if email and email in [one.email for one in others]:
        raise Refused(desk.words("people.email_taken", email=email))
    return replace(
        account,
        name=holder.name.strip()[:80],
        role=role,
        unit=unit if needs_unit(role) else "",
        email=email,
    )


def _told(desk: Desk, before: Account, after: Account) -> str:
    """Whose account, and what of it was what before: audit needs both."""
    changed = [
        f"{desk.words(f'people.column.{name}')} {_shown(desk, name, before)} → "
        f"{_shown(desk, name, after)}"
        for name in ("name", "role", "unit", "email")
        if getattr(before, name) != getattr(after, name)
    ]
    return " · ".join([before.account, *changed])


def _shown(desk: Desk, name: str, account: Account) -> str:
    value = str(getattr(account, name))
    return desk.words(f"acts.role.{value}") if name == "role" else value or "—"


def _note(connection: Connection, desk: Desk, act: str, object: str) -> None:
    note_act(connection, desk.actor, act, object, moment=desk.moment, address=desk.address)
