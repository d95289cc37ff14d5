"""Faults made on purpose, with figures: bytes flipped in a ledger's file, and writers and
senders that are killed. `make faults`; kept in bench/FAULTS.md."""

import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench import sending
from ems_dashboard.config import ROOT
from ems_dashboard.errors import EmsError
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.terms import Category
from ems_dashboard.store import Store, open_store
from ems_dashboard.store.condition import trouble_of
from ems_dashboard.store.verifying import verified

FLIPS, KILLS, ROWS = 300, 20, 2000
SENDERS = 200
BEGAN = datetime(2026, 7, 1, tzinfo=UTC)
WRITER = """
import sys
from bench.faults import figure
from ems_dashboard.store import open_store
store = open_store(sys.argv[1])
for number in range(int(sys.argv[2]), int(sys.argv[2]) + 100_000):
    store.append([figure(number)], moment=figure(number).valid_at)
    print(number, flush=True)
"""


def figure(number: int) -> Evacuation:
    at = BEGAN + timedelta(seconds=number)
    return Evacuation(incident="2026-T1", unit=str(number % 17), category=Category.PEOPLE,
                      target=9000, moved=number, valid_at=at, known_at=at)  # fmt: skip


def flips(folder: Path, amount: int, seed: int = 1) -> Counter[str]:
    """What became of `amount` files with one byte changed each. `silent`: other figures, and not a
    word."""
    whole = folder / "whole.sqlite"
    store = open_store(f"sqlite:///{whole}")
    store.append([figure(n) for n in range(ROWS)], moment=BEGAN)
    right = store.history(Evacuation)
    store.close()
    chance, found = random.Random(seed), Counter[str]()
    for number in range(amount):
        path = folder / f"{number}.sqlite"
        content = bytearray(whole.read_bytes())
        content[chance.randrange(len(content))] ^= chance.randrange(1, 256)
        path.write_bytes(content)
        found[_outcome(path, right)] += 1
        for left in folder.glob(f"{number}.sqlite*"):
            left.unlink()
    return found


def _outcome(path: Path, right: list[Evacuation]) -> str:
    store: Store | None = None
    try:
        store = open_store(f"sqlite:///{path}")
        if verified(store).first:
            return "named by verify"
        return "harmless" if store.history(Evacuation) == right else "silent"
    except EmsError:
        return "refused at opening"
    except Exception as error:  # counted: which it was is what is measured
        return "told as damage" if trouble_of(error) else f"trace: {type(error).__name__}"
    finally:
        if store is not None:
            store.close()


def kills(folder: Path, amount: int, seed: int = 1) -> Counter[str]:
    """Writers killed at any moment: every acknowledged row is there, and the chain is whole."""
    url, chance, found = (
        f"sqlite:///{folder / 'killed.sqlite'}",
        random.Random(seed),
        Counter[str](),
    )
    open_store(url).close()
    for round_ in range(amount):
        command = [sys.executable, "-c", WRITER, url, str(round_ * 100_000)]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout is not None
            first = writer.stdout.readline()
            time.sleep(chance.uniform(0, 0.2))
            writer.kill()
            acknowledged = [int(line) for line in (first, *writer.stdout) if line.endswith("\n")]
        store = open_store(url)
        there = {row.moved for row in store.history(Evacuation)}
        found["acknowledged"] += len(acknowledged)
        found["lost"] += len(set(acknowledged) - there)
        found["broken chains"] += bool(verified(store).first)
        store.close()
    return found


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        flipped, killed = flips(folder, FLIPS), kills(folder, KILLS)
        sent = sending.kills(folder, SENDERS)
    lines = [
        "# Faults made on purpose", "", "By `make faults`.", "", "| fault | rounds | result |", "|---|---|---|",
        f"| one byte of the file flipped | {FLIPS} | {_told(flipped)}; **silent {flipped['silent']}** |",
        f"| kill −9 of a writer | {KILLS} | {_told(killed)} |",
        f"| kill −9 of the sender of messages | {SENDERS} | {_told(sent)} |",
    ]  # fmt: skip
    text = "\n".join(lines) + "\n"
    (ROOT / "bench" / "FAULTS.md").write_text(text, encoding="utf-8")
    sys.stdout.write(text)


def _told(found: Counter[str]) -> str:
    return ", ".join(f"{what} {n:,}" for what, n in sorted(found.items()) if what != "silent")


if __name__ == "__main__":
    main()
