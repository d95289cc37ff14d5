"""Each block of a past picture bears its moment, and a page says when it has come to its end."""

import re

import pytest

from ems_dashboard.views.frame.frame import page_files
from ems_dashboard.views.frame.stamped import stamped, stamped_page
from tests.pages.test_screens import READER, opened

BUSY, QUIET = "2023-09-04T20:24", "2023-11-10T09:00"
INSTRUMENTS = ("overview", "warnings", "evacuation", "groups", "storm", "race")


def blocks(test):
    return [block.proto.body for block in test.get("html")]


def ends(said):
    return [
        of[:16] for body in said for of in re.findall(r'class="ems-end" data-of="([^"]*)"', body)
    ]


@pytest.mark.parametrize("moment", [BUSY, QUIET])
@pytest.mark.parametrize("page", page_files())
def test_the_end_of_a_past_page_is_said_with_its_moment(
    monkeypatch, acting, demo_path, page, moment
):
    acting(READER[page])
    said = blocks(opened(monkeypatch, f"sqlite:///{demo_path}", page, as_of=moment))
    assert ends(said) == [moment]
    marks = [mark for body in said for mark in re.findall(r'data-as-of="([^"]*)"', body)]
    assert all(mark.startswith(moment) for mark in marks)
    assert page not in INSTRUMENTS or len(marks) >= 2


def test_the_present_ends_too_and_its_blocks_keep_their_text_from_minute_to_minute(
    monkeypatch, demo_path
):
    said = blocks(opened(monkeypatch, f"sqlite:///{demo_path}", "evacuation"))
    assert ends(said) == ["now"]
    assert not any("data-as-of" in body for body in said if "c-line" not in body)


def test_a_block_is_marked_in_its_first_tag_and_only_once(monkeypatch):
    monkeypatch.setattr(
        "ems_dashboard.views.frame.stamped.moment", lambda: "2023-09-04T20:24:00+08:00"
    )
    mark = 'data-as-of="2023-09-04T20:24:00+08:00"'
    assert stamped('<section class="card"><p>') == f'<section {mark} class="card"><p>'
    assert stamped("<p>text</p>") == f"<p {mark}>text</p>"
    assert stamped('<div data-as-of="x">') == '<div data-as-of="x">'
    assert stamped("") == ""
    assert stamped_page("<html><body><body>") == f"<html><body {mark}><body>"
