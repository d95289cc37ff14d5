"""Which incident a change of level belongs to, what a new one is called, and when one may be closed by hand."""

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from ems_dashboard.actions.incidents import close, closing, opening
from ems_dashboard.errors import Refused
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.rules.terms import Hazard, Level, LevelChange
from tests.actions.desks import CITY, LEADER, START, desk
from tests.builders import DONGSHAN, incident, proposal, response

HOUR = timedelta(hours=1)
END = {"level": None, "change": LevelChange.END}


@dataclass(frozen=True)
class Wanted:
    unit: str = CITY.code
    hazard: Hazard = Hazard.TYPHOON
    incident: str = ""
    incident_name: str = ""
    storm: str = ""


def opened(store, **wanted):
    with store.reading() as reader:
        return opening(desk(store), reader, Wanted(**wanted))


def told(store, *facts):
    store.append(facts, moment=START)


def test_a_storm_with_a_number_bears_it_and_one_without_the_next_that_is_free(store):
    assert opened(store, incident_name="海葵", storm=" 2311 ") == "2023-TY2311"
    assert opened(store, incident_name="无名") == "2023-TY01"
    told(store, incident("2023-TY01", began_at=START))
    waiting = replace(proposal(valid_at=START), incident="2023-TY02")
    told(store, waiting)
    assert opened(store, incident_name="无名") == "2023-TY03"
    assert opened(store, incident_name="暴雨", hazard=Hazard.RAINSTORM, storm="2311") == "2023-R01"


def test_the_one_that_is_named_is_meant(store):
    assert opened(store, incident="2023-R05", incident_name="别的") == "2023-R05"


def test_without_a_name_it_is_the_only_response_that_stands(store):
    with pytest.raises(Refused):
        opened(store)
    told(store, response(valid_at=START - HOUR, case="a"))
    told(store, response(valid_at=START - HOUR, case="r", hazard=Hazard.RAINSTORM))
    told(store, response(valid_at=START - HOUR, case="c", unit=DONGSHAN))
    assert opened(store) == "a"
    told(store, response(valid_at=START - HOUR, case="b"))
    with pytest.raises(Refused):
        opened(store)
    told(store, response(valid_at=START, case="a", **END))
    assert opened(store) == "b"


def test_one_is_closed_by_hand_once_when_the_city_has_ended_its_response(store):
    told(store, incident("a", began_at=START - 9 * HOUR))
    told(store, response(valid_at=START - 9 * HOUR, case="a"))
    told(store, response(Level.IV, START - 8 * HOUR, case="a", unit=DONGSHAN))
    with pytest.raises(Refused):
        close(desk(store), "a")
    told(store, response(valid_at=START - HOUR, case="a", **END))
    with pytest.raises(Refused):
        close(desk(store, LEADER), "a")
    closed = close(desk(store, minutes=5), "a")
    assert (closed.ended_at, closed.valid_at) == (START + 5 * HOUR / 60,) * 2
    assert store.history(Incident, incident="a")[-1].ended_at == closed.ended_at
    with pytest.raises(Refused):
        close(desk(store, minutes=6), "a")


def test_one_that_nobody_opened_is_not_closed(store):
    with pytest.raises(Refused):
        close(desk(store), "nothing")


def closed_by(store, **fields):
    """What the end of a county's response adds to the incident."""
    ends = response(valid_at=START, case="a", unit=DONGSHAN, **END)
    row = replace(
        proposal(valid_at=START, level=Level.IV), incident="a", incident_name="甲", **fields
    )
    with store.reading() as reader:
        return closing(desk(store), reader, row, ends)


def test_the_last_end_closes_the_incident_and_one_that_was_closed_by_hand_stays_as_it_is(store):
    told(store, incident("a", began_at=START - 9 * HOUR))
    told(store, response(Level.IV, START - 8 * HOUR, case="a", unit=DONGSHAN))
    (closed,) = closed_by(store)
    assert (closed.ended_at, closed.began_at) == (START, START - 9 * HOUR)
    told(store, incident("a", began_at=START - 9 * HOUR, ended_at=START - HOUR))
    assert closed_by(store) == []


def test_an_end_opens_no_incident(store):
    assert closed_by(store) == []
