"""Every page as AppTest: empty, busy and in English."""

import pytest
from streamlit.testing.v1 import AppTest

from ems_dashboard.config import PACKAGE
from ems_dashboard.rules.roles import Role, may
from ems_dashboard.text import catalogue
from ems_dashboard.views.frame.frame import page_files

FRAME = PACKAGE / "views" / "frame" / "frame.py"
BUSY = "2023-09-04T20:24"
READER = {
    page: next(r for r in reversed(Role) if may(r, f"read:{page}") and r is not Role.WALL)
    for page in page_files()
}
"""A role that may read the page."""


def opened(monkeypatch, url, page, **address) -> AppTest:
    monkeypatch.setenv("EMS_DATABASE_URL", url)
    test = AppTest.from_file(str(FRAME), default_timeout=60)
    for name, value in address.items():
        test.query_params[name] = value
    test.run()
    if page != "overview":
        test.switch_page(str(page_files()[page])).run()
    assert not test.exception, [error.value for error in test.exception]
    return test


def said(test: AppTest) -> str:
    return " ".join(str(element.proto) for element in test.main if hasattr(element, "proto")) + str(
        test.main
    )


@pytest.fixture
def empty_url(tmp_path):
    return f"sqlite:///{tmp_path / 'empty.sqlite'}"


@pytest.mark.parametrize("page", page_files())
def test_a_page_stands_with_nothing_in_the_ledger(monkeypatch, acting, empty_url, page):
    acting(READER[page])
    opened(monkeypatch, empty_url, page)


@pytest.mark.parametrize("page", page_files())
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_page_stands_in_the_middle_of_a_typhoon(monkeypatch, acting, demo_path, page, lang):
    acting(READER[page])
    opened(monkeypatch, f"sqlite:///{demo_path}", page, as_of=BUSY, lang=lang)


def test_the_overview_shows_the_figures_of_the_moment(monkeypatch, demo_path):
    busy = said(opened(monkeypatch, f"sqlite:///{demo_path}", "overview", as_of=BUSY))
    assert "62,260" in busy
    assert "海葵" in busy


def test_the_season_says_that_example_rows_are_in_it(monkeypatch, demo_path):
    test = opened(monkeypatch, f"sqlite:///{demo_path}", "season", as_of="2023-12-08T00:00")
    assert any(
        "page-title" in block.proto.body and "示例数据" in block.proto.body
        for block in test.get("html")
    )


def test_english_words_stand_where_the_address_asks_for_english(monkeypatch, demo_path):
    english = said(opened(monkeypatch, f"sqlite:///{demo_path}", "overview", as_of=BUSY, lang="en"))
    assert catalogue()["screens.overview.people_out"]["en"] in english
    assert catalogue()["screens.overview.people_out"]["zh"] not in english
