"""The page of a storm: without one, with one, with two, in English."""

from datetime import timedelta

import pytest

from ems_dashboard import clock
from ems_dashboard.rules.roles import Role
from ems_dashboard.text import words
from tests.builders import fix
from tests.pages.test_screens import BUSY, opened, said


def test_without_a_storm_the_page_says_so_and_draws_no_map(monkeypatch, acting, own):
    acting(Role.DUTY_OFFICER)
    page = opened(monkeypatch, own(), "storm")
    assert not page.exception
    assert words("zh")("storm.none") in said(page)
    assert "ems_storm_map" not in said(page)


def test_of_two_storms_the_viewer_chooses_and_one_without_circles_tells_no_wind(
    monkeypatch, acting, own
):
    acting(Role.DUTY_OFFICER)
    now = clock.minute(clock.now()) - timedelta(hours=1)
    near = fix(now, 22.0, 119.0, storm="2601")
    page = opened(monkeypatch, own(near, fix(now, 12.0, 140.0, storm="2602")), "storm")
    assert not page.exception
    (choice,) = page.selectbox
    assert {option[:4] for option in choice.options} == {"2601", "2602"}
    assert words("zh")("storm.winds.no_circles") in said(page)
    choice.set_value("2602").run()
    assert not page.exception
    assert "12.0°N 140.0°E" in said(page)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_has_map_winds_and_records(monkeypatch, demo_path, lang):
    page = opened(monkeypatch, f"sqlite:///{demo_path}", "storm", as_of=BUSY, lang=lang)
    assert not page.exception
    shown, word = said(page), words(lang)
    assert "ems_storm_map" in shown
    for key in ("storm.records.title", "storm.winds.title", "storm.records.note"):
        assert word(key) in shown
    table = page.dataframe[0].value
    assert len(table) == 107
    assert word("storm.winds.come") in set(table[word("storm.winds.sure", force=7)])
    assert word("storm.winds.whole") in set(table[word("storm.winds.township")])
