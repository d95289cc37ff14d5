"""The one door: whatever way a text comes, it lies clean in the ledger."""

from datetime import UTC, datetime

from ems_dashboard.rules.log import LogEntry
from ems_dashboard.rules.terms import LogCategory, WarningKind
from ems_dashboard.rules.warnings import WarningMessage

AT = datetime(2026, 8, 1, 4, tzinfo=UTC)


def test_control_signs_are_left_at_the_door(store):
    dirty = LogEntry(
        entry="e",
        incident="2023-TY2311",
        category=LogCategory.NOTE,
        text="已\x0b转\x00移",
        counterpart="甲\x1b",
        valid_at=AT,
    )
    store.append([dirty], moment=AT)
    (row,) = store.history(LogEntry)
    assert (row.text, row.counterpart) == ("已\n转移", "甲")
    assert store.append([dirty], moment=AT).accepted == 0, "the same row again is the same row"


def test_lists_of_texts_are_cleaned_too(store):
    message = WarningMessage(
        id="w",
        kind=WarningKind.WEATHER,
        event="typhoon",
        units=("350626\x0c",),
        headline="橙\x02色",
        valid_at=AT,
    )
    store.append([message], moment=AT)
    (row,) = store.history(WarningMessage)
    assert (row.units, row.headline) == (("350626\n",), "橙色")
