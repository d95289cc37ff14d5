"""Files that are cut off, binary or made to harm: each is refused with a sentence, and the store stays as it was."""

import io
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from ems_dashboard.actions.ingest import ingest
from ems_dashboard.errors import Refused
from ems_dashboard.feeds import read_content
from ems_dashboard.store import open_store
from ems_dashboard.text import words
from tests.feeds.conftest import SAMPLES

BROKEN = sorted((SAMPLES / "broken").iterdir())
WHOLE = [
    path
    for folder in ("cap", "tracks", "storm_json")
    for path in sorted((SAMPLES / folder).iterdir())
]


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.name)
def test_it_is_refused_with_a_sentence_and_nothing_is_stored(tmp_path, context, path):
    store = open_store(f"sqlite:///{tmp_path / 'ems.sqlite'}")
    (result,) = ingest(
        store, context.city, [path], moment=datetime(2026, 1, 1, tzinfo=UTC), words=words("en")
    )
    (problem,) = result.problems
    assert result.refused
    assert len(problem.message) > 20
    assert store.version() == 0
    store.close()


def test_there_is_a_broken_sample_of_every_form():
    assert {path.suffix for path in BROKEN} == {".xml", ".json", ".csv", ".xlsx"}


@pytest.mark.parametrize("path", WHOLE, ids=lambda path: path.name)
@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(place=st.floats(0, 1), put=st.binary(max_size=6), cut=st.booleans())
def test_no_damage_ends_in_anything_but_facts_problems_or_a_refusal(context, path, place, put, cut):
    content = path.read_bytes()
    at = int(place * len(content))
    damaged = content[:at] + put + (b"" if cut else content[at:])
    with suppress(Refused):
        for reading in read_content(damaged, path.name, context):
            assert reading.rejected <= reading.read


@pytest.mark.parametrize(
    "content", [b"\xff\xfe", b"\xfe\xff \x00", b"\xef\xbb\xbf", b",,,\n,,\n", b"\x80", b'""\n""']
)
@pytest.mark.parametrize("name", ["a.csv", "a.dat", "a.json", "a.xml", "a.xlsx", "66666.txt"])
def test_a_file_without_a_word_is_refused_under_every_name(context, name, content):
    with pytest.raises(Refused):
        read_content(content, name, context)


def workbook() -> bytes:
    book, out = Workbook(), io.BytesIO()
    for row in (
        ["单位", "类别", "应转移", "已转移", "截至时间"],
        ["东山县", "渔船", 200, 180, "2023-09-05 05:20"],
    ):
        book.active.append(row)
    book.save(out)
    return out.getvalue()


BOOK = workbook()


@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(at=st.integers(4, len(BOOK) - 1), put=st.binary(min_size=1, max_size=8))
def test_a_damaged_workbook_is_refused_and_no_crash(context, at, put):
    with suppress(Refused):
        read_content(BOOK[:at] + put + BOOK[at + len(put) :], "evacuation.xlsx", context)
