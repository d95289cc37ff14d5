"""The pages of a storm and of the race, pressed as a viewer presses them."""

import re

import pytest

from ems_dashboard import clock
from tests.pages.test_screens import BUSY, opened, said


def test_the_slider_goes_back_to_any_past_bulletin(monkeypatch, demo_path):
    page = opened(monkeypatch, f"sqlite:///{demo_path}", "storm", as_of=BUSY)
    assert "23.5°N 118.8°E" in said(page)
    slider = page.select_slider[0]
    assert len(slider.options) > 150
    slider.set_value(clock.parse("2023-08-28T08:20")).run()
    assert not page.exception
    assert "23.5°N 118.8°E" not in said(page)


def test_another_storm_can_be_looked_at(monkeypatch, demo_path):
    page = opened(monkeypatch, f"sqlite:///{demo_path}", "storm", as_of=BUSY)
    page.selectbox[0].set_value("2305").run()
    assert not page.exception
    assert "晋江市" in said(page)


def test_an_earlier_storm_and_a_category_can_be_chosen(monkeypatch, demo_path):
    page = opened(monkeypatch, f"sqlite:///{demo_path}", "race", as_of=BUSY)
    assert "9,040" in said(page)
    earlier = next(box for box in page.selectbox if box.key == "earlier")
    earlier.set_value(next(option for option in earlier.options if "杜苏芮" in option)).run()
    assert not page.exception
    assert "第5号台风“杜苏芮”" in said(page)


@pytest.mark.parametrize(
    "moment", ["2023-07-26T20:00", BUSY, "2023-09-05T05:00", "2023-07-25T08:00"]
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_margin_is_hours_or_a_dash_with_its_reason(monkeypatch, demo_path, moment, lang):
    page = opened(monkeypatch, f"sqlite:///{demo_path}", "race", as_of=moment, lang=lang)
    margins = page.dataframe[0].value.iloc[:, 3]
    assert len(margins)
    assert margins.map(lambda text: re.fullmatch(r"[+−]\d+\.\d|— \S.*", text) is not None).all(), (
        set(margins)
    )
