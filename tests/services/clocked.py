"""The server with its clock set. Only the tests can set a clock: the dashboard itself has no setting for it. From the
moment given on, time goes on as it does."""

import os
import sys
import time
from datetime import UTC, datetime, timedelta

from streamlit.web.cli import main

from ems_dashboard import clock
from ems_dashboard.actions.demo import NOTE
from ems_dashboard.config import ROOT, settings
from ems_dashboard.rules.kinds import KINDS
from ems_dashboard.store import Store, open_store


def set_to(moment: datetime) -> None:
    behind = datetime.now(UTC) - moment
    clock.wall = lambda: datetime.now(UTC) - behind


def as_it_stood(store: Store, url: str, moment: datetime) -> Store:
    """A demonstration at `url` in which nothing of what became known after `moment` has happened yet."""
    copy = open_store(url)
    copy.note(NOTE, "350600")
    for kind in KINDS.values():
        copy.append(store.history(kind, as_of=moment), moment=moment - timedelta(minutes=1))
    return copy


def serve(moment: datetime | None) -> None:
    """As `python -m ems_dashboard serve` does, in this process; at the true time without a moment."""
    if moment:
        set_to(moment)
    chosen = settings()
    os.environ.update(TZ="Asia/Shanghai", FORWARDED_ALLOW_IPS=chosen.proxies)
    time.tzset()
    address = (
        f"--server.port={chosen.port}",
        "--server.address=127.0.0.1",
        "--server.allowedHosts=127.0.0.1",
    )
    sys.argv = ["streamlit", "run", str(ROOT / "app.py"), *address]
    main()
