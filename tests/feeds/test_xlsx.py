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
from tests.feeds.registers import ONE

CONTEXT = FeedContext(
    load_city(ROOT / "data" / "zhangzhou"), words("zh"), datetime(2026, 1, 1, tzinfo=UTC), ONE
)
SAMPLES = ROOT / "tests" / "samples" / "workbooks"
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


def sample(name):
    (reading,) = read_file(SAMPLES / f"evacuation_{name}.xlsx", CONTEXT)
    return reading


def test_a_formula_that_no_program_has_computed_is_called_so_and_not_empty():
    reading = sample("formulas_that_no_program_has_computed")
    assert (reading.read, [fact.unit for fact in reading.facts], reading.rejected) == (2, ["350626"], 1)
    told = [(p.line, p.column, p.value) for p in reading.problems]
    assert told == [(3, "应转移", "=C2-20"), (3, "已转移", "=C3-10"), (4, "单位", "合计")]
    assert "WPS" in reading.problems[0].message


def test_a_result_that_is_an_empty_text_is_an_empty_cell():
    reading = sample("formulas_with_results_some_of_them_empty_texts")
    assert ([fact.moved for fact in reading.facts], reading.problems) == ([180], ())


def test_a_second_sheet_is_named_and_an_empty_or_hidden_one_is_not():
    reading = sample("on_two_sheets")
    (problem,) = reading.problems
    assert (len(reading.facts), reading.rejected) == (1, 0)
    assert "诏安" in problem.message
    assert "空表" not in problem.message
    assert "名单" not in problem.message


def test_a_sheet_is_read_whole_whatever_size_it_says_it_has():
    assert len(sample("whose_sheet_says_that_it_is_one_cell").facts) == 2


def far(tmp_path, row, column):
    """A workbook with one more cell, far from the others."""
    book = Workbook()
    for cells in (HEADER, ["东山县", "渔船", 200, 180, "2023-09-05 05:20"]):
        book.active.append(cells)
    book.active.cell(row, column, "诏安县")
    path = tmp_path / "evacuation.xlsx"
    book.save(path)
    return path


@pytest.mark.parametrize(("row", "column"), [(200_001, 1), (200_002, 1), (1_048_576, 1), (2, 201), (3, 16_384)])
def test_what_lies_beyond_the_bounds_refuses_the_whole_also_behind_a_gap(tmp_path, row, column):
    with pytest.raises(Refused, match="未读入"):
        read_file(far(tmp_path, row, column), CONTEXT)


def test_the_last_row_within_the_bounds_is_met(tmp_path):
    (reading,) = read_file(far(tmp_path, 200_000, 1), CONTEXT)
    assert {p.line for p in reading.problems} == {200_000}
