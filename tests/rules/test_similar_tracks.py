"""The earlier storm whose track was nearest, wherever in its life that was."""

from datetime import UTC, datetime, timedelta

import pytest

from ems_dashboard.rules.similar_tracks import PastFix, nearest_track

BEGIN = datetime(2020, 8, 1, tzinfo=UTC)
NOW = datetime(2023, 9, 1, tzinfo=UTC)


def track(storm, places, begin=BEGIN):
    return [
        PastFix(storm, "", storm, begin + timedelta(hours=6 * number), lat, lon, None)
        for number, (lon, lat) in enumerate(places)
    ]


WESTWARD = [(130.0 - step / 2, 20.0) for step in range(20)]
OURS = [(126.0 - step / 2, 20.5) for step in range(8)]


def test_the_shift_in_time_does_not_matter():
    found = nearest_track(OURS, track("2001", WESTWARD), NOW)
    assert found.storm == "2001"
    assert found.km == pytest.approx(55.6, abs=0.5)
    assert found.index == 15
    assert found.fixes[found.index].lon == 122.5


def test_the_nearer_of_two_is_laid_under():
    farther = track("2002", [(lon, lat + 2) for lon, lat in WESTWARD])
    assert nearest_track(OURS, [*farther, *track("2001", WESTWARD)], NOW).storm == "2001"


def test_the_same_way_in_the_other_direction_is_not_the_same_way():
    back = nearest_track(OURS, track("2003", WESTWARD[::-1]), NOW)
    assert back.km > 150


def test_a_later_storm_is_not_known_yet():
    later = track("2402", OURS, begin=NOW + timedelta(days=1))
    assert nearest_track(OURS, later, NOW) is None


@pytest.mark.parametrize("count", [0, 1, 3])
def test_less_than_a_day_is_not_compared(count):
    assert nearest_track(OURS[:count], track("2001", WESTWARD), NOW) is None


def test_a_shorter_or_a_far_track_is_none():
    assert nearest_track(OURS, track("2001", WESTWARD[:5]), NOW) is None
    assert (
        nearest_track(OURS, track("2001", [(lon + 40, lat) for lon, lat in WESTWARD]), NOW) is None
    )
