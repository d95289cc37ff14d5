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
    assert (fact.unit, fact.moved, fact.valid_at) == (
        "350626",
        180,
        datetime(2023, 9, 4, 21, 20, tzinfo=UTC),
    )
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
    assert (reading.read, [fact.unit for fact in reading.facts], reading.rejected) == (
        2,
        ["350626"],
        1,
    )
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


@pytest.mark.parametrize(
    ("row", "column"), [(200_001, 1), (200_002, 1), (1_048_576, 1), (2, 201), (3, 16_384)]
)
def test_what_lies_beyond_the_bounds_refuses_the_whole_also_behind_a_gap(tmp_path, row, column):
    with pytest.raises(Refused, match="未读入"):
        read_file(far(tmp_path, row, column), CONTEXT)


def test_the_last_row_within_the_bounds_is_met(tmp_path):
    (reading,) = read_file(far(tmp_path, 200_000, 1), CONTEXT)
    assert {p.line for p in reading.problems} == {200_000}


def read_sample(name):
    (reading,) = read_file(SAMPLES / f"{name}.xlsx", CONTEXT)
    return reading


def figures(reading):
    return [(fact.unit, str(fact.category), fact.target, fact.moved) for fact in reading.facts]


def test_the_sheet_that_can_be_seen_is_read_and_not_the_hidden_one_before_it():
    assert figures(read_sample("evacuation_first_sheet_hidden_old_data")) == [
        ("350626", "people", 1000, 900)
    ]


def test_a_book_whose_sheets_are_all_hidden_says_so(tmp_path):
    path = tmp_path / "evacuation.xlsx"
    packed, again = (
        zipfile.ZipFile(io.BytesIO(workbook(["东山县", "渔船", 1, 1, "2023-09-05 05:20"]))),
        io.BytesIO(),
    )
    with zipfile.ZipFile(again, "w") as made:
        for part in packed.infolist():
            made.writestr(part, packed.read(part).replace(b'state="visible"', b'state="hidden"'))
    path.write_bytes(again.getvalue())
    with pytest.raises(Refused, match="隐藏"):
        read_file(path, CONTEXT)


def test_a_hidden_row_is_asked_about_and_not_read():
    reading = read_sample("evacuation_hidden_row")
    assert figures(reading) == [("350626", "people", 1000, 800)]
    assert (reading.read, reading.rejected) == (2, 1)
    (problem,) = reading.problems
    assert (problem.line, "隐藏" in problem.message) == (3, True)


@pytest.mark.parametrize("name", [
    "evacuation_foot_lines", "evacuation_header_line_breaks", "evacuation_two_row_header_long",
])  # fmt: skip
def test_what_county_offices_send_is_read_without_a_word(name):
    reading = read_sample(name)
    assert figures(reading) == [("350626", "people", 1000, 800)]
    assert (reading.read, reading.rejected, reading.problems) == (1, 0, ())


def test_a_unit_that_is_merged_over_its_rows_is_that_of_each():
    reading = read_sample("evacuation_unit_merged")
    assert figures(reading) == [
        ("350626", "people", 1000, 800), ("350626", "fishing_vessels", 300, 300), ("350626", "raft_workers", 50, 50),
        ("350623", "people", 2000, 1500), ("350623", "fishing_vessels", 600, 590),
    ]  # fmt: skip
    assert reading.problems == ()


def test_a_figure_that_is_merged_over_two_rows_belongs_to_the_first_alone(tmp_path):
    path = tmp_path / "evacuation.xlsx"
    book = Workbook()
    for row in (
        HEADER,
        ["东山县", "渔船", 200, 180, "2023-09-05 05:20"],
        ["诏安县", "渔船", 200, None, "2023-09-05 05:20"],
    ):
        book.active.append(row)
    book.active.merge_cells("D2:D3")
    out = io.BytesIO()
    book.save(out)
    path.write_bytes(out.getvalue())
    (reading,) = read_file(path, CONTEXT)
    assert ([fact.unit for fact in reading.facts], reading.rejected) == (["350626"], 1)


def test_units_under_their_old_names_with_gaps_and_with_the_province_before_them():
    reading = read_sample("evacuation_old_names")
    assert [unit for unit, *_ in figures(reading)] == [
        "350604", "350605", "3506Z1", "3506Z2", "350626", "350626", "350622",
    ]  # fmt: skip
    assert reading.problems == ()
