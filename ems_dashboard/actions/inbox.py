"""The inbox: files put into a folder while the server runs are read once they stop growing, and
moved aside."""

import asyncio
import logging
import shutil
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError
from watchfiles import awatch

from ems_dashboard import clock
from ems_dashboard.actions.ingest import FileResult, ingest
from ems_dashboard.moments import Moment
from ems_dashboard.rules.city import City
from ems_dashboard.rules.origins import Origin
from ems_dashboard.store import Store
from ems_dashboard.text import Words

DONE, REFUSED = "done", "refused"
SETTLE_SECONDS = 1.0
AGAIN_MS = 30_000
"""So often what had to stay is tried again without a change."""
UNFINISHED = (".part", ".tmp", ".crdownload")

log = logging.getLogger("ems.inbox")


@dataclass
class Last:
    """The last file that was read without being refused, for /health."""

    success: datetime | None = None
    file: str = ""


LAST = Last()


async def watch_inbox(
    store: Store, city: City, inbox: Path, *, words: Words, stop: asyncio.Event
) -> None:
    """Until `stop`: reads what lies in `inbox` now and whatever is put there."""
    inbox.mkdir(parents=True, exist_ok=True)
    await _sweep(store, city, inbox, words)
    watch = awatch(
        inbox,
        recursive=False,
        debounce=400,
        stop_event=stop,
        rust_timeout=AGAIN_MS,
        yield_on_timeout=True,
    )
    async for _changes in watch:
        await _sweep(store, city, inbox, words)


async def _sweep(store: Store, city: City, inbox: Path, words: Words) -> None:
    """A full disk or a locked database must not end the watch: what stays in the folder is tried
    again later."""
    left: set[Path] = set()
    try:
        while set(waiting_files(inbox)) - left:
            before = _sizes(inbox)
            await asyncio.sleep(SETTLE_SECONDS)
            settled = [
                path
                for path, size in _sizes(inbox).items()
                if before.get(path) == size and path not in left
            ]
            await asyncio.to_thread(
                take_in, store, city, inbox, settled, words=words, moment=clock.now()
            )
            left.update(path for path in settled if path.exists())
    except Exception:  # whatever it was, the watch goes on
        log.exception("the inbox could not be read")


def waiting_files(inbox: Path) -> list[Path]:
    return [path for path in sorted(inbox.iterdir()) if _is_delivery(path)]


def _is_delivery(path: Path) -> bool:
    # a link would show what only the server may read
    if path.is_symlink() or not path.is_file():
        return False
    hidden = path.name.startswith(".") or path.name == "README.md"
    return not hidden and path.suffix.lower() not in UNFINISHED


def _sizes(inbox: Path) -> dict[Path, tuple[int, int]]:
    """What was taken away meanwhile is left out."""
    sizes = {}
    for path in waiting_files(inbox):
        with suppress(FileNotFoundError):
            found = path.stat()
            sizes[path] = (found.st_size, found.st_mtime_ns)
    return sizes


def take_in(
    store: Store, city: City, inbox: Path, paths: Iterable[Path], *, words: Words, moment: Moment
) -> list[FileResult]:
    """Reads each file and moves it to done/ or refused/, with a .problems.txt beside it where
    there is something to say. A file that cannot be read or moved now stays where it is, and the
    others are read: twice adds nothing."""
    results = []
    for path in paths:
        try:
            results.append(_take(store, city, inbox, path, words, moment))
        except (OSError, SQLAlchemyError) as error:
            log.error("%s stays in the inbox: %s", path.name, error)
    return results


def _take(
    store: Store, city: City, inbox: Path, path: Path, words: Words, moment: Moment
) -> FileResult:
    (result,) = ingest(
        store, city, [path], moment=moment, words=words, written_by="inbox", origin=Origin.INBOX
    )
    target = _free(inbox / (REFUSED if result.refused else DONE) / path.name)
    target.parent.mkdir(exist_ok=True)
    shutil.move(path, target)
    if result.problems:
        target.with_name(target.name + ".problems.txt").write_text(
            _sentences(result), encoding="utf-8"
        )
    if not result.refused:
        LAST.success, LAST.file = moment, path.name
    return result


def _free(path: Path) -> Path:
    """The path, or one with a number where a file of the name lies there already."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free


def _sentences(result: FileResult) -> str:
    lines = []
    for problem in result.problems:
        place = ":".join(str(part) for part in (problem.line, problem.column) if part)
        lines.append(f"{place} {problem.message}".strip())
    return "\n".join(lines) + "\n"
