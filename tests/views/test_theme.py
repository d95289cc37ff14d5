"""The two themes are whole, and the sheet survives Streamlit's sanitizer."""

import re

import pytest

from ems_dashboard.screen.theme import (
    ASSETS,
    DARK,
    DESK,
    LIGHT,
    PAPER,
    TOKENS,
    style_sheet,
    theme_of,
)

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


def luminance(colour):
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(
    "token", ["text", "second", "third", "done", "danger", "near", "caution", "notice"]
)
def test_on_paper_which_has_no_ground_every_word_is_dark_enough_to_read(token):
    assert 1.05 / (luminance(PAPER[token]) + 0.05) >= 4.5


@pytest.mark.parametrize("theme", [DARK, DESK])
def test_what_is_printed_is_dark_on_white_whatever_it_is_on_screen(theme):
    before, printed = style_sheet(theme.name).rsplit("@media print", 1)
    assert f"--ems-text: {theme.tokens['text']};" in before
    assert "--ems-panel: #ffffff;" in printed
    assert "--ems-text: #000000;" in printed
