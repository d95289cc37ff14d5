"""What may be true later than now. A figure or an observation may not, but for the few minutes by which clocks differ;
what is planned has a field of its own: a measure's beginning, an order's deadline, a forecast's hour."""

from datetime import datetime, timedelta

from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.rules.plan import Thresholds
from ems_dashboard.rules.responses import Response

EFFECTIVE: tuple[type[Fact], ...] = (Response, Incident)
"""Kinds whose `valid_at` is the minute from which a decision holds, which may be decided before it comes."""


def latest_true(now: datetime, thresholds: Thresholds) -> datetime:
    """The latest moment that a figure may be true for."""
    return now + timedelta(minutes=thresholds.ahead_minutes)


def not_yet_true(kind: type[Fact], valid_at: datetime, now: datetime, thresholds: Thresholds) -> bool:
    return kind not in EFFECTIVE and valid_at > latest_true(now, thresholds)
