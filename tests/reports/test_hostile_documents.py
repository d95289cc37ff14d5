"""Every document and table takes what people may type: markup, formulas, templates and a title of 300 signs stand in it
as they were typed, and only the title among the document's properties is cut."""

import io

import pandas as pd
import pytest
from docx import Document
from openpyxl import load_workbook

from ems_dashboard.reports.prints import Print, printed
from ems_dashboard.reports.punctuation import full_width
from ems_dashboard.reports.workbook import as_csv, as_xlsx
from ems_dashboard.rules.consultations import Consultation
from ems_dashboard.rules.handovers import Handover
from ems_dashboard.rules.orders import Order
from ems_dashboard.rules.reports import Report
from ems_dashboard.rules.terms import Level, OrderKind
from ems_dashboard.store import open_store
from ems_dashboard.text import words
from tests.reports.test_documents import text_of
from tests.situation.rows import CITY, NOON, before, incident, response

MARKUP = """<b onclick="window.__x=1">{{7*191}}${x}]]>&amp;<w:p/>=1+1"""
LONG = "关于做好防御工作的" * 34
AT = {"incident": "i1", "valid_at": before(1), "known_at": before(1)}


def ledger(text):
    """One row for each of the six documents, every field that is typed holding the text."""
    store = open_store("sqlite://")
    store.append(
        [
            incident(),
            response(Level.III, reason=text, basis=text),
            Order(order="o1", kind=OrderKind.DIRECTIVE, serial=1, title=text, body=text, units=("350626",), **AT),
            Report(report="r1", serial=1, cut_off=before(2), title=text, sections='{"people": "x"}', author=text, **AT),
            Consultation(consultation="c1", serial=1, host=text, place=text, attending=(text,), conclusion=text, **AT),
            Handover(
                handover="h1", outgoing="a", outgoing_name=text, incoming_name=text, remarks=text,
                shift_from=before(12), shift_to=NOON, valid_at=before(1), known_at=before(1),
            ),
        ],
        moment=NOON,
        written_by="test",
    )  # fmt: skip
    return store


SAID_IN = (Print.ORDER, Print.DYNAMIC, Print.MINUTES, Print.HANDOVER)
"""The documents that print what these rows hold."""


@pytest.fixture(params=[MARKUP, LONG], ids=["markup", "long"])
def typed(request):
    store = ledger(request.param)
    yield request.param, store
    store.close()


@pytest.mark.parametrize("kind", Print)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_document_is_made_and_says_what_was_typed(typed, kind, lang):
    text, store = typed
    item = {Print.HANDOVER: "h1", Print.REVIEW: "i1"}.get(kind, "")
    made = printed(kind, store, CITY, words(lang), NOON, item)
    properties = Document(io.BytesIO(made.document)).core_properties
    assert len(properties.title) <= 255
    if kind in SAID_IN:
        said = text_of(made.document)
        assert text in said or full_width(text) in said
        assert "1337" not in said


@pytest.mark.parametrize("text", [MARKUP, '=HYPERLINK("x")', "+1", "-1+2", "@SUM(A1)", LONG])
def test_a_cell_of_a_table_is_text_whatever_it_begins_with(text):
    table = pd.DataFrame({"标题": [text], "数": [5]})
    cell, number = next(load_workbook(io.BytesIO(as_xlsx(table))).active.iter_rows(min_row=2))
    assert (cell.data_type, number.value) == ("s", 5)
    assert text in str(cell.value)
    back = pd.read_csv(io.BytesIO(as_csv(table)), dtype=str)
    assert text in back["标题"][0]
