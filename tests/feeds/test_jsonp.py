"""JSON as the storm services send it: in the brackets of a call, in a list of one, cut off, not JSON at all."""

import pytest

from ems_dashboard.errors import Refused
from ems_dashboard.feeds.jsonp import is_json, mapping, sequence, text_of, unwrapped
from ems_dashboard.feeds.values import Unreadable


@pytest.mark.parametrize(
    "content",
    [
        b'{"a": [1, 2]}',
        b'callback({"a": [1, 2]})',
        b'callback(({"a": [1, 2]}));\n',
        b' typhoon.list_default ( {"a": [1, 2]} ) ;',
        b'\xef\xbb\xbf{"a": [1, 2]}',
        b'[[{"a": [1, 2]}]]',
        b'jQuery123_$({"a": [1, 2]});',
    ],
)
def test_a_reply_is_the_same_in_whatever_brackets_it_comes(context, content):
    assert is_json(content)
    assert unwrapped(content, "a.json", context) == {"a": [1, 2]}


def test_of_a_list_of_several_nothing_is_taken_off(context):
    assert unwrapped(b"[1, 2]", "a.json", context) == [1, 2]
    assert unwrapped(b"[]", "a.json", context) == []


@pytest.mark.parametrize(
    "content",
    [b'{"a": [1, 2', b'callback({"a": 1', b'{"a": NaN}', b'{"a": Infinity}', b"callback(", b"[" * 99_999],
)  # fmt: skip
def test_what_is_cut_off_or_no_json_is_refused_whole(context, content):
    with pytest.raises(Refused, match=r"a\.json"):
        unwrapped(content, "a.json", context)


@pytest.mark.parametrize("head", [b"unit,target\n", b'a,"{}"\n', b"<html>", b"", b"callback 1"])
def test_a_table_or_a_page_is_no_reply(head):
    assert not is_json(head)


def test_another_shape_than_expected_is_named_by_its_place():
    assert mapping({"a": 1}, "x") == {"a": 1}
    assert (sequence(None, "x"), sequence([1], "x")) == ([], [1])
    for ask, value in ((mapping, [1]), (mapping, None), (sequence, {}), (sequence, "ab")):
        with pytest.raises(Unreadable) as wrong:
            ask(value, "list[3]")
        assert (wrong.value.key, wrong.value.values["column"]) == ("other_shape", "list[3]")


def test_a_text_that_is_not_there_is_empty_and_a_number_is_its_text():
    assert [text_of(value) for value in (None, " a ", 0, 12.5)] == ["", "a", "0", "12.5"]
