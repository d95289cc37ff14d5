"""The newest row of each key, in the order of those rows."""

from hypothesis import given
from hypothesis import strategies as st

from ems_dashboard.rules.facts import newest_of_each
from tests.situation.rows import before, run


def test_what_was_written_again_ranks_by_its_newest_row():
    early, other, again = run("a", 9), run("b", 5), run("a", 1)
    assert newest_of_each([early, other, again]) == [other, again]


@given(st.lists(st.sampled_from("abcd"), max_size=12))
def test_each_key_stands_once_and_in_order_of_time(names):
    rows = [run(name, len(names) - n) for n, name in enumerate(names)]
    found = newest_of_each(rows)
    assert [row.valid_at for row in found] == sorted(row.valid_at for row in found)
    assert {row.feed: row.valid_at for row in found} == {row.feed: row.valid_at for row in rows}
    assert len({row.feed for row in found}) == len(found)
    assert all(row.valid_at >= before(len(names)) for row in found)
