from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ems_dashboard.config import ROOT
from ems_dashboard.errors import Refused
from ems_dashboard.feeds import FeedContext, read_content, read_file
from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.feeds.csv_folder import read, write_csv
from ems_dashboard.feeds.values import Unreadable, decimal, moment, whole
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.kinds import KINDS
from ems_dashboard.rules.origins import Origin
from ems_dashboard.rules.terms import Category
from ems_dashboard.text import words
from tests.feeds.registers import ONE

CITY = load_city(ROOT / "data" / "zhangzhou")
CONTEXT = FeedContext(
    CITY, words("zh"), datetime(2026, 1, 1, tzinfo=UTC), ONE, origin=Origin.HISTORY
)
SAMPLES = ROOT / "tests" / "samples" / "csv"
AT = datetime(2023, 9, 4, 21, 20, tzinfo=UTC)


def evacuation(content: str | bytes, name="evacuation.csv"):
    (reading,) = read(content.encode() if isinstance(content, str) else content, name, CONTEXT)
    return reading


PLAIN = "unit,category,target,moved,valid_at\n350626,people,1200,1150,2023-09-05 05:20\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_chinese_headers_read_in_every_encoding(encoding):
    text = "单位,类别,应转移,已转移,截至时间\n东山县,陆上危险区域群众,1200,1150,2023/9/5 5:20\n"
    (fact,) = evacuation(text.encode(encoding)).facts
    assert (fact.unit, fact.category, fact.target, fact.moved, fact.valid_at) == (
        "350626",
        Category.PEOPLE,
        1200,
        1150,
        AT,
    )


@pytest.mark.parametrize("written", ["2023/9/5 5:20", "2023-09-05 05:20", "2023-09-05T05:20:00+08:00", "2023年9月5日5时20分",
                                     "2023-09-04T21:20Z", "2023/9/5 05:20", "2023-09-05T05:20", "20230905 0520", "202309050520",
                                     "20230905T052000", "2023-09-05T05:20+08", "2023-09-05 5点20分", "45174.2222222"])  # fmt: skip
def test_times_as_people_write_them(written):
    assert moment(written) == AT


def test_24_at_night_is_the_next_day_and_an_hour_may_stand_alone():
    assert (
        moment("2023年9月4日24时")
        == moment("2023-09-05T00:00")
        == moment("2023-09-05")
        == moment("2023-09-05T00")
    )


@pytest.mark.parametrize(
    "written",
    [
        "0001-01-01",
        "1023-09-05 05:20",
        "9999-12-31",
        "2023-02-30",
        "9月5日5时",
        "2023-09-05 24:30",
        "4517",
    ],
)
def test_what_is_no_moment_is_refused(written):
    with pytest.raises(Unreadable):
        moment(written)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("１２５０", 1250),
        ("1,250", 1250),
        (" 12 ", 12),
        ("12.0", 12),
        ("1 250", 1250),
        ("1,250,000", 1250000),
    ],
)
def test_counts_as_people_write_them(written, number):
    assert whole(written) == number


@pytest.mark.parametrize(
    "written", ["-1", "1.5", "一千", "NaN", "1e400", "∞", "12,5", "1,2,3", "1 25"]
)
def test_what_is_no_count_is_refused(written):
    with pytest.raises(Unreadable):
        whole(written)


def test_a_row_of_hxl_tags_is_passed_over():
    assert (
        evacuation(PLAIN.replace("\n350626", "\n#adm2,#cat,#target,#moved,#date\n350626")).read == 1
    )


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_other_delimiters_read(delimiter):
    assert len(evacuation(PLAIN.replace(",", delimiter)).facts) == 1


def test_lines_are_those_of_an_editor_even_after_a_cell_of_two_lines():
    text = 'unit,category,target,moved,valid_at,reporter\n350626,people,1,1,2023-09-05 05:20,"a\nb"\n350626,people,x,1,2023-09-05 05:20,c\n'
    (problem,) = evacuation(text).problems
    assert (problem.line, problem.column, problem.value) == (4, "target", "x")


def test_an_unknown_column_is_told_once_and_an_unknown_unit_by_row():
    text = (
        PLAIN.replace("moved,", "moved,天气,").replace("1150,", "1150,雨,")
        + "火星县,people,1,1,晴,2023-09-05 05:20\n"
    )
    reading = evacuation(text)
    assert [p.column for p in reading.problems] == ["天气", "unit"]
    assert (len(reading.facts), reading.rejected) == (1, 1)


def test_titles_above_the_header_are_passed_over_and_lines_still_count_from_the_top():
    text = (
        "漳州市人员转移情况,,,,\n截至时间:9月5日,,,,\n"
        + PLAIN
        + "350626,people,x,1,2023-09-05 05:20\n"
    )
    (problem,) = evacuation(text).problems
    assert (
        problem.line,
        len(evacuation(text).facts),
        len(evacuation("sep=;\n" + PLAIN.replace(",", ";")).facts),
    ) == (
        5,
        1,
        1,
    )


@pytest.mark.parametrize("mark", ["|", "\uff0c", "\uff1b"])
def test_a_list_in_a_cell_does_not_hide_the_delimiter(mark):
    text = PLAIN.replace("valid_at\n", "valid_at,reporter\n").replace(
        "05:20\n", "05:20,a;b;c;d;e;f;g;h\n"
    )
    assert evacuation(text).facts[0].reporter == "a;b;c;d;e;f;g;h"
    assert len(evacuation(PLAIN.replace(",", mark)).facts) == 1


def test_titles_with_their_measure_in_brackets_and_invisible_marks_are_known():
    text = "\u200b单位,类别,应转移(人),已转移\uff08人\uff09,截至时间\n东山县\u200b,陆上危险区域群众,12,11,2023-09-05 05:20\n"
    assert evacuation(text).facts[0].moved == 11


def test_a_comma_inside_a_number_does_not_move_the_figures_into_other_columns():
    text = "valid_at,unit,category,target,moved\n2023-09-05 05:20,350626,people,1,200,1,150\n"
    (problem,) = evacuation(text).problems
    assert (problem.line, evacuation(text).facts) == (2, ())


@pytest.mark.parametrize("title", ["moved", "已转移"])
def test_a_column_that_stands_there_twice_is_refused(title):
    with pytest.raises(Refused, match=title):
        evacuation(
            PLAIN.replace("valid_at\n", f"valid_at,{title}\n").replace("05:20\n", "05:20,0\n")
        )


@pytest.mark.parametrize("dash", ["-", "\u2014", "\u2014\u2014", "/", "\uff0d"])
def test_a_dash_says_that_there_is_no_figure(dash):
    text = PLAIN.replace("target,", "returned,target,").replace("1200,", f"{dash},1200,")
    assert evacuation(text).facts[0].returned == 0
    (problem,) = evacuation(PLAIN.replace("1150", dash)).problems
    assert (problem.column, problem.value) == ("moved", "")


def test_more_moved_than_the_target_is_kept_and_asked_and_more_back_than_moved_is_not_taken():
    over = evacuation(PLAIN.replace("1150", "1250"))
    assert (over.facts[0].moved, over.rejected) == (1250, 0)
    assert (over.problems[0].line, over.problems[0].message) == (
        2,
        "已转移 1,250 大于 应转移 1,200,请核对",
    )
    back = evacuation(PLAIN.replace("target,", "returned,target,").replace("1200,", "1151,1200,"))
    assert (back.facts, back.rejected) == ((), 1)
    assert "1,151" in back.problems[0].message


def test_a_figure_of_the_future_is_not_taken_because_it_would_stay_the_newest():
    (problem,) = evacuation(PLAIN.replace("2023-09-05", "2123-09-05")).problems
    assert (problem.column, problem.value) == ("valid_at", "2123-09-05 05:20")


def test_a_word_outside_a_closed_list_is_answered_with_the_words_of_the_list():
    (problem,) = evacuation(PLAIN.replace("people", "群众")).problems
    assert "陆上危险区域群众" in problem.message


def test_a_formula_in_a_cell_is_called_so_and_a_line_of_equals_signs_is_a_text():
    (problem,) = evacuation(PLAIN.replace("1150", "=C2-50")).problems
    assert (problem.column, problem.value, "公式" in problem.message) == ("moved", "=C2-50", True)
    assert evacuation(
        PLAIN.replace("valid_at\n", "valid_at,reporter\n").replace("05:20\n", "05:20,=====\n")
    ).facts


def test_only_a_header_is_no_row():
    assert (
        evacuation(PLAIN.split("\n")[0]).read,
        evacuation(PLAIN.split("\n")[0] + "\n").problems,
    ) == (0, ())


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"\x00\x01\x02binary", "binary"), (PLAIN[:-20].encode(), "cut off"), (b'unit,category,"tar', "open quote"),
        (b"a,b\n1,2\n", "no kind"), (b"unit,category\n350626,people\n", "columns missing"), (b"  \n", "empty"),
        (b"<!DOCTYPE html><html><body>sign in</body></html>", "web page"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "old Excel"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_is_refused_with_a_sentence(tmp_path, content, why):
    path = tmp_path / ("evacuation.csv" if why != "no kind" else "something.csv")
    path.write_bytes(content)
    with pytest.raises(Refused) as refusal:
        read_file(path, CONTEXT)
    assert len(str(refusal.value)) > 10


def test_a_huge_file_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "evacuation.csv"
    with path.open("wb") as file:
        file.truncate(65 * 1024 * 1024)
    with pytest.raises(Refused):
        read_file(path, CONTEXT)


@given(st.binary(max_size=300))
def test_no_bytes_whatever_end_in_anything_but_facts_problems_or_a_refusal(content):
    with suppress(Refused):
        (reading,) = read(
            b"unit,category,target,moved,valid_at\n" + content, "evacuation.csv", CONTEXT
        )
        assert len(reading.facts) + reading.rejected == reading.read


def reported(figures: list[int], **said) -> Evacuation:
    returned, moved, target = sorted(figures)
    return Evacuation(
        incident="2023-TY2311",
        target=target,
        moved=moved,
        returned=returned,
        source="simulated",
        **said,
    )


@given(st.builds(
    reported, st.lists(st.integers(0, 10**6), min_size=3, max_size=3), unit=st.sampled_from([unit.code for unit in CITY.units if unit.boats]),
    category=st.sampled_from(Category), valid_at=st.integers(0, 10**6).map(lambda n: datetime.fromtimestamp(1.6e9 + 60 * n, UTC)),
    reporter=st.text(st.characters(categories=["L", "N"]), max_size=8),
))  # fmt: skip
def test_what_was_written_is_read_back(fact):
    (reading,) = read(write_csv(Evacuation, [fact]), "evacuation.csv", CONTEXT)
    assert reading.problems == ()
    assert reading.facts == (fact,)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_file_that_reads(kind):
    (reading,) = read_file(ROOT / "data" / "examples" / f"{kind}.csv", CONTEXT)
    assert reading.kind == kind
    assert reading.facts
    assert reading.problems == ()


@given(st.floats(-1e12, 1e12))
def test_a_number_is_read_back(number):
    assert decimal(repr(number)) == number


def test_a_table_that_holds_json_in_a_cell_is_still_a_table():
    row = '2023-TY2311-B01,1,2023-TY2311,2023-09-02 17:00,"{""typhoon"":null,""enname"":1}",2023-09-02 17:20'
    table = f"report,version,incident,cut_off,figures,valid_at\n{row}\n".encode()
    (reading,) = read_content(table, "report_figures.csv", CONTEXT)
    assert [fact.figures for fact in reading.facts] == ['{"typhoon":null,"enname":1}']


def test_a_grade_that_is_not_known_takes_no_position_away(context):
    text = "storm,agency,valid_at,lat,lon,wind_ms,grade\n2398,HKO,2023-09-04 20:00,23.0,119.2,28,强烈热带风暴\n"
    (reading,) = read_content(text.encode(), "storm_fixes.csv", context)
    (fix,) = reading.facts
    assert (fix.lat, fix.wind_ms, fix.grade, reading.rejected) == (23.0, 28.0, None, 0)
    assert [(problem.line, problem.value) for problem in reading.problems] == [(2, "强烈热带风暴")]
