"""The rows behind the figures, for the subject pages."""

from datetime import timedelta

from ems_dashboard.moments import Moment
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.groups import Deployment
from ems_dashboard.rules.warnings import WarningMessage
from ems_dashboard.situation.picture import Situation
from ems_dashboard.store import Store


def evacuation_rows(situation: Situation) -> list[Evacuation]:
    """Every report that the figures stand on, newest first, corrected ones and townships
    included."""
    return list(situation.evacuation_rows[::-1])


def warning_rows(store: Store, as_of: Moment, hours: int) -> list[WarningMessage]:
    """Messages of the last hours, newest first."""
    since = as_of - timedelta(hours=hours)
    return store.history(WarningMessage, as_of=as_of, since=since, until=as_of)[::-1]


def deployment_rows(store: Store, as_of: Moment, hours: int) -> list[Deployment]:
    """What the groups reported in the last hours, newest first."""
    since = as_of - timedelta(hours=hours)
    return store.history(Deployment, as_of=as_of, since=since, until=as_of)[::-1]
