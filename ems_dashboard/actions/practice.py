"""A demonstration with a clock of its own: a copy of its ledger in which everybody may act, while
the ledger itself stays as it was loaded and answers every question as before."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from ems_dashboard import clock
from ems_dashboard.actions.demo import NOTE as DEMONSTRATION
from ems_dashboard.clock import Pace
from ems_dashboard.config import ROOT
from ems_dashboard.feeds.demonstration import demonstration_of
from ems_dashboard.moments import Moment
from ems_dashboard.store import Store, open_store
from ems_dashboard.store.copying import backup, carry_over
from ems_dashboard.store.file_guard import file_of
from ems_dashboard.store.notes import name_of, read_note

NOTE = "clock"
SPEEDS = (1, 10, 60, 600)
KEPT_TABLES = ("accounts", "sessions", "tokens")
"""Who is signed in stays so when the demonstration begins anew, and a display keeps its address."""


def folder_of(url: str) -> Path:
    """Where the copies of a demonstration lie: beside its file, where it is one."""
    path = file_of(url)
    return path.with_suffix(".practice") if path else ROOT / "var" / "practice"


def newest(folder: Path) -> Path | None:
    return max(folder.glob("*.sqlite"), key=lambda path: path.name, default=None)


def is_demonstration(store: Store) -> bool:
    with store.reading() as reader:
        return reader.note(DEMONSTRATION) is not None


def practised(store: Store, city_dir: Path, url: str) -> Path | None:
    """The copy of the demonstration at `url` in which people act; None where the ledger is none,
    or its pack names no moment at which a clock would begin."""
    script = demonstration_of(city_dir)
    if script is None or not is_demonstration(store):
        return None
    return copy_of(store, folder_of(url), script.begins)


def copy_of(demonstration: Store, folder: Path, begins: Moment) -> Path:
    """The copy that is acted in: the one there is, or a new one where none is or the demonstration
    was loaded again since. Its clock stands at `begins` until somebody looks."""
    found = newest(folder)
    if found and _name(found) == _named(demonstration):
        return found
    return copy_anew(demonstration, folder, begins)


def copy_anew(
    demonstration: Store, folder: Path, begins: Moment, before: Store | None = None
) -> Path:
    """A copy in which nobody acted yet; who is signed in at `before` stays so."""
    path = folder / f"{clock.wall():%Y%m%d%H%M%S%f}.sqlite"
    backup(demonstration, path)
    copied = open_store(f"sqlite:///{path}")
    try:
        if before is not None:
            carry_over(before, copied, KEPT_TABLES)
        keep_pace(copied, Pace(begins, clock.wall(), 1 if before else 0), waits=before is None)
    finally:
        copied.close()
    for old in folder.glob("*.sqlite*"):
        in_use = before is not None and old.name.startswith(_file_name(before))
        if not old.name.startswith(path.name) and not in_use:
            old.unlink(missing_ok=True)
    return path


def _file_name(store: Store) -> str:
    path = file_of(store.engine.url)
    return path.name if path else ""


def _name(path: Path) -> str:
    store = open_store(f"sqlite:///{path}")
    try:
        return _named(store)
    finally:
        store.close()


def _named(store: Store) -> str:
    with store.reading() as reader:
        return name_of(reader.connection)


def keep_pace(
    store: Store, pace: Pace | None, *, waits: bool = False, stopped: bool = False
) -> None:
    """How the ledger's clock runs from now on, for the next start and for other processes; None: as
    the machine's. `waits`: until somebody looks; `stopped`: no server runs it."""
    said = {"waits": waits, "stopped": stopped} | (_json(pace) if pace else {})
    store.note(NOTE, json.dumps(said))


def _json(pace: Pace) -> dict[str, object]:
    return {
        "began": clock.iso(pace.began),
        "since": pace.since.isoformat(),
        "speed": pace.speed,
    }


def kept_pace(store: Store, *, starting: bool = False) -> Pace | None:
    """How the ledger's clock runs; None: as the machine's. `starting`: the server that ran it has
    ended, and it goes on from where it stood then."""
    said = _said(store)
    if "began" not in said:
        return None
    pace = Pace(clock.parse(said["began"]), datetime.fromisoformat(said["since"]), said["speed"])
    if said["stopped"]:
        return Pace(pace.began, clock.wall(), pace.speed if starting else 0)
    return Pace(pace.began, clock.wall(), pace.speed) if starting else pace


def has_clock(store: Store) -> bool:
    return bool(_said(store))


def waits(store: Store) -> bool:
    """Whether the clock stands until the first viewer comes."""
    return bool(_said(store).get("waits"))


def start_clock(store: Store) -> None:
    """At the start of a server, or of another ledger in it."""
    pace = kept_pace(store, starting=True)
    clock.run_by(pace)
    if has_clock(store):
        keep_pace(store, pace, waits=waits(store))


def stop_clock(store: Store) -> None:
    """Where a server ends, the clock stands until the next begins."""
    pace = clock.pace()
    if pace is not None:
        keep_pace(store, turned(pace, pace.speed), waits=waits(store), stopped=True)
    clock.run_by(None)


def set_going_if_waiting(store: Store) -> bool:
    """Somebody looks: a clock that waited for that runs. Whether it did."""
    waited = waits(store)
    if waited:
        run(store, turned(clock.pace(), 1))
    return waited


def run(store: Store, pace: Pace | None) -> None:
    keep_pace(store, pace)
    clock.run_by(pace)


def clock_json() -> dict[str, object] | None:
    """The ledger's own clock as the screens go on with it; None where it is the machine's."""
    pace = clock.pace()
    return {"now": clock.iso(clock.now()), "speed": pace.speed} if pace else None


def _said(store: Store) -> dict[str, Any]:
    with store.reading() as reader:
        found = read_note(reader.connection, NOTE)
    said: dict[str, Any] = json.loads(found) if found else {}
    return said


def turned(pace: Pace | None, speed: int) -> Pace:
    """The same clock at another speed from this moment on."""
    now = clock.wall()
    return Pace(pace.at(now) if pace else clock.now(), now, speed)
