"""What of the duty log waits for somebody."""

from ems_dashboard.moments import Moment
from ems_dashboard.rules.log import LogEntry, open_follow_ups
from ems_dashboard.rules.terms import FollowUpState
from ems_dashboard.store import Store


def follow_ups(store: Store, as_of: Moment, mode: str = "live") -> tuple[LogEntry, ...]:
    return open_follow_ups(
        store.current(LogEntry, as_of=as_of, mode=mode, state=FollowUpState.OPEN)
    )
