"""The two themes are whole, and the sheet survives Streamlit's sanitizer."""

import re

import pytest

from ems_dashboard.screen.theme import ASSETS, DARK, DESK, LIGHT, TOKENS, style_sheet, theme_of

VARIABLE = re.compile(r"var\(--ems-([a-z0-9-]+)")
SET_ELSEWHERE = {"pill", "font", "bar", "strip"}


def test_the_desk_has_every_token_of_the_instruments():
    assert set(LIGHT) == set(TOKENS)


@pytest.mark.parametrize("sheet", ["theme.css", "desk.css", "cards.css", "wall.css"])
def test_every_variable_in_a_sheet_is_a_token(sheet):
    assert (
        set(VARIABLE.findall((ASSETS / sheet).read_text(encoding="utf-8")))
        <= set(TOKENS) | SET_ELSEWHERE
    )


@pytest.mark.parametrize("theme", [DARK, DESK])
def test_no_tag_stands_in_the_sheet_because_the_sanitizer_would_throw_all_of_it_away(theme):
    assert not re.search(r"<[a-z/!]", style_sheet(theme.name))


def test_a_page_that_nobody_named_is_a_desk():
    assert (theme_of("overview"), theme_of("orders")) == (DARK, DESK)
