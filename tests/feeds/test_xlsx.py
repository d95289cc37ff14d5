import io
import zipfile
from datetime import UTC, datetime

import pytest
from openpyxl import Workbook

from ems_dashboard.config import ROOT
from ems_dashboard.errors import Refused
from ems_dashboard.feeds import FeedContext, read_file
from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.text import words

CONTEXT = FeedContext(
    load_city(ROOT / "data" / "zhangzhou"), words("zh"), datetime(2026, 1, 1, tzinfo=UTC), lambda _: None
)
HEADER = ["单位", "类别", "应转移", "已转移", "截至时间"]


def workbook(*rows) -> bytes:
    book, out = Workbook(), io.BytesIO()
    for row in (HEADER, *rows):
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def test_a_workbook_reads_with_its_own_numbers_and_dates(tmp_path):
    path = tmp_path / "evacuation.xlsx"
    at = datetime(2023, 9, 5, 5, 20)
    path.write_bytes(workbook(["东山县", "渔船", 200, 180, at], ["诏安县", "渔船", 200, "十", at]))
    (reading,) = read_file(path, CONTEXT)
    (fact,) = reading.facts
    assert (fact.unit, fact.moved, fact.valid_at) == ("350626", 180, datetime(2023, 9, 4, 21, 20, tzinfo=UTC))
    assert [(p.line, p.column, p.value) for p in reading.problems] == [(3, "已转移", "十")]


@pytest.mark.parametrize("keep", [20, 400, -30])
def test_a_workbook_that_is_cut_off_is_refused(tmp_path, keep):
    path = tmp_path / "evacuation.xlsx"
    path.write_bytes(workbook(["东山县", "渔船", 200, 180, "2023-09-05 05:20"])[:keep])
    with pytest.raises(Refused):
        read_file(path, CONTEXT)


def test_a_small_file_that_unpacks_to_very_much_is_refused_unopened(tmp_path):
    path = tmp_path / "evacuation.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (201 * 1024 * 1024))
    assert path.stat().st_size < 1024 * 1024
    with pytest.raises(Refused):
        read_file(path, CONTEXT)
