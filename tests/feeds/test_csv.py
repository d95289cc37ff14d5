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
from ems_dashboard.rules.terms import Category
from ems_dashboard.text import words

CITY = load_city(ROOT / "data" / "zhangzhou")
CONTEXT = FeedContext(CITY, words("zh"), datetime(2026, 1, 1, tzinfo=UTC), lambda _: None)
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
                                     "2023-09-04T21:20Z", "2023/9/5 05:20", "2023-09-05T05:20"])  # fmt: skip
def test_times_as_people_write_them(written):
    assert moment(written) == AT


@pytest.mark.parametrize(("written", "number"), [("１２５０", 1250), ("1,250", 1250), (" 12 ", 12), ("12.0", 12)])
def test_counts_as_people_write_them(written, number):
    assert whole(written) == number


@pytest.mark.parametrize("written", ["-1", "1.5", "一千", "NaN", "1e400", "∞"])
def test_what_is_no_count_is_refused(written):
    with pytest.raises(Unreadable):
        whole(written)


def test_a_row_of_hxl_tags_is_passed_over():
    assert evacuation(PLAIN.replace("\n350626", "\n#adm2,#cat,#target,#moved,#date\n350626")).read == 1


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_other_delimiters_read(delimiter):
    assert len(evacuation(PLAIN.replace(",", delimiter)).facts) == 1


def test_lines_are_those_of_an_editor_even_after_a_cell_of_two_lines():
    text = 'unit,category,target,moved,valid_at,reporter\n350626,people,1,1,2023-09-05 05:20,"a\nb"\n350626,people,x,1,2023-09-05 05:20,c\n'
    (problem,) = evacuation(text).problems
    assert (problem.line, problem.column, problem.value) == (4, "target", "x")


def test_an_unknown_column_is_told_once_and_an_unknown_unit_by_row():
    text = (
        PLAIN.replace("moved,", "moved,天气,").replace("1150,", "1150,雨,") + "火星县,people,1,1,晴,2023-09-05 05:20\n"
    )
    reading = evacuation(text)
    assert [p.column for p in reading.problems] == ["天气", "unit"]
    assert (len(reading.facts), reading.rejected) == (1, 1)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"\x00\x01\x02binary", "binary"), (PLAIN[:-20].encode(), "cut off"), (b'unit,category,"tar', "open quote"),
        (b"a,b\n1,2\n", "no kind"), (b"unit,category\n350626,people\n", "columns missing"), (b"  \n", "empty"),
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
        (reading,) = read(b"unit,category,target,moved,valid_at\n" + content, "evacuation.csv", CONTEXT)
        assert len(reading.facts) + reading.rejected == reading.read


@given(st.builds(
    Evacuation, incident=st.just("2023-TY2311"), unit=st.sampled_from(list(CITY.by_code)), category=st.sampled_from(Category),
    target=st.integers(0, 10**6), moved=st.integers(0, 10**6), returned=st.integers(0, 10**6), source=st.just("simulated"),
    valid_at=st.integers(0, 10**6).map(lambda n: datetime.fromtimestamp(1.6e9 + 60 * n, UTC)),
    known_at=st.none(), mode=st.just("live"), replaces=st.none(), seq=st.none(), written_at=st.none(), written_by=st.just(""),
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
