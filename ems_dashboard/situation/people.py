"""Accounts, tokens and what people did, for the administrator's page."""

from datetime import timedelta

from ems_dashboard.moments import Moment
from ems_dashboard.rules.accounts import Account
from ems_dashboard.rules.acts import Act
from ems_dashboard.store import Store
from ems_dashboard.store.accounts import all_accounts
from ems_dashboard.store.tokens import Token, all_tokens

AUDITED = timedelta(days=30)
SHOWN = 500


def accounts(store: Store) -> list[Account]:
    with store.reading() as reader:
        return all_accounts(reader.connection)


def tokens(store: Store) -> list[Token]:
    with store.reading() as reader:
        return all_tokens(reader.connection)


def acts(store: Store, as_of: Moment) -> list[Act]:
    """The newest first."""
    return store.history(Act, as_of=as_of, since=as_of - AUDITED)[::-1][:SHOWN]
