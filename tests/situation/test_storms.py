"""A storm at a moment: the newest fix, the newest bulletins, whatever came first or most often."""

import random

from ems_dashboard.situation.storms import newest_bulletins, one_agency
from tests.situation.rows import before, fix, forecast


def test_the_newest_fix_wins_over_the_longer_track_of_a_dead_feed():
    dead = [fix(hours, agency="CMA") for hours in range(12, 2, -1)]
    alive = [fix(hours, agency="JMA") for hours in (9, 6, 3, 0)]
    assert one_agency([*dead, *alive]) == alive
    assert one_agency([*alive, *dead]) == alive


def test_of_two_agencies_with_one_newest_moment_the_one_with_most_fixes():
    short = [fix(hours, agency="JMA") for hours in (3, 0)]
    long = [fix(hours, agency="CMA") for hours in (2, 1, 0)]
    assert one_agency([*short, *long]) == long
    assert one_agency([*long, *short]) == long


def test_a_corrected_fix_stands_once_and_a_best_track_comes_behind_the_operational_one():
    first, corrected = fix(2, lat=20.0), fix(2, lat=20.4)
    assert one_agency([first, corrected]) == [corrected]
    best = [fix(hours, agency="CMA-BT") for hours in (4, 2, 0)]
    assert one_agency([first, *best]) == [first]
    assert one_agency(best) == best


def test_the_newest_bulletin_of_each_agency_in_whatever_order_the_rows_come():
    old = [forecast(12, ahead) for ahead in (12, 24)]
    new = [forecast(6, ahead) for ahead in (12, 24)]
    other = [forecast(9, 24, agency="JMA")]
    rows = [*old, *new, *other]
    for seed in range(5):
        random.Random(seed).shuffle(rows)
        found = newest_bulletins(rows)
        assert list(found["CMA"]) == new, seed
        assert {row.valid_at for row in found["JMA"]} == {before(9)}
