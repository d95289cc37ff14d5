"""Tables to take away: whatever a cell holds, the file is made, and a formula stays a text."""

import io

import pandas as pd
import pytest
from openpyxl import load_workbook

from ems_dashboard.reports.workbook import as_csv, as_xlsx


@pytest.mark.parametrize(("text", "written"), [
    ("转移\x0b完成", "转移\n完成"), ("a\x00b", "ab"), ("=1+1", "'=1+1"), ("\n=1+1", "'\n=1+1"), ("\uff1d1+1", "'\uff1d1+1"),
    ("@cmd", "'@cmd"), ("\x0b=1+1", "'\n=1+1"), ("普通", "普通"),
    ('<b onclick="window.__x=1">{{7*191}}${x}]]>&amp;<w:p/>=1+1',) * 2,
])  # fmt: skip
def test_a_control_sign_spoils_no_file_and_a_formula_is_a_text(text, written):
    table = pd.DataFrame({"内容": [text], "数": [1]})
    _, (cell, number) = load_workbook(io.BytesIO(as_xlsx(table))).active.iter_rows(values_only=True)
    assert (cell, number) == (written, 1)
    assert written in as_csv(table).decode("utf-8-sig") or '"' in written
