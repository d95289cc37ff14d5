"""What an administrator may do with accounts and tokens, and what nobody may."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from ems_dashboard.actions import accounts as acts
from ems_dashboard.actions.accounts import Holder
from ems_dashboard.actions.acting import Desk
from ems_dashboard.actions.demo import NOTE
from ems_dashboard.actions.passwords import fits, key_of
from ems_dashboard.actions.recognising import recognised, recognised_wall
from ems_dashboard.actions.signing_in import Door, sign_in, sign_in_identified, sign_in_ready
from ems_dashboard.errors import Refused
from ems_dashboard.rules.accounts import AccountState, Limits
from ems_dashboard.rules.acts import Act
from ems_dashboard.rules.roles import Actor, Role
from ems_dashboard.store.accounts import all_accounts, password_of, read_account
from ems_dashboard.text import words

NOON = datetime(2026, 1, 1, 4, tzinfo=UTC)
LIMITS = Limits(timedelta(hours=2), timedelta(hours=24))
OFFICER = Holder("值班员丙", Role.DUTY_OFFICER, email="Bing@Example.org")
CHIEF = Holder("管理员甲", Role.ADMINISTRATOR)


@pytest.fixture
def desk(store, city):
    return Desk(store, city, Actor("boss", "管理员甲", Role.ADMINISTRATOR), words("zh"), NOON)


@pytest.fixture
def door(store):
    return Door(store, words("zh"), LIMITS, NOON, "10.0.0.1")


def held(store, account):
    with store.reading() as reader:
        return read_account(reader.connection, account)


def who(store, secret):
    return recognised(store, key_of(secret), NOON, LIMITS)


def test_a_new_account_begins_with_a_one_time_password_that_is_kept_as_a_hash(desk, door, store):
    password = acts.create_account(desk, " Bing ", OFFICER)
    account = held(store, "bing")
    assert (account.name, account.role, account.one_time, account.email) == (
        "值班员丙", Role.DUTY_OFFICER, True, "bing@example.org",
    )  # fmt: skip
    with store.reading() as reader:
        stored = password_of(reader.connection, "bing")
    assert fits(password, stored)
    assert password not in stored
    caller = who(store, sign_in(door, "bing", password))
    assert (caller.must_choose, caller.actor.role) == (True, Role.STRANGER)
    (act, _) = store.history(Act)
    assert (act.account, act.verb, act.subject, act.object) == (
        "boss",
        "create",
        "accounts",
        "bing",
    )


@pytest.mark.parametrize(
    ("account", "holder"),
    [
        ("甲", OFFICER),
        ("bing", Holder(" ", Role.DUTY_OFFICER)),
        ("bing", Holder("丙", None)),
        ("bing", Holder("丙", Role.WALL)),
        ("bing", Holder("丙", Role.GUEST)),
        ("bing", Holder("丙", Role.COUNTY)),
        ("bing", Holder("丙", Role.COUNTY, "D01")),
        ("bing", Holder("丙", Role.MEMBER, "350626")),
    ],
)
def test_an_account_that_makes_no_sense_is_not_made(desk, store, account, holder):
    with pytest.raises(Refused):
        acts.create_account(desk, account, holder)
    with store.reading() as reader:
        assert all_accounts(reader.connection) == []
    assert store.version() == 0


def test_two_accounts_share_neither_name_nor_email(desk):
    acts.create_account(desk, "bing", OFFICER)
    with pytest.raises(Refused):
        acts.create_account(desk, "BING", CHIEF)
    with pytest.raises(Refused):
        acts.create_account(desk, "ding", OFFICER)


def test_locking_ends_what_is_open_and_unlocking_lets_in_again(desk, door, store):
    password = acts.create_account(desk, "bing", OFFICER)
    secret = sign_in(door, "bing", password)
    acts.move_account(desk, "bing", "lock")
    assert who(store, secret).account is None
    with pytest.raises(Refused):
        sign_in(door, "bing", password)
    acts.move_account(desk, "bing", "unlock")
    assert who(store, secret).account is None, "the old session stays ended"
    assert who(store, sign_in(door, "bing", password)).account.account == "bing"


def test_a_reset_password_ends_what_is_open_and_the_old_one_is_worth_nothing(desk, door, store):
    first = acts.create_account(desk, "bing", OFFICER)
    secret = sign_in(door, "bing", first)
    second = acts.reset_password(desk, "bing")
    assert who(store, secret).account is None
    with pytest.raises(Refused):
        sign_in(door, "bing", first)
    assert who(store, sign_in(door, "bing", second)).must_choose


def test_a_retired_account_does_not_come_back(desk, store):
    acts.create_account(desk, "bing", OFFICER)
    acts.move_account(desk, "bing", "retire")
    for move in ("lock", "unlock", "retire"):
        with pytest.raises(Refused):
            acts.move_account(desk, "bing", move)
    with pytest.raises(Refused):
        acts.reset_password(desk, "bing")
    with pytest.raises(Refused):
        acts.change_holder(desk, "bing", OFFICER)
    assert held(store, "bing").state is AccountState.RETIRED


def test_the_last_administrator_stays(desk, store):
    acts.create_account(desk, "boss", CHIEF)
    for act in (
        lambda: acts.move_account(desk, "boss", "lock"),
        lambda: acts.move_account(desk, "boss", "retire"),
        lambda: acts.change_holder(desk, "boss", OFFICER),
    ):
        with pytest.raises(Refused):
            act()
    acts.create_account(desk, "second", CHIEF)
    acts.move_account(desk, "boss", "lock")
    assert held(store, "boss").state is AccountState.LOCKED


def test_a_changed_role_holds_for_the_session_that_is_open(desk, door, store):
    store.note(NOTE, "350600")
    secret = sign_in_ready(door, desk.city, "duty1")
    assert who(store, secret).actor.role is Role.DUTY_OFFICER
    acts.change_holder(desk, "duty1", Holder("东山", Role.COUNTY, "350626"))
    assert who(store, secret).actor == Actor("duty1", "东山", Role.COUNTY, "350626")


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_nobody_else_manages_accounts(desk, store, city, role):
    other = Desk(store, city, Actor("x", "x", role), words("zh"), NOON)
    for act in (
        lambda: acts.create_account(other, "bing", OFFICER),
        lambda: acts.change_holder(other, "bing", OFFICER),
        lambda: acts.move_account(other, "bing", "lock"),
        lambda: acts.reset_password(other, "bing"),
        lambda: acts.create_token(other, "大厅"),
        lambda: acts.withdraw_token(other, "t"),
    ):
        with pytest.raises(Refused, match=words("zh")(f"acts.role.{role}")):
            act()
    assert store.version() == 0


def test_a_token_is_the_walls_until_it_is_withdrawn(desk, store):
    secret = acts.create_token(desk, "指挥大厅")
    assert recognised_wall(store, key_of(secret), NOON) == Actor("", "", Role.WALL)
    assert recognised_wall(store, key_of(secret[:-1]), NOON) is None
    (act,) = store.history(Act)
    assert secret not in repr(act)
    acts.withdraw_token(desk, act.object)
    acts.withdraw_token(desk, act.object)
    assert recognised_wall(store, key_of(secret), NOON) is None
    assert [row.verb for row in store.history(Act)] == ["create", "revoke"]


def test_an_identity_needs_an_account_that_is_active_and_its_own(desk, door, store):
    one_time = acts.create_account(desk, "bing", OFFICER)
    acts.create_account(desk, "ding", Holder("丁", Role.LEADER))
    for names in ([], [""], ["other@example.org", "sub-1"]):
        with pytest.raises(Refused):
            sign_in_identified(door, names)
    caller = who(store, sign_in_identified(door, ["sub-1", "bing@example.org"]))
    assert (caller.actor.account, caller.must_choose) == ("bing", False)
    with pytest.raises(Refused):
        sign_in(door, "bing", one_time)
    acts.move_account(desk, "bing", "lock")
    with pytest.raises(Refused):
        sign_in_identified(door, ["bing@example.org"])


def test_ready_accounts_are_refused_where_figures_are_live(desk, door, store):
    with pytest.raises(Refused):
        sign_in_ready(door, desk.city, "administrator")
    with store.reading() as reader:
        assert all_accounts(reader.connection) == []


def test_a_one_time_password_runs_out_and_is_refused_like_a_wrong_one(desk, door, store):
    given = acts.create_account(desk, "bing", OFFICER)
    hour = timedelta(hours=1)
    assert sign_in(replace(door, moment=NOON + 23 * hour), "bing", given)
    with pytest.raises(Refused) as late:
        sign_in(replace(door, moment=NOON + 24 * hour), "bing", given)
    with pytest.raises(Refused) as unknown:
        sign_in(replace(door, moment=NOON + 24 * hour), "nobody", given)
    assert str(late.value) == str(unknown.value)
    anew = acts.reset_password(replace(desk, moment=NOON + 30 * hour), "bing")
    assert sign_in(replace(door, moment=NOON + 53 * hour), "bing", anew)


def test_an_act_on_an_account_says_from_where_it_was_done(desk, store):
    acts.create_account(replace(desk, address="10.0.0.7"), "bing", OFFICER)
    assert store.history(Act)[-1].address == "10.0.0.7"


def test_a_change_of_rights_is_told_with_what_it_was_before(desk, store):
    acts.create_account(desk, "bing", OFFICER)
    acts.change_holder(desk, "bing", replace(OFFICER, role=Role.APPROVER, name="审批丙"))
    told = store.history(Act)[-1].object
    assert told == "bing · 姓名或岗位 值班员丙 → 审批丙 · 角色 值班员 → 审批人"


def test_a_reset_lets_in_whom_failures_kept_out(desk, door, store):
    password = acts.create_account(desk, "bing", OFFICER)
    for _ in range(5):
        with pytest.raises(Refused):
            sign_in(door, "bing", "wrong")
    with pytest.raises(Refused):
        sign_in(door, "bing", password)
    again = acts.reset_password(desk, "bing")
    assert sign_in(door, "bing", again)
