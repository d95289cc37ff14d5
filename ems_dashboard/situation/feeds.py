"""How the sources are doing, for the administrator's page."""

from datetime import datetime

from ems_dashboard import clock
from ems_dashboard.rules.feed_runs import FeedRun
from ems_dashboard.store import Store


def feed_runs(store: Store, as_of: datetime) -> list[FeedRun]:
    """The last kept run of every source, those that fail first."""
    return sorted(store.current(FeedRun, as_of=as_of), key=lambda run: (not run.failing, run.feed))


def run_json(run: FeedRun) -> dict[str, object]:
    """As /health and the command line say it."""
    success = clock.iso(run.last_success) if run.last_success else None
    counts = {"read": run.read, "accepted": run.accepted, "rejected": run.rejected}
    said = {"feed": run.feed, "how": run.how, "last_attempt": clock.iso(run.valid_at), "last_success": success}
    return said | counts | {"problems": run.problems}
