from dataclasses import replace
from datetime import UTC, datetime, timedelta

from ems_dashboard.rules.accounts import (
    FIRST_DELAY,
    LOCKED_FOR,
    TRIES,
    WIDE_TRIES,
    Account,
    AccountState,
    Limits,
    Session,
)
from ems_dashboard.rules.roles import Role
from ems_dashboard.store.accounts import (
    account_of_email,
    add_account,
    administrators,
    all_accounts,
    change_account,
    change_password,
    password_of,
    read_account,
)
from ems_dashboard.store.failures import begin_attempt, forget_account, forget_attempt, locked
from ems_dashboard.store.sessions import (
    begin_session,
    end_sessions,
    read_session,
    read_sessions,
    see_session,
)
from ems_dashboard.store.tokens import (
    Token,
    add_token,
    all_tokens,
    read_token,
    read_tokens,
    revoke_token,
    see_tokens,
)

NOON = datetime(2026, 1, 1, 4, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
LIMITS = Limits(timedelta(hours=2), timedelta(hours=24))
JIA = Account("jia", "值班员甲", Role.DUTY_OFFICER, email="jia@example.org", created_at=NOON)
BOSS = Account("boss", "管理员甲", Role.ADMINISTRATOR, created_at=NOON)


def write(store, act, *values, **named):
    return store.write(lambda connection: act(connection, *values, **named))


def read(store, question, *values):
    with store.reading() as reader:
        return question(reader.connection, *values)


def test_an_account_is_read_as_it_was_written_and_its_password_lies_apart(store):
    write(store, add_account, JIA, "hash")
    write(store, add_account, BOSS, "")
    assert read(store, read_account, "jia") == JIA
    assert read(store, all_accounts) == [BOSS, JIA]
    assert (read(store, password_of, "jia"), read(store, password_of, "nobody")) == ("hash", "")
    write(store, change_password, "jia", "other")
    locked_out = replace(JIA, state=AccountState.LOCKED, one_time=True)
    write(store, change_account, locked_out)
    assert read(store, read_account, "jia") == locked_out
    assert read(store, password_of, "jia") == "other"
    assert store.version() == 0, "an account is no fact"


def test_administrators_are_counted_while_they_are_active(store):
    write(store, add_account, BOSS, "")
    assert read(store, administrators) == 1
    write(store, change_account, replace(BOSS, state=AccountState.LOCKED))
    assert read(store, administrators) == 0


def test_an_email_names_one_account_or_none(store):
    write(store, add_account, JIA, "")
    write(store, add_account, BOSS, "")
    assert read(store, account_of_email, "JIA@example.org") == JIA
    assert read(store, account_of_email, "") is None, "most accounts have none"
    write(store, change_account, replace(BOSS, email="jia@example.org"))
    assert read(store, account_of_email, "jia@example.org") is None


def test_sessions_end_for_the_whole_account_and_the_old_ones_go(store):
    write(store, add_account, JIA, "")
    old = Session("old", "jia", NOON - 3 * LIMITS.idle, NOON - 2 * LIMITS.idle)
    write(store, begin_session, old, LIMITS)
    assert read(store, read_session, "old") == (old, JIA)
    write(store, begin_session, Session("a", "jia", NOON, NOON), LIMITS)
    write(store, begin_session, Session("b", "jia", NOON, NOON), LIMITS)
    assert read(store, read_session, "old") is None
    write(store, see_session, "a", NOON + MINUTE)
    assert read(store, read_session, "a")[0].seen_at == NOON + MINUTE
    write(store, end_sessions, "jia")
    assert read(store, read_session, "a") is None
    assert read(store, read_session, "b") is None
    assert read(store, read_session, "") is None


def test_a_token_opens_until_it_is_revoked(store):
    token = Token("t1", "hash", "指挥大厅", NOON, "boss")
    write(store, add_token, token)
    write(store, see_tokens, ["hash"], NOON + MINUTE)
    assert read(store, read_token, "hash") == replace(token, seen_at=NOON + MINUTE)
    assert read(store, read_token, "t1") is None
    assert write(store, revoke_token, "t1", NOON + 2 * MINUTE)
    assert not write(store, revoke_token, "t1", NOON + 3 * MINUTE)
    assert read(store, read_token, "hash") is None
    assert read(store, all_tokens)[0].revoked_at == NOON + 2 * MINUTE


def test_many_sessions_and_tokens_are_read_at_once_as_one_by_one(store):
    write(store, add_account, JIA, "")
    write(store, add_account, BOSS, "")
    for key, who in (("a", "jia"), ("b", "boss"), ("c", "jia")):
        write(store, begin_session, Session(key, who, NOON, NOON), LIMITS)
    keys = {"a", "b", "gone", ""}
    assert read(store, read_sessions, keys) == {
        key: read(store, read_session, key) for key in ("a", "b")
    }
    assert read(store, read_sessions, set()) == {}
    for key in ("open", "revoked", "another"):
        write(store, add_token, Token(f"t-{key}", key, "指挥大厅", NOON, "boss"))
    write(store, revoke_token, "t-revoked", NOON)
    asked = {"open", "revoked", "gone"}
    assert read(store, read_tokens, asked) == {"open": read(store, read_token, "open")}
    write(store, see_tokens, ["open", "another"], NOON + MINUTE)
    seen = {token.key: token.seen_at for token in read(store, all_tokens)}
    assert seen == {"open": NOON + MINUTE, "another": NOON + MINUTE, "revoked": None}


def test_attempts_are_counted_for_each_subject_and_given_back_by_a_success(store):
    for _ in range(TRIES):
        assert write(store, begin_attempt, ["pair jia@a", "address a"], NOON)
    assert not write(store, begin_attempt, ["pair jia@a", "address a"], NOON)
    assert write(store, begin_attempt, ["pair jia@b", "address b"], NOON)
    assert write(store, begin_attempt, ["pair yi@a", "address a"], NOON), "an office is not one"
    assert not read(store, locked, "address a", NOON)
    assert not read(store, locked, "pair jia@a", NOON + FIRST_DELAY)
    write(store, forget_attempt, "pair jia@a", ["account jia", "address a"])
    assert write(store, begin_attempt, ["pair jia@a", "address a"], NOON)


def test_one_address_that_tries_very_many_names_is_closed_and_a_success_gives_one_back(store):
    for number in range(WIDE_TRIES):
        assert write(store, begin_attempt, [f"pair n{number}@a", "address a"], NOON)
    assert not write(store, begin_attempt, ["pair x@a", "address a"], NOON)
    write(store, forget_attempt, "pair n0@a", ["account n0", "address a"])
    assert not read(store, locked, "address a", NOON)


def test_what_was_tried_in_a_name_is_forgotten_where_an_administrator_says_so(store):
    for name in ("a_b", "axb"):
        for _ in range(TRIES):
            write(store, begin_attempt, [f"pair {name}@1", f"account {name}"], NOON)
    write(store, forget_account, "a_b")
    assert not read(store, locked, "pair a_b@1", NOON)
    assert read(store, locked, "pair axb@1", NOON)


def test_attempts_of_long_ago_are_forgotten(store):
    write(store, begin_attempt, ["account a", "address a"], NOON)
    write(store, begin_attempt, ["address b"], NOON + LOCKED_FOR)
    with store.reading() as reader:
        left = reader.connection.exec_driver_sql("select subject from failures").scalars().all()
    assert left == ["address b"]
