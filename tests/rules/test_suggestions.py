from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.rules.evidence import NOTHING, Channel, Evidence, Missing, Received
from ems_dashboard.rules.suggestions import called_for, lacking, level_of
from ems_dashboard.rules.terms import Colour, Hazard, Level, WarningKind
from ems_dashboard.rules.warnings import Ended, WarningMessage
from tests.conftest import CITY_DIR

CITY = load_city(CITY_DIR)
NOON = datetime(2023, 9, 4, 4, tzinfo=UTC)


def warned(
    *units: str,
    event: str = "typhoon",
    colour: Colour | None = None,
    level: Level | None = None,
    id: str = "w",
):
    return WarningMessage(
        id=f"{id}{''.join(units)}", kind=WarningKind.WEATHER, event=event, colour=colour, level=level, units=units,
        valid_at=NOON,
    )  # fmt: skip


LIFTED = Evidence(
    Channel(Received.ALIVE, NOON), (Ended(warned("350600", level=Level.II), NOON, lifted=True),)
)


def suggested(
    *messages, unit=CITY.code, hazard=Hazard.TYPHOON, present=None, gale_at=None, evidence=LIFTED
):
    found = called_for(CITY, unit, hazard, present, messages, gale_at, NOON)
    return None if found is None or lacking(found, evidence) else found


def test_a_warning_for_the_city_calls_for_the_same_level_of_typhoon_response():
    found = suggested(warned(CITY.code, level=Level.II))
    assert (found.level, found.rises, found.basis) == (Level.II, True, ("w350600",))
    assert found.reasons[0].warning is Level.II


def test_the_rain_response_runs_a_level_below_the_warning_but_for_the_highest():
    for colour, level in (
        (Colour.YELLOW, Level.IV),
        (Colour.ORANGE, Level.III),
        (Colour.RED, Level.I),
    ):
        assert (
            suggested(
                warned(CITY.code, event="rainstorm", colour=colour), hazard=Hazard.RAINSTORM
            ).level
            is level
        )


def test_a_few_units_warned_are_no_warning_of_the_city():
    units = list(CITY.by_code)[: CITY.plan.levels.units_for_city]
    assert suggested(*(warned(u, colour=Colour.ORANGE) for u in units[:-1])) is None
    found = suggested(*(warned(u, colour=Colour.ORANGE) for u in units))
    assert (found.level, found.reasons[0].units) == (Level.II, len(units))
    assert suggested(warned(units[0], colour=Colour.ORANGE), unit=units[0]).level is Level.II
    assert suggested(warned(units[0], colour=Colour.ORANGE), unit=units[1]) is None


@pytest.mark.parametrize(
    ("hours", "level"), [(49, None), (40, Level.IV), (20, Level.III), (-1, None)]
)
def test_a_gale_in_the_forecast_calls_for_a_level(hours, level):
    found = suggested(gale_at=NOON + timedelta(hours=hours))
    assert (found.level if found else None) is level


def test_nothing_is_suggested_where_the_level_is_in_force_and_an_end_where_nothing_calls():
    assert suggested(warned(CITY.code, level=Level.II), present=Level.II) is None
    ended = suggested(present=Level.II)
    assert (ended.level, ended.rises, ended.reasons) == (None, False, ())


def test_the_same_cause_keeps_its_key_when_the_warning_is_issued_again():
    first, again = warned(CITY.code, level=Level.II), warned(CITY.code, level=Level.II, id="later")
    assert (
        suggested(first).key
        == suggested(again).key
        != suggested(warned(CITY.code, level=Level.I)).key
    )


@pytest.mark.parametrize("present", list(Level))
def test_without_evidence_nothing_is_suggested_to_fall_and_what_rises_still_is(present):
    assert suggested(present=present, evidence=NOTHING) is None
    found = called_for(CITY, CITY.code, Hazard.TYPHOON, present, (), None, NOON)
    assert lacking(found, NOTHING) == (Missing.NO_SOURCE,)
    graver = warned(CITY.code, level=Level.I)
    if present is not Level.I:
        assert suggested(graver, present=present, evidence=NOTHING).level is Level.I


def test_a_warning_of_an_office_whose_event_it_is_not_calls_for_nothing():
    strange = replace(warned(CITY.code, level=Level.I), kind=WarningKind.FLASH_FLOOD)
    assert suggested(strange) is None
    assert level_of(CITY, Hazard.TYPHOON, strange) is None
    assert level_of(CITY, Hazard.TYPHOON, warned(CITY.code, level=Level.I)) is Level.I


def test_lowering_wants_evidence_as_ending_does():
    lesser = warned(CITY.code, level=Level.IV)
    assert suggested(lesser, present=Level.II, evidence=NOTHING) is None
    assert suggested(lesser, present=Level.II).level is Level.IV
