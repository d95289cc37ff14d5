"""Who is there, asked at every run: a session that lasts, one that ran out, a display, a visitor."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from ems_dashboard.actions import recognising
from ems_dashboard.actions.demo import NOTE
from ems_dashboard.actions.recognising import SEEN_EVERY, recognised, recognised_wall
from ems_dashboard.rules.accounts import Account, AccountState, Limits, Session
from ems_dashboard.rules.roles import GUEST, STRANGER, WALL, Role
from ems_dashboard.store.accounts import add_account, change_account
from ems_dashboard.store.sessions import begin_session, read_session
from ems_dashboard.store.tokens import Token, add_token, read_token, revoke_token

NOON = datetime(2026, 1, 1, 4, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
LIMITS = Limits(timedelta(hours=2), timedelta(hours=24))
JIA = Account("jia", "值班员甲", Role.DUTY_OFFICER, created_at=NOON)


@pytest.fixture(autouse=True)
def signed_in(store, monkeypatch):
    monkeypatch.setattr(recognising, "VISITS", {})
    store.write(lambda connection: add_account(connection, JIA, ""))
    session = Session("key", "jia", NOON, NOON)
    store.write(lambda connection: begin_session(connection, session, LIMITS))


def actor(store, minutes=0.0, key="key", **more):
    return recognised(store, key, NOON + minutes * MINUTE, LIMITS, **more).actor


def seen_at(store):
    with store.reading() as reader:
        return read_session(reader.connection, "key")[0].seen_at


def test_nobody_signed_in_reads_the_demonstration_and_nothing_of_live_figures(store):
    assert actor(store, key="") == STRANGER
    assert actor(store, key="unknown") == STRANGER
    store.note(NOTE, "350600")
    assert actor(store, key="") == GUEST


def test_a_sign_of_the_holder_counts_once_a_minute_and_a_stream_is_none(store):
    assert actor(store, 0.5).account == "jia"
    assert seen_at(store) == NOON
    assert actor(store, 90, seen=False).account == "jia"
    assert seen_at(store) == NOON
    assert actor(store, SEEN_EVERY / MINUTE).account == "jia"
    assert seen_at(store) == NOON + SEEN_EVERY


def test_without_a_sign_for_so_long_the_session_is_over_and_with_one_it_is_not(store):
    assert actor(store, 119).account == "jia"
    assert actor(store, 238).account == "jia"
    assert actor(store, 238 + 121) == STRANGER


def test_whoever_is_locked_or_has_yet_to_choose_a_password_is_nobody(store):
    store.write(lambda c: change_account(c, replace(JIA, one_time=True, one_time_at=NOON)))
    caller = recognised(store, "key", NOON, LIMITS)
    assert (caller.actor, caller.must_choose) == (STRANGER, True)
    store.write(lambda c: change_account(c, replace(JIA, state=AccountState.LOCKED)))
    assert recognised(store, "key", NOON, LIMITS).account is None


def test_a_display_is_the_wall_until_its_token_is_revoked_and_is_seen_once_a_minute(store):
    store.write(lambda c: add_token(c, Token("t1", "hash", "指挥大厅", NOON, "boss")))

    def seen():
        with store.reading() as reader:
            return read_token(reader.connection, "hash").seen_at

    assert recognised_wall(store, "hash", NOON) == WALL
    assert recognised_wall(store, "hash", NOON + MINUTE / 2) == WALL
    assert seen() == NOON
    recognised_wall(store, "hash", NOON + SEEN_EVERY)
    assert seen() == NOON + SEEN_EVERY
    store.write(lambda c: revoke_token(c, "t1", NOON))
    assert recognised_wall(store, "hash", NOON) is None
    assert recognised_wall(store, "other", NOON) is None
