"""Who may bring in by hand what a feed would bring, and whose rows may be put right."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.rules.facts import BY_HAND
from ems_dashboard.rules.groups import Cadres
from ems_dashboard.rules.impact import Impact
from ems_dashboard.rules.messages import MessageBatch
from ems_dashboard.rules.observations import Rain, RiverLevel
from ems_dashboard.rules.reporting import may_bring, may_correct, may_report, warning_kinds
from ems_dashboard.rules.roles import Actor, Role
from ems_dashboard.rules.storms import StormFix
from ems_dashboard.rules.terms import WarningKind
from ems_dashboard.rules.warnings import WarningMessage
from tests.conftest import CITY_DIR

CITY = load_city(CITY_DIR)
NOON = datetime(2026, 7, 1, 4, tzinfo=UTC)
OFFICER = Actor("duty", "值班员甲", Role.DUTY_OFFICER)
COUNTY = Actor("dongshan", "值班员乙", Role.COUNTY, "350626")
WATER = Actor("water", "值班员丙", Role.MEMBER, "D02")
FISHERIES = Actor("fisheries", "值班员丁", Role.MEMBER, "D03")
NOWHERE = Actor("gone", "值班员戊", Role.MEMBER, "D99")
LEADER = Actor("leader", "领导", Role.LEADER)
CADRES = Cadres(incident="i", unit="350626", sent=3, valid_at=NOON)


def warning(kind):
    return WarningMessage(id="w", kind=kind, event="flash_flood", valid_at=NOON)


@pytest.mark.parametrize(
    ("actor", "kinds"),
    [
        (OFFICER, tuple(WarningKind)),
        (WATER, (WarningKind.FLASH_FLOOD,)),
        (FISHERIES, (WarningKind.WEATHER,)),
        (NOWHERE, ()),
        (COUNTY, ()),
        (LEADER, ()),
    ],
)
def test_a_department_brings_the_warnings_of_its_own_office_and_the_duty_officer_all(actor, kinds):
    assert warning_kinds(actor, CITY) == kinds
    assert may_report(actor, CITY, WarningMessage) is bool(kinds)
    for kind in WarningKind:
        assert may_bring(actor, CITY, warning(kind), "") is (kind in kinds)


@pytest.mark.parametrize(
    ("actor", "kind", "allowed"),
    [
        (OFFICER, StormFix, True),
        (OFFICER, Rain, True),
        (WATER, RiverLevel, True),
        (WATER, StormFix, False),
        (FISHERIES, Rain, False),
        (COUNTY, Impact, True),
        (COUNTY, StormFix, False),
        (LEADER, MessageBatch, False),
    ],
)
def test_what_else_a_role_brings(actor, kind, allowed):
    assert may_report(actor, CITY, kind) is allowed


def test_a_county_brings_its_own_rows_and_nobody_elses():
    assert may_bring(COUNTY, CITY, CADRES, "350626")
    assert not may_bring(COUNTY, CITY, CADRES, "350623")
    assert may_bring(OFFICER, CITY, CADRES, "350623")
    assert not may_bring(LEADER, CITY, CADRES, "350626")


@pytest.mark.parametrize(
    ("actor", "source", "written_by", "allowed"),
    [
        (OFFICER, BY_HAND, "dongshan", True),
        (COUNTY, BY_HAND, "dongshan", True),
        (COUNTY, BY_HAND, "zhangpu", False),
        (OFFICER, "12379", "cap", False),
        (COUNTY, "12379", "dongshan", False),
    ],
)
def test_a_typed_row_is_put_right_by_who_wrote_it_or_the_duty_officer(
    actor, source, written_by, allowed
):
    row = replace(CADRES, source=source, written_by=written_by)
    assert may_correct(actor, row) is allowed
