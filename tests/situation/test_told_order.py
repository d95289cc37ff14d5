"""The log's sentence of an order: a draft has no number, and is not order no. 0."""

from dataclasses import replace

from ems_dashboard.situation.told import Teller
from ems_dashboard.text import words
from tests.builders import order
from tests.situation.conftest import CITY


def test_an_order_that_has_no_number_yet_is_not_number_nought():
    told = Teller(CITY, words("zh"))
    assert "未编号" in told.sentence(replace(order(), serial=0))
    assert "第 0 号" not in told.sentence(replace(order(), serial=0))
    assert "第 3 号" in told.sentence(replace(order(), serial=3))
