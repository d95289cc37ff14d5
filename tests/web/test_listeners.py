"""Who listens is asked of the store once for all; each listener ends with what it was opened by,
and with nothing else."""

import asyncio
from dataclasses import replace

import pytest

from ems_dashboard import clock
from ems_dashboard.actions import recognising
from ems_dashboard.actions.passwords import key_of
from ems_dashboard.rules.accounts import Account, AccountState, Session
from ems_dashboard.rules.roles import GUEST, WALL, Role
from ems_dashboard.runtime import runtime
from ems_dashboard.store.accounts import add_account, change_account
from ems_dashboard.store.sessions import begin_session, end_session
from ems_dashboard.store.tokens import Token, add_token, read_token, revoke_token
from ems_dashboard.web import listeners
from ems_dashboard.web.listeners import Listener, Listeners
from ems_dashboard.web.version_stream import HEARTBEAT_SECONDS
from tests.services.loops import finished

NOON = clock.parse("2026-01-01T12:00")
JIA = Account("jia", "值班员甲", Role.DUTY_OFFICER, created_at=NOON)
YI = Account("yi", "值班员乙", Role.DUTY_OFFICER, created_at=NOON)
ONE, TWO, OTHER, SHOWN = (key_of(secret) for secret in ("one", "two", "other", "wall"))
AT_ONE, AT_TWO = Listener(JIA.actor, session=ONE), Listener(JIA.actor, session=TWO)
OF_YI, HALL = Listener(YI.actor, session=OTHER), Listener(WALL, token=SHOWN)
EVERYBODY = (AT_ONE, AT_TWO, OF_YI, HALL)


@pytest.fixture
def store(live_database, monkeypatch):
    monkeypatch.setattr(recognising, "VISITS", {})
    found, now = runtime().store, clock.now()
    for account in (JIA, YI):
        found.write(lambda c, account=account: add_account(c, account, ""))
    for key, account in ((ONE, JIA), (TWO, JIA), (OTHER, YI)):
        session = Session(key, account.account, now, now)
        found.write(lambda c, session=session: begin_session(c, session, runtime().limits))
    found.write(lambda c: add_token(c, Token("t1", SHOWN, "指挥大厅", now, "boss")))
    return found


@pytest.fixture
def asked(monkeypatch):
    """How many each time the store was asked for."""
    times, ask = [], listeners._actors

    def count(those):
        times.append(len(those))
        return ask(those)

    monkeypatch.setattr(listeners, "_actors", count)
    return times


def still(those, register=None):
    """Which of those that listen still may."""
    register = register or Listeners()

    async def each():
        return [listener for listener in those if await register.may_read(listener)]

    return finished(each())


def listening(those):
    register = Listeners()
    register._open.update(those)
    return register


@pytest.fixture
def always_anew(monkeypatch):
    monkeypatch.setattr(listeners, "LOOK_SECONDS", 0.0)


def end(act, *values):
    return lambda store: store.write(lambda connection: act(connection, *values))


@pytest.mark.parametrize(
    ("ends", "left"),
    [
        (end(end_session, ONE), (AT_TWO, OF_YI, HALL)),
        (end(change_account, replace(JIA, state=AccountState.LOCKED)), (OF_YI, HALL)),
        (end(change_account, replace(YI, role=Role.APPROVER)), (AT_ONE, AT_TWO, HALL)),
        (end(change_account, replace(YI, one_time=True)), (AT_ONE, AT_TWO, HALL)),
        (end(revoke_token, "t1", clock.now()), (AT_ONE, AT_TWO, OF_YI)),
    ],
    ids=["signed out", "locked", "another role", "given a password", "revoked"],
)
def test_each_ends_with_what_it_was_opened_by_and_the_others_go_on(store, always_anew, ends, left):
    register = listening(EVERYBODY)
    assert still(EVERYBODY, register) == list(EVERYBODY)
    ends(store)
    assert still(EVERYBODY, register) == list(left)


def test_a_session_that_runs_out_ends_its_listener(store, always_anew, monkeypatch):
    register, later = listening(EVERYBODY), clock.now() + 2 * runtime().limits.longest
    monkeypatch.setattr("ems_dashboard.clock.machine_now", lambda: later)
    assert still(EVERYBODY, register) == [HALL]


def test_three_hundred_listeners_ask_the_store_once(store, asked):
    many = [Listener(JIA.actor, session=ONE) for _ in range(300)]
    register = listening(many)
    assert len(still(many, register)) == 300
    assert asked == [300]

    async def together():
        return await asyncio.gather(*(register.may_read(listener) for listener in many))

    register._looked_at = float("-inf")
    assert all(finished(together()))
    assert asked == [300, 300]


def test_an_answer_is_good_for_less_than_a_heartbeat(store, asked):
    register = listening(EVERYBODY)
    still(EVERYBODY, register)
    end(end_session, ONE)(store)
    assert listeners.LOOK_SECONDS < HEARTBEAT_SECONDS
    register._looked_at -= listeners.LOOK_SECONDS
    assert AT_ONE not in still(EVERYBODY, register)
    assert len(asked) == 2


def test_a_visitor_of_the_demonstration_costs_the_store_nothing(store, asked):
    visitors = [Listener(GUEST) for _ in range(3)]
    assert len(still(visitors, listening(visitors))) == 3
    assert asked == []


def test_who_listens_no_more_is_not_asked_for(store, asked, always_anew):
    register = listening([AT_ONE])
    with register.listening(OF_YI):
        still([OF_YI], register)
    still([AT_ONE], register)
    assert asked == [2, 1]


def test_a_wall_that_listens_was_seen(store, always_anew):
    still([HALL], listening([HALL]))
    with store.reading() as reader:
        assert read_token(reader.connection, SHOWN).seen_at is not None


def test_a_store_that_cannot_be_asked_ends_nobody_and_is_asked_again(store, monkeypatch):
    register, answers = listening(EVERYBODY), listeners._actors
    monkeypatch.setattr(listeners, "_actors", lambda those: (_ for _ in ()).throw(OSError("away")))
    with pytest.raises(OSError, match="away"):
        still([AT_ONE], register)
    monkeypatch.setattr(listeners, "_actors", answers)
    assert still(EVERYBODY, register) == list(EVERYBODY)
