"""/health: that the service works, for whoever watches it; who is no administrator of a live
database hears no more than that. While the database does not answer, database_unavailable.py says so with 503."""

from dataclasses import asdict

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from ems_dashboard import clock
from ems_dashboard.actions.inbox import LAST
from ems_dashboard.actions.keeping import KEPT, newest_backup
from ems_dashboard.actions.polling import RUNS
from ems_dashboard.rules.roles import Role
from ems_dashboard.runtime import runtime
from ems_dashboard.situation.feeds import run_json
from ems_dashboard.views.frame.runs import RUNS as PAGE_RUNS
from ems_dashboard.web.identity import caller_of
from ems_dashboard.web.version_stream import VERSIONS


async def health(request: Request) -> Response:
    found = await run_in_threadpool(_health)
    if caller_of(request).actor.role not in (Role.ADMINISTRATOR, Role.GUEST):
        found = {"database": found["database"]}
    return JSONResponse(found, headers={"Cache-Control": "no-store"})


def _health() -> dict[str, object]:
    read = LAST.success
    inbox = {"last_success": clock.iso(read) if read else None, "last_file": LAST.file}
    feeds = [run_json(run, clock.now()) for _, run in sorted(RUNS.items())]
    backup = newest_backup(runtime().settings.backups)
    kept = {
        "backup": {"at": clock.iso(backup) if backup else None, "error": KEPT.backup_error},
        "verified": {
            "at": clock.iso(KEPT.verified_at) if KEPT.verified_at else None,
            "seq": KEPT.verified.seq,
            "link": KEPT.verified.link,
            "broken": asdict(KEPT.broken) if KEPT.broken else None,
        },
    }
    watched = {"listeners": VERSIONS.listeners, "runs": PAGE_RUNS.counted()}
    told = {
        "database": runtime().store.condition.trouble or "ok",
        "clock": _clock(),
        "inbox": inbox,
        "feeds": feeds,
    }
    return {"version": runtime().store.version(), **told, **kept, **watched}


def _clock() -> dict[str, object]:
    """`ok` is false while the server's clock stands before the moment at which the ledger was
    last written to."""
    found = clock.set_back()
    said, last = found or (clock.wall(), None)
    return {
        "ok": found is None,
        "now": clock.iso(said),
        "ledger": clock.iso(last) if last else None,
    }


routes = [Route("/health", health)]
