"""What a report says beside the situation: of the last 24 hours, in what holds of it, of the open incidents."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ems_dashboard.rules.evidence import Received
from ems_dashboard.rules.observations import Rain, RiverLevel
from ems_dashboard.situation.observed import RAIN, observed
from tests.builders import at, incident, messages
from tests.situation.conftest import CITY


def rain(moment, mm=1.0, station="S1", **more):
    return Rain(station=station, rain_mm=mm, valid_at=moment, known_at=moment, **more)


def river(moment, level_m, station="S1"):
    return RiverLevel(station=station, level_m=level_m, valid_at=moment, known_at=moment)


@pytest.mark.parametrize(("minutes", "there"), [(0, True), (1, False)])
def test_rain_of_just_a_day_ago_is_in_it_and_older_is_not(ledger, seen, minutes, there):
    picture = seen(at(0), rain(at(0) - RAIN - timedelta(minutes=minutes)))
    assert bool(observed(ledger, CITY, picture).rain) is there


def test_a_corrected_row_does_not_count_and_of_a_river_the_newest_level_does(ledger, seen, told):
    picture = seen(at(2), rain(at(1), 50.0), river(at(0), 3.0), river(at(1), 4.5))
    (wrong,) = observed(ledger, CITY, picture).rain
    told(replace(rain(at(1), 5.0), replaces=wrong.seq))
    found = observed(ledger, CITY, picture)
    assert [row.rain_mm for row in found.rain] == [5.0]
    assert [(row.station, row.level_m) for row in found.rivers] == [("S1", 4.5)]


def test_messages_are_those_of_the_open_incidents_and_none_without_one(ledger, seen):
    batch = messages("B1", 100, at(1))
    assert observed(ledger, CITY, seen(at(2), batch)).messages == ()
    picture = seen(at(2), incident(), messages("B2", 7, at(1), case="other"))
    assert [row.batch for row in observed(ledger, CITY, picture).messages] == ["B1"]


def test_what_nobody_brings_is_said_to_have_no_source(ledger, seen):
    found = observed(ledger, CITY, seen(at(0)))
    assert found.rain == ()
    assert found.rain_from.state is found.rivers_from.state is Received.NONE


def test_up_to_when_rows_were_known_bounds_what_is_read(ledger, seen):
    late = replace(rain(at(1)), known_at=at(3))
    picture = seen(at(2), late)
    assert observed(ledger, CITY, picture).rain == ()
    assert len(observed(ledger, CITY, picture, known=at(3)).rain) == 1
