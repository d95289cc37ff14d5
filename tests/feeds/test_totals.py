"""Total rows of tables, as people write them: never data, told once, asked about where they are not the sum."""

import io

import pytest
from openpyxl import Workbook

from ems_dashboard.feeds import read_content, read_file
from tests.feeds.conftest import SAMPLES

HEAD = "unit,category,target,moved,valid_at\n"
DONGSHAN = "350626,people,1200,1150,2023-09-05 05:20\n"


def table(context, text, name="evacuation.csv"):
    (reading,) = read_content(text.encode(), name, context)
    return reading


@pytest.mark.parametrize(
    ("path", "rows", "told", "asked"),
    [
        ("total_below_with_spaces_in_its_name", 2, 4, []),
        ("total_above_and_wrong", 2, 2, [(2, "已转移", "2100", "2,050")]),
        ("subtotals_by_category_the_second_wrong", 4, 4, [(7, "已转移", "120", "130")]),
        ("total_named_in_a_column_that_is_not_known", 2, 4, []),
        ("city_row_over_a_county_and_its_townships", 3, 2, []),
        ("two_reports_of_a_unit_whose_total_nobody_can_check", 2, 4, []),
    ],
)
def test_a_total_row_is_no_data_and_no_fault_and_is_told_once(context, path, rows, told, asked):
    (reading,) = read_file(SAMPLES / "totals" / f"evacuation_{path}.csv", context)
    assert (reading.read, len(reading.facts), reading.rejected) == (rows, rows, 0)
    said = [p for p in reading.problems if "is a total" in p.message]
    assert [p.line for p in said] == [told]
    questions = [p for p in reading.problems if "add up to" in p.message]
    assert [(p.line, p.column, p.value) for p in questions] == [
        (line, *rest) for line, *rest, _ in asked
    ]
    assert all(added in p.message for p, (*_, added) in zip(questions, asked, strict=True))


def test_a_row_beside_it_that_cannot_be_read_is_still_a_fault_and_still_in_the_sum(context):
    (reading,) = read_file(
        SAMPLES / "totals" / "evacuation_total_beside_a_row_that_cannot_be_read.csv", context
    )
    assert (reading.read, len(reading.facts), reading.rejected) == (2, 1, 1)
    assert [p.line for p in reading.problems] == [3, 4]


@pytest.mark.parametrize(
    "name",
    ["合计", "总计", "小计", "全市", "全市合计", "合计：", "Total", "Grand total", "Subtotal"],
)
def test_every_name_of_a_total_is_known(context, name):
    reading = table(context, f"{HEAD}{DONGSHAN}{name},,1200,1150,\n")
    assert (len(reading.facts), reading.rejected, len(reading.problems)) == (1, 0, 1)


def test_many_totals_are_told_in_one_sentence(context):
    reading = table(context, HEAD + (DONGSHAN + "小计,,1200,1150,\n") * 3)
    (said,) = [p for p in reading.problems if "is a total" in p.message]
    assert "3 such rows" in said.message


def test_a_table_of_totals_alone_is_told_and_compared_with_nothing(context):
    reading = table(context, f"{HEAD}全市,people,1200,1150,2023-09-05 05:20\n")
    assert (reading.read, reading.facts, len(reading.problems)) == (0, (), 1)


def test_the_whole_city_is_no_total_where_nothing_is_counted(context):
    head, row = "unit,hazard,level,change,valid_at\n", ",typhoon,Ⅲ,start,2023-09-05 05:20\n"
    assert [fact.unit for fact in table(context, f"{head}漳州市{row}", "responses.csv").facts] == [
        context.city.code
    ]
    assert table(context, f"{head}合计{row}", "responses.csv").rejected == 1


def test_a_total_of_shelters_in_a_workbook(context):
    book, out = Workbook(), io.BytesIO()
    place = context.city.shelters[0]
    for row in (
        ["避灾点", "occupancy", "state", "valid_at"],
        [place.name, 30, "open", "2023-09-05 05:20"],
        ["合计", 40, None, None],
    ):
        book.active.append(row)
    book.save(out)
    (reading,) = read_content(out.getvalue(), "shelter_states.xlsx", context)
    assert (len(reading.facts), reading.rejected) == (1, 0)
    assert [(p.line, p.value) for p in reading.problems] == [(3, "合计"), (3, "40")]
