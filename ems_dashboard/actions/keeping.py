"""What the server does by itself so that nothing is lost and nothing is changed unseen: a copy of
the ledger every day, and every fact compared with its link again and again."""

import asyncio
import logging
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ems_dashboard import clock
from ems_dashboard.actions.demo import NOTE
from ems_dashboard.store import Store
from ems_dashboard.store.copying import backup
from ems_dashboard.store.verifying import Finding, Verification, steps

LOOK_SECONDS = 600.0
BLOCK_SECONDS = 1.0
ROUND_SECONDS = 600.0
OLD = timedelta(hours=24)
DAILY = "ems-*.sqlite"
END = object()

log = logging.getLogger("ems.keeping")


@dataclass
class Kept:
    """For /health and the administrator. `verified_at`: when the last whole round ended;
    `backup_error`: why the last copy could not be made."""

    verified_at: datetime | None = None
    verified: Verification = field(default_factory=Verification)
    backup_error: str = ""

    @property
    def broken(self) -> Finding | None:
        return self.verified.first


KEPT = Kept()


def newest_backup(folder: Path) -> datetime | None:
    """When the newest copy was made."""
    made = [path.stat().st_mtime for path in folder.glob(DAILY)]
    return datetime.fromtimestamp(max(made), UTC) if made else None


def back_up(store: Store, folder: Path, most: int, moment: datetime) -> Path | None:
    """A copy where the newest is a day old; those beyond `most` go, the oldest first. None where
    none is due; the demonstration needs none."""
    newest = newest_backup(folder)
    if newest is not None and moment - newest < OLD:
        return None
    with store.reading() as reader:
        if reader.note(NOTE) or not reader.version():
            return None
    path = folder / f"ems-{clock.beijing(moment):%Y%m%d-%H%M%S}.sqlite"
    backup(store, path)
    for old in sorted(folder.glob(DAILY))[:-most]:
        old.unlink()
    return path


async def keep_backing_up(store: Store, folder: Path, most: int) -> None:
    while True:
        try:
            await asyncio.to_thread(back_up, store, folder, most, clock.wall())
            KEPT.backup_error = ""
        except Exception as error:  # whatever it was, it is tried again
            KEPT.backup_error = str(error).partition("\n")[0]
            log.exception("the daily copy could not be made")
        await asyncio.sleep(LOOK_SECONDS)


async def keep_verifying(store: Store) -> None:
    """A block of rows a second, so that it costs nobody anything; then from the beginning."""
    while True:
        await asyncio.sleep(BLOCK_SECONDS)
        try:
            await _verify_slowly(store)
        except Exception:  # whatever it was, it is tried again
            log.exception("the ledger could not be verified")
        await asyncio.sleep(ROUND_SECONDS)


async def _verify_slowly(store: Store) -> None:
    found = Verification()
    blocks = steps(store, found)
    while await asyncio.to_thread(next, blocks, END) is not END:
        if found.first:
            KEPT.verified = found
        await asyncio.sleep(BLOCK_SECONDS)
    _note(found)


def _note(found: Verification) -> None:
    KEPT.verified_at, KEPT.verified = clock.wall(), found
    if found.first:
        log.error("the ledger is not what was written: %s", found.first)
