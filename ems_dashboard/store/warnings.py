"""Warnings near a moment."""

from datetime import datetime, timedelta

from ems_dashboard.rules.warnings import WarningMessage
from ems_dashboard.store.reader import Reader
from ems_dashboard.store.schema import tables

LONGEST = timedelta(days=15)
"""No warning stands longer without being issued again; the bound keeps the read a short seek in
any size of ledger."""


def messages_before(reader: Reader, moment: datetime, mode: str = "live") -> list[WarningMessage]:
    """The last days' messages known at `moment`, oldest first: whatever can still be valid, and
    what cancels it."""
    facts = tables(WarningMessage).facts
    return reader.select_where(
        WarningMessage,
        facts.c.mode == mode,
        facts.c.valid_at > moment - LONGEST,
        facts.c.valid_at <= moment,
        facts.c.known_at <= (reader.known or moment),
    )
