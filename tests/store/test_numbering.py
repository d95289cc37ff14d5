"""The next reference number: by prefix, year and mode, over every kind of document that bears one."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from ems_dashboard.store.numbering import next_reference
from tests.builders import at, order, response

EVENING = at(9)
FORM, PREFIX = "{prefix}〔{year}〕{number}号", "漳汛电"
NEW_YEAR = datetime(2026, 12, 31, 16, tzinfo=UTC)
"""Midnight in Beijing."""


@pytest.fixture
def following(store):
    """following(moment, mode) → the number that a document of then gets, after those of *told."""

    def follow(*told, moment=EVENING, mode="live"):
        store.append(told, moment=EVENING)
        return store.write(
            lambda connection: next_reference(connection, FORM, PREFIX, moment, mode)
        )

    return follow


def test_orders_and_changes_of_level_share_one_sequence(following):
    told = (
        order(document="漳汛电〔2026〕3号"),
        response(document="漳汛电〔2026〕7号"),
        order("D2", document="漳汛〔2026〕40号"),
    )
    assert following(*told) == "漳汛电〔2026〕8号"


def test_an_exercise_takes_no_number_from_the_live_ones_and_has_its_own(following):
    told = (
        order(document="漳汛电〔2026〕3号"),
        replace(order("X", document="漳汛电〔2026〕90号"), mode="exercise"),
    )
    assert following(*told) == "漳汛电〔2026〕4号"
    assert following(mode="exercise") == "漳汛电〔2026〕91号"


def test_the_year_turns_at_midnight_in_beijing(following):
    last = order(document="漳汛电〔2026〕3号", valid_at=NEW_YEAR.replace(hour=15, minute=59))
    assert following(last, moment=NEW_YEAR.replace(hour=15, minute=59)) == "漳汛电〔2026〕4号"
    assert following(moment=NEW_YEAR) == "漳汛电〔2027〕1号"
    first = response(document="漳汛电〔2027〕1号", valid_at=NEW_YEAR)
    assert following(first, moment=NEW_YEAR) == "漳汛电〔2027〕2号"


def test_a_document_of_the_first_minute_of_next_year_takes_no_number_of_this_one(following):
    next_year = order(document="漳汛电〔2026〕9号", valid_at=NEW_YEAR)
    assert following(next_year, moment=at(0)) == "漳汛电〔2026〕1号"
    first = order(
        "D2", document="漳汛电〔2026〕4号", valid_at=datetime(2025, 12, 31, 16, tzinfo=UTC)
    )
    assert following(first, moment=at(0)) == "漳汛电〔2026〕5号"
