"""The closed lists: which of two levels is graver, and which codes a category may have."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ems_dashboard.rules.terms import Category, Colour, Level, category_of


def test_one_is_the_gravest_level_and_red_the_gravest_colour():
    assert [level.severity for level in (Level.I, Level.II, Level.III, Level.IV)] == [4, 3, 2, 1]
    colours = (Colour.RED, Colour.ORANGE, Colour.YELLOW, Colour.BLUE)
    assert [colour.severity for colour in colours] == [4, 3, 2, 1]


@given(st.sampled_from(Category))
def test_a_category_is_the_one_of_its_code_however_often_it_is_asked_for(category):
    assert category_of(str(category)) is category
    assert Category(str(category)) is category


@pytest.mark.parametrize("code", ["", "Tourists", "tour ists", "游客", "1st", "tour-ists"])
def test_what_is_no_code_is_no_category(code):
    before = list(Category)
    with pytest.raises(ValueError, match="small letters"):
        category_of(code)
    assert list(Category) == before
