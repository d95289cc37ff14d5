"""How the sources are doing, for the administrator's page."""

from collections.abc import Mapping
from datetime import datetime

from ems_dashboard import clock
from ems_dashboard.moments import Moment
from ems_dashboard.rules.feed_runs import FeedRun, FeedState
from ems_dashboard.store import Store


def feed_runs(store: Store, as_of: Moment) -> list[FeedRun]:
    """The last kept run of every source, those that do not work first."""
    runs = store.current(FeedRun, as_of=as_of)
    return sorted(runs, key=lambda run: (run.state_at(as_of) is FeedState.WORKING, run.feed))


def run_json(run: FeedRun, moment: datetime) -> Mapping[str, object]:
    """As /health and the command line say it."""
    success = clock.iso(run.last_success) if run.last_success else None
    newest = clock.iso(run.newest_at) if run.newest_at else None
    counts = {"read": run.read, "accepted": run.accepted, "rejected": run.rejected}
    times = {"last_attempt": clock.iso(run.valid_at), "last_success": success, "newest": newest}
    said = {"feed": run.feed, "how": run.how, "state": run.state_at(moment)}
    return said | times | counts | {"problems": run.problems}
