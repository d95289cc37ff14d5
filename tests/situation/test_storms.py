"""A storm as it was known at a moment: whose track, and which bulletins are still forecasts."""

from datetime import timedelta

from ems_dashboard.situation.storms import BULLETINS, newest_bulletins, one_agency, storm_at
from tests.builders import STORM, at, fix, forecast

MINUTE = timedelta(minutes=1)


def known(ledger, moment):
    with ledger.reading() as reader:
        return storm_at(reader, STORM, moment)


def test_the_agency_with_the_newest_fix_is_shown_however_few_it_has():
    """A feed that died must not keep the centre where it was six hours ago."""
    dead = [fix(at(hour), agency="CMA") for hour in range(10)]
    alive = [fix(at(hour), agency="JMA") for hour in (12, 15)]
    assert one_agency([*dead, *alive]) == alive
    assert one_agency([*alive, *dead]) == alive


def test_of_two_as_new_the_one_with_more_fixes_is_shown():
    many = [fix(at(hour), agency="CMA") for hour in (0, 3, 6)]
    few = [fix(at(hour), agency="JMA") for hour in (3, 6)]
    assert one_agency([*many, *few]) == one_agency([*few, *many]) == many


def test_a_best_track_comes_behind_every_agency_that_was_there_then():
    afterwards = [fix(at(hour), agency="CMA-BT") for hour in range(9)]
    operational = [fix(at(3), agency="JTWC")]
    assert one_agency([*afterwards, *operational]) == operational
    assert one_agency(afterwards) == afterwards
    assert one_agency([]) == []


def test_a_corrected_fix_stands_in_the_place_of_the_first(told):
    ledger = told(fix(at(0)), fix(at(3), 21.5), fix(at(3), 22.0, known_at=at(4)))
    assert [row.lat for row in known(ledger, at(3)).fixes] == [21.0, 21.5]
    assert [row.lat for row in known(ledger, at(4)).fixes] == [21.0, 22.0]


def test_a_storm_of_which_nothing_was_known_is_none(told):
    assert known(told(fix(at(3))), at(3) - MINUTE) is None


def test_of_every_agency_the_newest_bulletin_counts_and_no_point_of_an_older_one(told):
    ledger = told(
        fix(at(0)), forecast(at(0), 12), forecast(at(0), 24), forecast(at(6), 12, 24.0),
        forecast(at(3), 24, 25.0, agency="JMA"),
    )  # fmt: skip
    ahead = known(ledger, at(6)).forecasts
    assert {agency: [point.forecast_at for point in points] for agency, points in ahead.items()} == {
        "CMA": [at(18)], "JMA": [at(27)],
    }  # fmt: skip
    assert [point.forecast_at for point in known(ledger, at(5)).forecasts["CMA"]] == [
        at(12),
        at(24),
    ]


def test_a_bulletin_is_no_forecast_any_more_after_a_day(told):
    ledger = told(fix(at(0)), forecast(at(0), 72))
    assert set(known(ledger, at(0) + BULLETINS).forecasts) == {"CMA"}
    assert known(ledger, at(0) + BULLETINS + MINUTE).forecasts == {}
    assert timedelta(hours=12) <= BULLETINS <= timedelta(hours=24), "agencies speak every six hours"


def test_a_corrected_point_of_a_bulletin_replaces_the_first():
    rows = [forecast(at(0), 12, 23.0), forecast(at(0), 24, 24.0), forecast(at(0), 12, 23.5)]
    assert [point.lat for point in newest_bulletins(rows)["CMA"]] == [23.5, 24.0]


def test_the_name_is_the_last_that_anybody_gave(told):
    assert known(told(fix(at(0))), at(1)).name_zh == "示例"
