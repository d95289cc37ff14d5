"""What is kept of a text: everything that can be seen, nothing that spoils a document, a workbook or a page."""

import io

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from ems_dashboard.rules.typed import clean

ANY = st.text(st.characters(codec=None), max_size=40)


@pytest.mark.parametrize(("given_", "kept"), [
    ("转移\x0b完成", "转移\n完成"), ("a\x00b\x07c", "abc"), ("\ud800x\uffff", "x"), ("甲\t乙\r\n丙", "甲\t乙\r\n丙"),
    ("一\u2028二\x85三", "一\n二\n三"), ("<b>{{7*191}}${x}]]>&amp;=1+1", "<b>{{7*191}}${x}]]>&amp;=1+1"),
    ("全　角、😀", "全　角、😀"), ("转移\u202e21\u202c人", "转移21人"), ("\ufeff漳\u200b浦\u00ad", "漳浦"), ("👨\u200d👩", "👨\u200d👩"),
])  # fmt: skip
def test_what_can_be_seen_stays_and_nothing_else(given_, kept):
    assert clean(given_) == kept


@given(ANY)
def test_whatever_is_kept_fits_a_workbook_a_document_and_a_database(text):
    kept = clean(text)
    assert clean(kept) == kept
    assert not ILLEGAL_CHARACTERS_RE.search(kept)
    kept.encode("utf-8")
    document = docx.Document()
    document.add_paragraph(kept)
    document.save(io.BytesIO())
