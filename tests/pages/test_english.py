"""English pages and documents print English lists: no Chinese sign stands between words that are no
Chinese ones. Titles, texts and names of the ledger stay as they were written."""

import io
import re

import docx
import pytest

from ems_dashboard import clock
from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.moments import as_moment
from ems_dashboard.reports.prints import Print, printed
from ems_dashboard.text import catalogue, words
from ems_dashboard.views.frame.frame import page_files
from tests.conftest import CITY_DIR
from tests.pages.conftest import html_of
from tests.pages.test_screens import BUSY, READER, opened

SIGN = re.compile(r"[a-z][、，；：。]|[、，；：] ?[A-Z]?[a-z]")
"""A Chinese sign that touches an English word; behind Chinese without a gap it is a Chinese
sentence's own end."""
SIGNS = re.compile(r"[、，；：。]")
CHINESE_BY_INTENT = {
    # what a Chinese bulletin is read by, whatever the language of the screen
    "bulletin.between_offices",
}


def strange(text):
    return [text[max(0, m.start() - 30) : m.end() + 30] for m in SIGN.finditer(text)]


def test_the_rule_knows_a_chinese_list_of_english_words_and_leaves_chinese_alone():
    assert strange("Zhao'an、Dongshan")
    assert strange("第3号指令；Dongshan")
    assert not strange("Zhao'an, Dongshan and Yunxiao; “关于做好防御工作的通知：一、二。”")


def test_no_english_word_of_the_catalogue_has_a_chinese_sign():
    wrong = {key for key, entry in catalogue().items() if SIGNS.search(entry["en"])}
    assert wrong <= CHINESE_BY_INTENT


@pytest.mark.parametrize("page", page_files())
def test_an_english_page_prints_english_lists(monkeypatch, acting, demo_path, page):
    acting(READER[page])
    test = opened(monkeypatch, f"sqlite:///{demo_path}", page, as_of=BUSY, lang="en")
    assert strange(re.sub(r"<[^>]*>", "\n", html_of(test))) == []
    cells = [str(cell) for table in test.dataframe for cell in table.value.to_numpy().ravel()]
    assert [cell for cell in cells if strange(cell)] == []


@pytest.mark.parametrize("kind", [kind for kind in Print if kind is not Print.REVIEW])
def test_an_english_document_prints_english_lists(demo_store, kind):
    city = load_city(CITY_DIR)
    made = printed(kind, demo_store, city, words("en"), as_moment(clock.parse(BUSY)))
    document = docx.Document(io.BytesIO(made.document))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    texts = [paragraph.text for paragraph in document.paragraphs] + cells + [made.message]
    assert [found for text in texts for found in strange(text)] == []


@pytest.mark.parametrize(
    ("names", "more", "zh", "en"),
    [
        ((), False, "", ""),
        (("a",), False, "a", "a"),
        (("a", "b"), False, "a、b", "a and b"),
        (("a", "b", "c"), False, "a、b、c", "a, b and c"),
        (("a", "b", "c"), True, "a、b、c", "a, b, c"),
    ],
)
def test_a_list_ends_as_its_language_has_it(names, more, zh, en):
    assert words("zh").listed(names, more=more) == zh
    assert words("en").listed(iter(names), more=more) == en


MANY = re.compile(r"^\{n\} [a-z ]*s (were|are|have|wait|concern|belong|begin|end|go)\b")
PLURAL_BY_NATURE: set[str] = set()
"""Of which there are always several."""


def test_of_one_english_speaks_in_the_singular():
    said = words("en")
    assert said("orders.send_reminders", n=1) == "Send 1 reminder"
    assert said("orders.send_reminders", n=2) == "Send 2 reminders"
    assert said("orders.send_reminders", n=0) == "Send 0 reminders"
    assert said("responses.duties_begin", n="1") == "1 duty begins"
    assert said("responses.duties_begin", n="11") == "11 duties begin"
    assert words("zh")("orders.send_reminders", n=1).count("1") == 1


def test_a_sentence_about_several_has_one_about_one():
    lacking = {
        key
        for key, entry in catalogue().items()
        if MANY.match(entry["en"]) and "en_one" not in entry
    }
    assert lacking <= PLURAL_BY_NATURE
