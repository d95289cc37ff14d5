"""Who may bring which kind of fact: every kind has its line, and what people decide never comes from outside."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.rules.kinds import KINDS
from ems_dashboard.rules.orders import Receipt
from ems_dashboard.rules.origins import ORIGINS, Origin, binds_now, may_bring, not_believed
from ems_dashboard.rules.terms import Category, Hazard, ReceiptState

NOW = datetime(2026, 12, 1, 1, tzinfo=UTC)
OUTSIDE = {Origin.FEED, Origin.INBOX}
BROUGHT = {
    "warnings", "storm_fixes", "storm_forecasts", "rain", "river_levels", "evacuation", "vessel_actions",
    "shelter_states", "team_states", "supply_states", "impacts", "cadres", "messages",
}  # fmt: skip


def test_every_kind_says_who_may_bring_it():
    assert set(ORIGINS) == set(KINDS.values())


@pytest.mark.parametrize("origin", sorted(OUTSIDE))
@pytest.mark.parametrize("name", KINDS)
def test_outside_brings_observations_warnings_and_figures_and_nothing_that_is_decided(name, origin):
    assert may_bring(KINDS[name], origin) is (name in BROUGHT)


@pytest.mark.parametrize("origin", [Origin.ACT, Origin.HISTORY, Origin.SEASON])
@pytest.mark.parametrize("name", KINDS)
def test_acts_and_the_past_bring_every_kind(name, origin):
    assert may_bring(KINDS[name], origin)


def test_an_uploaded_file_brings_what_is_reported_and_the_measures_and_no_order():
    assert {name for name, kind in KINDS.items() if may_bring(kind, Origin.WORKBOOK)} == BROUGHT | {
        "measures",
        "deployments",
    }


@pytest.mark.parametrize("origin", Origin)
def test_only_the_past_says_when_something_became_known(origin):
    past = origin in (Origin.HISTORY, Origin.SEASON)
    assert ({"known_at", "mode", "source"} <= set(not_believed(origin))) is not past
    assert ("reporter" in not_believed(origin)) is (origin in OUTSIDE)


def receipt(at):
    return Receipt(order="o", unit="350602", state=ReceiptState.RECEIVED, person="甲", valid_at=at)


def test_what_people_decide_is_history_only_where_it_binds_nobody_now():
    assert binds_now(receipt(NOW - timedelta(hours=23)), NOW, ())
    assert not binds_now(receipt(NOW - timedelta(hours=25)), NOW, ())
    still_open = Incident(
        incident="T", hazard=Hazard.TYPHOON, name="", began_at=NOW, valid_at=NOW - timedelta(days=9)
    )
    assert binds_now(still_open, NOW, ())
    assert not binds_now(replace(still_open, ended_at=NOW - timedelta(days=1)), NOW, ())


def test_figures_may_always_be_imported():
    row = Evacuation(
        incident="T", unit="350602", category=Category.PEOPLE, target=1, moved=1, valid_at=NOW
    )
    assert not binds_now(row, NOW, {"T"})
