"""Signing in and out, and choosing a password: count the attempt, look, then open a session and
note the act."""

import hmac
from dataclasses import dataclass, replace

from ems_dashboard.actions.auditing import REFUSED, note_act
from ems_dashboard.actions.demo import NOTE
from ems_dashboard.actions.passwords import fits, hashed, key_of, new_secret, spoken
from ems_dashboard.actions.ready import ready_accounts
from ems_dashboard.errors import Refused
from ems_dashboard.moments import Moment
from ems_dashboard.rules.accounts import (
    Account,
    AccountState,
    Limits,
    Session,
    has_expired,
    moved,
    name_fits,
    weaknesses,
)
from ems_dashboard.rules.city import City
from ems_dashboard.rules.roles import Actor, Role
from ems_dashboard.store import Connection, Reader, Store
from ems_dashboard.store.accounts import (
    account_of_email,
    add_account,
    all_accounts,
    change_account,
    change_password,
    password_of,
    read_account,
)
from ems_dashboard.store.failures import (
    PAIR,
    begin_attempt,
    came_from,
    forget_attempt,
    locked,
)
from ems_dashboard.store.notes import write_note
from ems_dashboard.store.sessions import begin_session, end_sessions
from ems_dashboard.text import Words, words

FIRST_CODE = "first_code"
"""The note that holds the hash of the first administrator's one-time code; empty once used."""


@dataclass(frozen=True, slots=True)
class Door:
    """Where somebody signs in: from which address, at which moment, for how long."""

    store: Store
    words: Words
    limits: Limits
    moment: Moment
    address: str


def sign_in(door: Door, account: str, password: str) -> str:
    """The secret of a new session. One answer for every reason to refuse, after the same work."""
    found = _proved(door, account, password)
    return door.store.write(lambda connection: _open(connection, door, found))


def vouched(door: Door, account: str, password: str) -> Actor:
    """Who proved himself for one act at another's desk; no session begins, and failures count as
    at the door."""
    found = _proved(door, account, password)
    if found.one_time:
        raise Refused(door.words("people.refused"))
    pair, wide = _pair(door, found.account), _wide(door, found.account)
    door.store.write(lambda connection: forget_attempt(connection, pair, wide))
    return found.actor


def _proved(door: Door, account: str, password: str) -> Account:
    account = account.strip().lower()
    _count(door, account)
    with door.store.reading() as reader:
        found, stored = (
            read_account(reader.connection, account),
            password_of(reader.connection, account),
        )
    fit = fits(password, stored)  # first, so that every refusal takes as long
    if found is None or not fit or not _may_enter(door, found):
        _note_lock(door, account, found)
        raise Refused(door.words("people.refused"))
    return found


def _may_enter(door: Door, found: Account) -> bool:
    active = found.state is AccountState.ACTIVE
    return active and not has_expired(found, door.moment, door.limits)


def sign_in_ready(door: Door, city: City, account: str) -> str:
    """One press in the demonstration. Refused wherever the figures are live, whatever page or
    program asks for it."""

    def work(connection: Connection) -> str:
        if not Reader(connection).note(NOTE):
            raise Refused(door.words("people.ready_refused"))
        there = {held.account for held in all_accounts(connection)}
        ready = {made.account: made for made in ready_accounts(city, words("zh"), door.moment)}
        for made in ready.values():
            if made.account not in there:
                add_account(connection, made, "")
        found = read_account(connection, account) if account in ready else None
        if found is None or found.state is not AccountState.ACTIVE:
            raise Refused(door.words("people.refused"))
        return _open(connection, door, found)

    return door.store.write(work)


def sign_in_identified(door: Door, identities: list[str]) -> str:
    """Somebody whom the identity provider named; the account has to be there already."""

    def work(connection: Connection) -> str:
        found = next(
            filter(None, (account_of_email(connection, name) for name in identities)), None
        )
        if found is None or found.state is not AccountState.ACTIVE:
            raise Refused(door.words("people.unknown_identity"))
        if found.one_time:  # whom the provider knows needs no password of ours
            found = replace(found, one_time=False)
            change_account(connection, found)
            change_password(connection, found.account, "")
        return _open(connection, door, found)

    return door.store.write(work)


def sign_out(door: Door, actor: Actor) -> None:
    """Ends every session of the account."""

    def work(connection: Connection) -> None:
        end_sessions(connection, actor.account)
        note_act(
            connection,
            actor,
            "end:sessions",
            actor.account,
            moment=door.moment,
            address=door.address,
        )

    door.store.write(work)


def choose_password(door: Door, account: Account, old: str, new: str) -> str:
    """The holder's own choice: every session of the account ends, and a new one begins for the
    holder. Whoever came in by a one-time password has just proved it and is not asked again
    (`old` is not looked at). A weak new password is no attempt at anything and is never counted."""
    _require_strong(door, new, account.account)
    with door.store.reading() as reader:
        held, stored = (
            read_account(reader.connection, account.account),
            password_of(reader.connection, account.account),
        )
    if not (held and held.one_time):
        _count(door, account.account)
        if not fits(old, stored):
            raise Refused(door.words("people.old_refused"))
    if fits(new, stored):
        raise Refused(door.words("people.same_password"))
    digest = hashed(new)

    def work(connection: Connection) -> str:
        held = read_account(connection, account.account)
        after = (
            moved(held, "choose")
            if held and password_of(connection, held.account) == stored
            else None
        )
        if after is None:
            raise Refused(door.words("people.refused"))
        change_account(connection, after)
        change_password(connection, after.account, digest)
        end_sessions(connection, after.account)
        _note(connection, door, after.actor, "change:passwords", after.account)
        return _open(connection, door, after)

    return door.store.write(work)


def issue_first_code(store: Store) -> str | None:
    """The code for the first administrator of a live database; None where there are accounts
    already."""

    with store.reading() as reader:
        if reader.note(NOTE) or all_accounts(reader.connection):
            return None

    def work(connection: Connection) -> str | None:
        if all_accounts(connection):
            return None
        code = spoken()
        write_note(connection, FIRST_CODE, key_of(code))
        return code

    return store.write(work)


def awaits_first(reader: Reader) -> bool:
    return (
        bool(reader.note(FIRST_CODE))
        and not reader.note(NOTE)
        and not all_accounts(reader.connection)
    )


def become_first(door: Door, code: str, account: str, name: str, password: str) -> str:
    """The bearer of the code becomes the first administrator; the code is worth nothing
    afterwards. Only a code that is tried counts as an attempt."""
    account, name, key = account.strip().lower(), name.strip(), key_of(code.strip().upper())
    if not name_fits(account) or not name:
        raise Refused(door.words("people.name_form"))
    _require_strong(door, password, account)
    _count(door, "", "people.code_locked")
    digest = hashed(password)

    def work(connection: Connection) -> str:
        reader = Reader(connection)
        if not awaits_first(reader) or not hmac.compare_digest(reader.note(FIRST_CODE) or "", key):
            raise Refused(door.words("people.code_refused"))
        made = Account(account, name, Role.ADMINISTRATOR, created_at=door.moment)
        write_note(connection, FIRST_CODE, "")
        add_account(connection, made, digest)
        _note(connection, door, made.actor, "create:accounts", account)
        return _open(connection, door, made)

    return door.store.write(work)


def _open(connection: Connection, door: Door, account: Account) -> str:
    secret = new_secret()
    begin_session(
        connection, Session(key_of(secret), account.account, door.moment, door.moment), door.limits
    )
    forget_attempt(connection, _pair(door, account.account), _wide(door, account.account))
    _note(connection, door, account.actor, "begin:sessions", account.account)
    return secret


def _pair(door: Door, account: str) -> str:
    return f"{PAIR}{account[:64]}@{door.address}"


def _wide(door: Door, account: str) -> list[str]:
    return [f"account {account[:64]}", f"address {door.address}"] if account else []


def _count(door: Door, account: str, locked_said: str = "people.refused") -> None:
    def work(connection: Connection) -> bool:
        subjects = [_pair(door, account)]
        if not came_from(connection, account, door.address):
            subjects += _wide(door, account)
        return begin_attempt(connection, subjects, door.moment)

    if not door.store.write(work):
        raise Refused(door.words(locked_said))


def _note_lock(door: Door, account: str, found: Account | None) -> None:
    """What was typed is told only where it is an account: people type passwords into the wrong
    field."""

    def work(connection: Connection) -> None:
        subjects = [_pair(door, account), *_wide(door, account)]
        if any(locked(connection, subject, door.moment) for subject in subjects):
            actor = found.actor if found else Actor("", "", Role.STRANGER)
            note_act(
                connection,
                actor,
                "begin:sessions",
                actor.account,
                moment=door.moment,
                address=door.address,
                outcome=REFUSED,
            )

    door.store.write(work)


def _require_strong(door: Door, password: str, account: str) -> None:
    found = weaknesses(password, account)
    if found:
        raise Refused(
            " ".join(door.words(f"people.weak.{weakness}") for weakness in ("said", *found))
        )


def _note(connection: Connection, door: Door, actor: Actor, act: str, object: str) -> None:
    note_act(connection, actor, act, object, moment=door.moment, address=door.address)
