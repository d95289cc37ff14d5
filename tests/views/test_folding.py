"""A folded list is HTML beneath HTML: neither half is escaped once more."""

from types import SimpleNamespace
from typing import cast

from ems_dashboard.screen.here import Here
from ems_dashboard.text import words
from ems_dashboard.views.frame.folding import shortened

HERE = cast(Here, SimpleNamespace(words=words("zh")))


def test_a_list_of_which_a_part_is_folded_stays_html():
    html = shortened(HERE, range(5), lambda few: f"<ul>{len(few)}</ul>", shown=2)
    assert html.startswith("<ul>2</ul>")
    assert "<ul>3</ul>" in html
    assert "&lt;" not in html
