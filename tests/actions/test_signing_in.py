"""Who comes through the door and who does not, beside the pages: the identity provider's, the ready ones of the
demonstration, the first administrator, the second person at somebody else's desk."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from ems_dashboard.actions.demo import NOTE
from ems_dashboard.actions.passwords import fits, hashed, key_of
from ems_dashboard.actions.ready import ready_accounts
from ems_dashboard.actions.recognising import recognised
from ems_dashboard.actions.signing_in import (
    Door,
    awaits_first,
    become_first,
    choose_password,
    issue_first_code,
    sign_in,
    sign_in_identified,
    sign_in_ready,
    vouched,
)
from ems_dashboard.errors import Refused
from ems_dashboard.rules.accounts import LOCKED_FOR, TRIES, Account, AccountState, Limits
from ems_dashboard.rules.roles import Role
from ems_dashboard.store.accounts import add_account, change_account, password_of, read_account
from ems_dashboard.text import words

NOON = datetime(2026, 1, 1, 4, tzinfo=UTC)
LIMITS = Limits(timedelta(hours=2), timedelta(hours=24))
PASSWORD, OTHER = "Zhang-zhou-2026", "Yun-xiao-2026-x"
JIA = Account(
    "jia",
    "值班员甲",
    Role.DUTY_OFFICER,
    email="jia@example.org",
    created_at=NOON - timedelta(days=9),
)


@pytest.fixture
def door(store):
    return Door(store, words("zh"), LIMITS, NOON, "10.0.0.1")


@pytest.fixture
def jia(store):
    store.write(lambda connection: add_account(connection, JIA, hashed(PASSWORD)))


def who(store, secret):
    return recognised(store, key_of(secret), NOON, LIMITS).actor.account


def become(store, **changed):
    store.write(lambda connection: change_account(connection, replace(JIA, **changed)))


def stored(store):
    with store.reading() as reader:
        return read_account(reader.connection, "jia"), password_of(reader.connection, "jia")


@pytest.mark.usefixtures("jia")
@pytest.mark.parametrize("state", [AccountState.LOCKED, AccountState.RETIRED])
def test_whom_the_provider_names_comes_in_while_the_account_is_active(store, door, state):
    assert who(store, sign_in_identified(door, ["nobody@example.org", "jia@example.org"])) == "jia"
    become(store, state=state)
    with pytest.raises(Refused):
        sign_in_identified(door, ["jia@example.org"])
    with pytest.raises(Refused):
        sign_in_identified(door, [])


@pytest.mark.usefixtures("jia")
def test_whom_the_provider_knows_needs_no_password_that_an_administrator_gave(store, door):
    become(store, one_time=True, one_time_at=NOON)
    assert who(store, sign_in_identified(door, ["jia@example.org"])) == "jia"
    account, password = stored(store)
    assert (account.one_time, password) == (False, "")


def test_a_ready_account_is_one_of_the_demonstration_and_active(store, city, door):
    with pytest.raises(Refused):
        sign_in_ready(door, city, "duty1")
    store.note(NOTE, city.code)
    ready = ready_accounts(city, words("zh"), NOON)[0].account
    assert who(store, sign_in_ready(door, city, ready)) == ready
    with pytest.raises(Refused):
        sign_in_ready(door, city, "nobody")
    with store.reading() as reader:
        held = read_account(reader.connection, ready)
    locked = replace(held, state=AccountState.LOCKED)
    store.write(lambda connection: change_account(connection, locked))
    with pytest.raises(Refused):
        sign_in_ready(door, city, ready)


def test_an_account_that_was_made_by_hand_is_no_ready_one(store, city, door):
    store.note(NOTE, city.code)
    store.write(lambda connection: add_account(connection, JIA, ""))
    with pytest.raises(Refused):
        sign_in_ready(door, city, "jia")


def test_the_code_makes_one_administrator_and_is_worth_nothing_in_the_demonstration(store, door):
    code = issue_first_code(store)
    with store.reading() as reader:
        assert awaits_first(reader)
    with pytest.raises(Refused):
        become_first(door, "AAAA-AAAA", "boss", "管理员甲", PASSWORD)
    assert (
        who(store, become_first(door, f" {code.lower()} ", " Boss ", "管理员甲", PASSWORD))
        == "boss"
    )
    with store.reading() as reader:
        assert not awaits_first(reader)
    with pytest.raises(Refused):
        become_first(door, code, "second", "管理员乙", PASSWORD)
    assert issue_first_code(store) is None


def test_a_demonstration_awaits_nobody_even_where_a_code_was_given_before(store, city):
    issue_first_code(store)
    store.note(NOTE, city.code)
    with store.reading() as reader:
        assert not awaits_first(reader)


@pytest.mark.usefixtures("jia")
def test_the_second_person_proves_herself_and_no_session_begins(store, door):
    assert vouched(door, " JIA ", PASSWORD).account == "jia"
    with pytest.raises(Refused):
        vouched(door, "jia", OTHER)
    become(store, one_time=True, one_time_at=NOON)
    with pytest.raises(Refused):
        vouched(door, "jia", PASSWORD)


@pytest.mark.usefixtures("jia")
def test_failures_at_another_desk_count_as_at_the_door_and_a_success_gives_them_back(door):
    for _ in range(TRIES - 1):
        with pytest.raises(Refused):
            vouched(door, "jia", OTHER)
    vouched(door, "jia", PASSWORD)
    for _ in range(TRIES - 1):
        with pytest.raises(Refused):
            sign_in(door, "jia", OTHER)
    with pytest.raises(Refused):
        vouched(door, "jia", OTHER)
    with pytest.raises(Refused):  # the fifth has locked it, whatever is typed now
        sign_in(door, "jia", PASSWORD)
    later = replace(door, moment=NOON + LOCKED_FOR)
    assert sign_in(later, "jia", PASSWORD)


@pytest.mark.usefixtures("jia")
def test_a_new_password_is_another_one_and_ends_the_sessions_that_were_open(store, door):
    before = sign_in(door, "jia", PASSWORD)
    with pytest.raises(Refused):
        choose_password(door, JIA, OTHER, "Long-enough-2026")
    with pytest.raises(Refused):
        choose_password(door, JIA, PASSWORD, PASSWORD)
    secret = choose_password(door, JIA, PASSWORD, OTHER)
    assert (who(store, before), who(store, secret)) == ("", "jia")
    assert fits(OTHER, stored(store)[1])


@pytest.mark.usefixtures("jia")
def test_a_locked_account_chooses_no_password(store, door):
    become(store, state=AccountState.LOCKED)
    with pytest.raises(Refused):
        choose_password(door, JIA, PASSWORD, OTHER)
    assert fits(PASSWORD, stored(store)[1])
