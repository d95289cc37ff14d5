"""A short round of `make faults`: no flipped byte changes a figure without a word, and no killed
writer loses what was acknowledged."""

from bench.faults import flips, kills


def test_no_flipped_byte_shows_another_figure_without_a_word(tmp_path):
    found = flips(tmp_path, 40, seed=7)
    assert found["silent"] == 0
    assert sum(found.values()) == 40
    assert found["named by verify"] > 1, "the flips reach the rows"
    assert [what for what in found if what.startswith("trace")] == []


def test_no_killed_writer_loses_what_was_acknowledged(tmp_path):
    found = kills(tmp_path, 2)
    assert found["acknowledged"] > 0
    assert (found["lost"], found["broken chains"]) == (0, 0)
