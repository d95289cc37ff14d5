"""Documents as LibreOffice prints them: how many pages, and nothing beside the type area."""

from dataclasses import replace

import pytest

from ems_dashboard import clock
from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.reports import orders
from ems_dashboard.reports.prints import Print, printed
from ems_dashboard.rules.terms import OrderKind
from ems_dashboard.text import words
from tests.conftest import CITY_DIR
from tests.reports.test_documents import ORDER
from tests.services.pages import all_rendered, rendered

ZH, CITY = words("zh"), load_city(CITY_DIR)
CHARACTER = 5.7
HANGING = "。，、；：）》”"
"""Signs that a program may hang into the margin: their ink is at their left, so nothing but air is outside."""


def beside(pages, *, left=28.0, right=26.0, lower=35.0):
    """The words that stick out of the type area; the page number and the marks of a letter stand outside by rule."""
    return [
        (number, word)
        for number, page in enumerate(pages, 1)
        for word in page
        if word.text.strip("—") and not word.text.isdigit()
        if word.left < left - 0.5
        or word.top > 297 - lower + 1
        or word.right > 210 - right + (CHARACTER if word.text[-1] in HANGING else 1)
    ]


def text(page):
    return "".join(word.text for word in page)


@pytest.mark.parametrize(
    ("kind", "most"),
    [(Print.DYNAMIC, 7), (Print.MINUTES, 2), (Print.ORDER, 2), (Print.RESPONSE, 2)],
)
def test_every_kind_fits_its_pages_and_its_type_area(demo_store, tmp_path, kind, most):
    item = "2023-TY2311-B07" if kind is Print.DYNAMIC else ""
    made = printed(kind, demo_store, CITY, ZH, clock.parse("2023-09-04T20:24"), item)
    pages = rendered(made.document, tmp_path)
    assert 1 <= len(pages) <= most
    assert not beside(pages)
    assert all(len(page) > 3 for page in pages), "no page is empty but for its number"
    assert "印发" in text(pages[-1])


def test_a_full_page_of_text_has_22_lines_of_28_characters(tmp_path):
    page = rendered(
        orders.document(replace(ORDER, body="字" * 28 * 60 + "\n完"), CITY, ZH), tmp_path
    )[1]
    lines = {}
    for word in page:
        if "字" in word.text:
            lines.setdefault(round(word.top), []).append(word.text)
    assert [len("".join(parts)) for parts in lines.values()] == [28] * 22


@pytest.mark.parametrize("kind", OrderKind)
def test_the_signature_never_stands_on_a_page_without_text(tmp_path, kind):
    """Whatever the length of the text."""
    lengths = (5, 9) if kind is OrderKind.ADVISORY else (6, 8)
    written = [replace(ORDER, kind=kind, body=("转移" * 14 + "\n") * length) for length in lengths]
    made = [orders.document(order, CITY, ZH) for order in written]
    for pages in all_rendered(made, tmp_path):
        signed = next(
            page for page in pages if "2023年9月4日" in text(page).replace("2023年9月4日印发", "")
        )
        assert "转移" in text(signed) or "反馈落实情况" in text(signed)


def test_every_unit_of_the_table_is_on_one_page(demo_store, tmp_path):
    made = printed(Print.DYNAMIC, demo_store, CITY, ZH, clock.parse("2023-09-04T20:24"))
    last = text(rendered(made.document, tmp_path)[-1])
    assert all(unit.name in last for unit in CITY.units)


@pytest.mark.parametrize("kind", [OrderKind.DIRECTIVE, OrderKind.COMMAND, OrderKind.ADVISORY])
@pytest.mark.parametrize("lines", [1, 9])
def test_the_code_takes_no_room_from_the_text_and_stands_under_it(
    monkeypatch, tmp_path, kind, lines
):
    order = replace(ORDER, kind=kind, body=("转移" * 14 + "\n") * lines)
    plain = orders.document(order, CITY, ZH)
    monkeypatch.setenv("EMS_PUBLIC_URL", "https://fangxun.example.gov.cn")
    without, pages = all_rendered([plain, orders.document(order, CITY, ZH)], tmp_path)
    assert len(pages) == len(without)
    code = [
        word
        for word in pages[-1]
        if word.top > 262 + 14 and not word.text.isdigit() and word.text != "—"
    ]
    assert "扫码查看本件办理情况" in text(code)
    assert "https://fangxun.example.gov.cn/orders" in text(code)
    assert max(word.bottom for word in code) < 297 - 5, "a printer reaches it"
    assert _places(word for word in pages[-1] if word not in code) == _places(without[-1]), (
        "the text did not move"
    )


def _places(words):
    return sorted((round(word.top), round(word.left), word.text) for word in words)
