"""With two typhoons open at once a level may be suggested to fall only when both have passed."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ems_dashboard.rules.evidence import Missing
from ems_dashboard.rules.terms import Hazard, Level
from ems_dashboard.situation import situation
from ems_dashboard.situation.levels import level_desk
from ems_dashboard.situation.race import race_of
from tests.situation.rows import CITY, NOON, fix, incident, lifted, response, run, warning
from tests.situation.test_gale_state import BULLETIN, PASSAGE

NEXT_DAY = NOON + timedelta(hours=27)
HEARD = replace(run("预警源", hours=-26.9, worked=-26.9), kinds=("warnings",))
FIRST = [incident(), response(Level.II), warning(), lifted("w1", -26), HEARD, *PASSAGE, *BULLETIN]
SECOND = [incident("i2", storm="2312"), response(Level.III, 3, incident="i2")]
COMING = fix(-26, 16.0, 122.0, storm="2312", r7_ne_km=200.0)


@pytest.fixture
def desk(told):
    def look(*facts):
        ledger = told(*facts)
        picture = situation(ledger, CITY, NEXT_DAY)
        return level_desk(ledger, CITY, picture, race_of(CITY, picture))

    return look


def test_one_that_passed_and_was_lifted_suggests_the_end_and_keeps_what_it_rests_on(desk):
    found = desk(*FIRST).suggested(CITY.code, Hazard.TYPHOON)
    assert found.level is None
    assert [(e.message.id, e.at, e.lifted) for e in found.grounds.ended] == [
        ("w1", NOON + timedelta(hours=26), True)
    ]
    assert found.grounds.storm_past
    assert timedelta(hours=9) < found.grounds.storm.nearest_at - NOON < timedelta(hours=15)


@pytest.mark.parametrize("leads", [SECOND, [replace(SECOND[0], began_at=NOON), SECOND[1]]])
def test_the_one_that_passed_is_no_evidence_for_the_one_that_comes(desk, leads):
    found = desk(*FIRST, *leads, COMING)
    assert found.suggested(CITY.code, Hazard.TYPHOON) is None
    assert found.withheld[CITY.code, Hazard.TYPHOON] == (Missing.STORM_NOT_PAST,)


def test_a_second_one_of_which_no_fix_came_lends_itself_no_passage(desk):
    facts = [fact for fact in FIRST if fact not in (warning(), lifted("w1", -26))]
    assert desk(*facts).suggested(CITY.code, Hazard.TYPHOON) is not None, (
        "the passage alone is evidence"
    )
    found = desk(*SECOND)
    assert found.withheld[CITY.code, Hazard.TYPHOON] == (Missing.NONE_ENDED,)
