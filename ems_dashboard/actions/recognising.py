"""Who is there: asked of the store for every request, every connection and every run of a page,
so that a session that was ended, an account that was locked and a role that was changed are so
at once."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from ems_dashboard.actions.demo import NOTE
from ems_dashboard.moments import Moment
from ems_dashboard.rules.accounts import Account, AccountState, Limits, Session, is_alive
from ems_dashboard.rules.roles import GUEST, STRANGER, WALL, Actor
from ems_dashboard.store import Reader, Store
from ems_dashboard.store.sessions import read_session, read_sessions, see_session
from ems_dashboard.store.tokens import Token, read_token, read_tokens, see_tokens

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
    if not _holds(session, account, moment, limits):
        return Caller(nobody)
    if seen and moment - _last_visit(session) >= SEEN_EVERY:
        VISITS[key] = moment
        store.write_if_possible(lambda connection: see_session(connection, key, moment))
    return Caller(nobody if account.one_time else account.actor, account, key)


def _last_visit(session: Session) -> datetime:
    return max(session.seen_at, VISITS.get(session.key, session.seen_at))


def _holds(session: Session, account: Account, moment: Moment, limits: Limits) -> bool:
    """Whether a session lasts still and its account may be used."""
    alive = is_alive(replace(session, seen_at=_last_visit(session)), moment, limits)
    return alive and account.state is AccountState.ACTIVE


def actors_of(
    store: Store, sessions: Collection[str], walls: Collection[str], moment: Moment, limits: Limits
) -> dict[str, Actor]:
    """Who the keys of these sessions and tokens stand for, asked once for all of them; what ended
    is not in it. For streams: they are no visits of a person, but a wall's sign of life."""
    with store.reading() as reader:
        people = read_sessions(reader.connection, sessions)
        displays = read_tokens(reader.connection, walls)
    _see_walls(store, displays.values(), moment)
    found = {
        key: account.actor
        for key, (session, account) in people.items()
        if _holds(session, account, moment, limits) and not account.one_time
    }
    return found | dict.fromkeys(displays, WALL)


def recognised_wall(store: Store, key: str, moment: Moment) -> Actor | None:
    """The bearer of a token that was not revoked: a display, nobody in particular."""
    with store.reading() as reader:
        token = read_token(reader.connection, key)
    if token is None:
        return None
    _see_walls(store, [token], moment)
    return WALL


def _see_walls(store: Store, tokens: Iterable[Token], moment: Moment) -> None:
    """Keeps when they were last seen, to the minute."""
    due = [token.key for token in tokens if _is_due(token, moment)]
    if not due:
        return
    VISITS.update(dict.fromkeys(due, moment))
    store.write_if_possible(lambda connection: see_tokens(connection, due, moment))


def _is_due(token: Token, moment: Moment) -> bool:
    last = max(filter(None, (token.seen_at, VISITS.get(token.key))), default=None)
    return last is None or moment - last >= SEEN_EVERY
