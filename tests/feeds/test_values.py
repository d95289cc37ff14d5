"""Numbers as people type them. The browser's reader is held to the same table (tests/browser/test_numbers.py)."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ems_dashboard.config import ROOT
from ems_dashboard.feeds import values

CASES = json.loads((ROOT / "tests" / "samples" / "numbers.json").read_text(encoding="utf-8"))


WIDE = {ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"}
"""Full-width digits, as an input method for Chinese leaves them."""


def read(typed):
    """As the table of cases says it."""
    if values.blank(typed):
        return {"blank": True}
    try:
        return {"whole": values.whole(typed)}
    except values.Unreadable:
        return {"refused": True}


@pytest.mark.parametrize("case", CASES, ids=lambda case: repr(case["typed"]))
def test_a_count_is_read_as_the_table_says(case):
    assert {"typed": case["typed"]} | read(case["typed"]) == case


@given(st.integers(0, 10**12))
def test_a_count_is_read_back_however_it_is_written(count):
    wide = str(count).translate(WIDE)
    written = [str(count), f"{count:,}", f"{count:,}".replace(",", " "), f" {count} ", wide]
    assert {values.whole(text) for text in written} == {count}


@given(st.text(alphabet="0123456789,. -+e万x", max_size=8))
def test_whatever_is_typed_is_a_count_a_refusal_or_nothing(typed):
    assert read(typed).get("whole", 0) >= 0
