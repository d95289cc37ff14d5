"""Accounts, tokens and acts as the administrator reads them."""

from datetime import timedelta

from ems_dashboard.rules.accounts import Account
from ems_dashboard.rules.acts import Act
from ems_dashboard.rules.roles import Role
from ems_dashboard.situation import people
from ems_dashboard.store.accounts import add_account
from tests.builders import at


def act(name, moment):
    return Act(
        act=name, account="a", name="值班员甲", role="duty_officer", verb="begin", subject="sessions",
        valid_at=moment, known_at=moment,
    )  # fmt: skip


def test_acts_of_the_last_thirty_days_the_newest_first_and_none_that_came_later(told):
    store = told(act("old", at(0) - people.AUDITED - timedelta(minutes=1)), act("edge", at(0) - people.AUDITED),
                 act("first", at(-2)), act("last", at(-1)), act("later", at(1)))  # fmt: skip
    assert [row.act for row in people.acts(store, at(0))] == ["last", "first", "edge"]


def test_of_very_many_acts_the_newest_are_shown(told, monkeypatch):
    monkeypatch.setattr(people, "SHOWN", 2)
    store = told(*(act(str(n), at(-n)) for n in range(1, 5)))
    assert [row.act for row in people.acts(store, at(0))] == ["1", "2"]


def test_accounts_are_read_without_their_passwords(ledger):
    account = Account("a", "值班员甲", Role.DUTY_OFFICER, created_at=at(0))
    ledger.write(lambda connection: add_account(connection, account, "secret-hash"))
    (found,) = people.accounts(ledger)
    assert (found.account, found.role) == ("a", Role.DUTY_OFFICER)
    assert "secret-hash" not in repr(found)
    assert people.tokens(ledger) == []
