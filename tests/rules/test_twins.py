"""When two rows are one thing that came twice: to the minute, by office, event, grade and area."""

from dataclasses import replace

import pytest

from ems_dashboard.rules.terms import Level, MessageType
from ems_dashboard.rules.twins import (
    APART,
    batch_twin_of,
    same_batch,
    same_office,
    same_warning,
    twin_of,
)
from tests.builders import BEGAN, CITY_CODE, DONGSHAN, ZHANGPU, messages, warning

TYPED = warning("typed")


@pytest.mark.parametrize(("off", "same"), [(APART, True), (-APART, True), (APART * 1.01, False)])
def test_ten_minutes_apart_is_the_same_and_more_is_not(off, same):
    assert same_warning(TYPED, warning("feed", BEGAN + off), CITY_CODE) is same
    assert same_batch(messages("a", 100), messages("b", 100, BEGAN + off)) is same


@pytest.mark.parametrize(
    "other",
    [
        warning("feed", level=Level.III),
        warning("feed", event="rainstorm"),
        warning("feed", message_type=MessageType.CANCEL),
        warning("feed", units=(ZHANGPU,)),
    ],
)
def test_another_grade_event_act_or_area_is_another_warning(other):
    assert not same_warning(warning("typed", units=(DONGSHAN,)), other, CITY_CODE)


def test_an_update_and_a_first_issue_are_one_but_a_lifting_is_not():
    assert same_warning(TYPED, warning("feed", message_type=MessageType.UPDATE), CITY_CODE)
    lifted = warning("feed", message_type=MessageType.CANCEL)
    assert same_warning(replace(lifted, id="typed"), lifted, CITY_CODE)
    assert not same_warning(TYPED, lifted, CITY_CODE)


def test_a_message_that_names_no_unit_is_the_citys_and_meets_any_of_it():
    nobody = warning("feed", units=())
    assert same_warning(nobody, warning("typed", units=(DONGSHAN,)), CITY_CODE)
    assert same_warning(warning("typed", units=(DONGSHAN, ZHANGPU)), warning("f", units=(ZHANGPU,)), CITY_CODE)  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("漳州市气象台", "福建省漳州市气象局", True),
        ("漳州市气象台", "漳州市气象台", True),
        ("漳州市气象台", "厦门市气象台", False),
        ("东山县气象台", "漳州市气象台", False),
        ("漳州市气象台", "35060041", True),
        ("", "漳州市水利局", True),
    ],
)
def test_one_office_under_two_names(one, other, same):
    assert same_office(one, other) is same
    assert same_office(other, one) is same


def test_of_several_the_nearest_in_time_is_the_twin_and_of_two_as_near_the_first():
    near, far = warning("near", BEGAN + APART / 2), warning("far", BEGAN - APART)
    assert twin_of(TYPED, [far, near], CITY_CODE) is near
    first = replace(warning("first", BEGAN - APART / 2), seq=3)
    second = replace(near, seq=4)
    assert twin_of(TYPED, [second, first], CITY_CODE) is first


def test_a_row_is_not_its_own_twin():
    assert twin_of(TYPED, [warning("typed", BEGAN + APART)], CITY_CODE) is None
    assert batch_twin_of(messages("a", 5), [messages("a", 5)]) is None
    assert batch_twin_of(messages("a", 5), [messages("b", 6), messages("c", 5)]).batch == "c"
