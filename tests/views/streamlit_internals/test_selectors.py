"""What the style sheets, the scripts and the translation rely on in Streamlit: the names and the
words that it sends to the browser. One that it does not know any more does nothing, silently."""

import re

import pytest

from ems_dashboard.config import PACKAGE
from ems_dashboard.text import catalogue
from tests.views.streamlit_internals.bundle import bundled

PLACES = [
    *(PACKAGE / "assets").glob("*.css"),
    *(PACKAGE / "assets" / "scripts").glob("*.js"),
    *(PACKAGE / "templates").rglob("*.html"),
]
TEST_ID = re.compile(r'data-testid(?P<how>[\^$*]?)=\\?"(?P<name>[A-Za-z-]+)\\?"')
CLASS = re.compile(r"\.(st[A-Z][A-Za-z]+)")

COMPOSED = ("stBaseButton-", "stAlertContent")
"""The beginnings of names that Streamlit puts together: the kind of a button, of an alert."""
PIECES = {
    "builtin.enter_apply": ("`Press Enter to ${", "`apply`"),
    "builtin.enter_submit": ("`Press Enter to ${", "`submit form`"),
    "builtin.ctrl_enter_apply": ("`Ctrl`}+Enter to ${", "`apply`"),
    "builtin.not_found_note": (
        "`The page that you have requested does not seem to exist`",
        "${t}. Running the app's main page.`",
    ),
}
"""The texts that Streamlit puts together of these."""


def selectors():
    found = {}
    for path in PLACES:
        text = path.read_text(encoding="utf-8")
        for test_id in TEST_ID.finditer(text):
            found.setdefault((test_id["how"], test_id["name"]), path.name)
        for name in CLASS.findall(text):
            found.setdefault(("class", name), path.name)
    return found


def test_the_selectors_are_found():
    assert len(selectors()) > 50


def is_known(name):
    text = bundled()
    for beginning in COMPOSED:
        if name.startswith(beginning) and name != beginning:
            return beginning + "${" in text and name.removeprefix(beginning) in text
    return name in text


def test_every_part_of_streamlit_that_is_styled_or_found_by_a_script_has_its_name_still():
    unknown = {
        (name, where)
        for (how, name), where in selectors().items()
        if how != "$" and not is_known(name)
    }
    assert unknown == set()


@pytest.mark.parametrize("key", [key for key in catalogue() if key.startswith("builtin.")])
def test_streamlit_writes_the_text_that_is_translated(key):
    pieces = PIECES.get(key) or (catalogue()[key]["en"],)
    assert [piece for piece in pieces if piece not in bundled()] == []
