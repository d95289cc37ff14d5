"""Who is there: asked of the store for every request, every connection and every run of a page,
so that a session that was ended, an account that was locked and a role that was changed are so
at once."""

from dataclasses import dataclass, replace
from datetime import timedelta

from ems_dashboard.actions.demo import NOTE
from ems_dashboard.moments import Moment
from ems_dashboard.rules.accounts import Account, AccountState, Limits, is_alive
from ems_dashboard.rules.roles import GUEST, STRANGER, WALL, Actor
from ems_dashboard.store import Reader, Store
from ems_dashboard.store.sessions import read_session, see_session
from ems_dashboard.store.tokens import read_token, see_token

SEEN_EVERY = timedelta(minutes=1)
VISITS: dict[str, Moment] = {}
"""The last visit of each session and each display that this process saw. The store keeps it where
it can be written: looking must not need that, and nobody is signed out because it could not."""


@dataclass(frozen=True, slots=True)
class Caller:
    """`account`: who signed in, None for a visitor or a wall. `key`: the hash of his session's
    secret. The actor of one who has yet to choose his own password is that of a visitor."""

    actor: Actor
    account: Account | None = None
    key: str = ""

    @property
    def must_choose(self) -> bool:
        return self.account is not None and self.account.one_time


def visitor(reader: Reader) -> Actor:
    """Nobody signed in: reads the demonstration, and nothing where the figures are live."""
    return GUEST if reader.note(NOTE) else STRANGER


def recognised(
    store: Store, key: str, moment: Moment, limits: Limits, *, seen: bool = True
) -> Caller:
    """`seen`: whether this is a sign of the holder, who is signed out when he gives none for
    long."""
    with store.reading() as reader:
        nobody = visitor(reader)
        found = read_session(reader.connection, key) if key else None
    if found is None:
        return Caller(nobody)
    session, account = found
    last = max(session.seen_at, VISITS.get(key, session.seen_at))
    alive = is_alive(replace(session, seen_at=last), moment, limits)
    if not alive or account.state is not AccountState.ACTIVE:
        return Caller(nobody)
    if seen and moment - last >= SEEN_EVERY:
        VISITS[key] = moment
        store.write_if_possible(lambda connection: see_session(connection, key, moment))
    return Caller(nobody if account.one_time else account.actor, account, key)


def recognised_wall(store: Store, key: str, moment: Moment) -> Actor | None:
    """The bearer of a token that was not revoked: a display, nobody in particular."""
    with store.reading() as reader:
        token = read_token(reader.connection, key)
    if token is None:
        return None
    last = max(filter(None, (token.seen_at, VISITS.get(key))), default=None)
    if last is None or moment - last >= SEEN_EVERY:
        VISITS[key] = moment
        store.write_if_possible(lambda connection: see_token(connection, key, moment))
    return WALL
