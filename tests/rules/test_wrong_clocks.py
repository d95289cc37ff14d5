"""No figure and no observation is true later than now and the few minutes by which clocks differ."""

from datetime import UTC, datetime, timedelta

import pytest

from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.rules.kinds import KINDS
from ems_dashboard.rules.wrong_clocks import EFFECTIVE, latest_true, not_yet_true
from tests.conftest import CITY_DIR

NOW = datetime(2026, 7, 1, 8, 30, tzinfo=UTC)
THRESHOLDS = load_city(CITY_DIR).plan.thresholds


@pytest.mark.parametrize("kind", KINDS.values(), ids=str)
def test_only_the_minute_from_which_a_decision_holds_may_be_to_come(kind):
    assert not not_yet_true(
        kind, NOW + timedelta(minutes=THRESHOLDS.ahead_minutes), NOW, THRESHOLDS
    )
    assert not_yet_true(
        kind, NOW + timedelta(minutes=THRESHOLDS.ahead_minutes, seconds=1), NOW, THRESHOLDS
    ) == (kind not in EFFECTIVE)


def test_the_few_minutes_are_the_plans():
    assert latest_true(NOW, THRESHOLDS) - NOW == timedelta(minutes=5)
