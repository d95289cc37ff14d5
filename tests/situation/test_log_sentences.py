"""The log's sentence of an order: a draft has no number, and is not order no. 0."""

from dataclasses import replace

from ems_dashboard.rules.log import LogEntry
from ems_dashboard.rules.terms import LogCategory
from ems_dashboard.situation.log_sentences import LogSentences
from ems_dashboard.text import words
from tests.builders import at, order
from tests.situation.conftest import CITY


def test_an_order_that_has_no_number_yet_is_not_number_nought():
    sentences = LogSentences(CITY, words("zh"))
    assert "未编号" in sentences.of(replace(order(), serial=0))
    assert "第 0 号" not in sentences.of(replace(order(), serial=0))
    assert "第 3 号" in sentences.of(replace(order(), serial=3))


def test_where_nobody_called_no_gap_stands_before_the_colon():
    noted = LogEntry(
        entry="1", incident="x", category=LogCategory.NOTE, text="积水点已设警戒", valid_at=at(8)
    )
    assert LogSentences(CITY, words("zh")).of(noted) == "记事:积水点已设警戒"
