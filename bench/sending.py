"""A sender that is killed again and again while it empties the outbox into a real webhook receiver
and a real mail server on loopback: what arrived, what was lost, what came twice under one key."""

import os
import random
import subprocess
import sys
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ems_dashboard.config import ROOT
from ems_dashboard.rules.contacts import Contact
from ems_dashboard.rules.notices import Notice
from ems_dashboard.rules.terms import CallAbout
from ems_dashboard.store import open_store
from tests.services.receivers import Receiver

BEGAN = datetime(2026, 7, 1, tzinfo=UTC)
UNIT, MOST_BETWEEN, PATIENCE_S = "350626", 14, 120.0
WORKER = """
import sys
from ems_dashboard import clock
from ems_dashboard.actions.sending import Sender
from ems_dashboard.store import open_store
from ems_dashboard.text import words
sender = Sender(open_store(sys.argv[1]), words("zh"))
while True:
    sender.send_waiting(clock.now())
"""


def kills(folder: Path, amount: int, seed: int = 1) -> Counter[str]:
    """`lost`: never arrived; `two texts`: keys under which two different texts came; `again`: what
    was taken and not yet noted at a kill, which came once more under its key."""
    receiver = Receiver()
    try:
        return _killed(folder, amount, random.Random(seed), receiver)
    finally:
        receiver.close()


def _killed(folder: Path, amount: int, chance: random.Random, receiver: Receiver) -> Counter[str]:
    ways = folder / "channels.toml"
    entries = (("hook", receiver.hook), ("mail", receiver.mail))
    text = "".join(f'[[channel]]\nname = "{name}"\nurl = "{url}"\n' for name, url in entries)
    ways.write_text(text, encoding="utf-8")
    url = f"sqlite:///{folder / 'outbox.sqlite'}"
    between = [chance.randint(1, MOST_BETWEEN) for _ in range(amount)]
    keys = _queued(url, sum(between) // 2 + amount)
    environment = os.environ | {"EMS_CHANNELS": str(ways)}
    for more in (*between, len(keys)):
        wanted = min(len(receiver.keys) + more, len(keys))
        _run(url, environment, receiver, wanted if more < len(keys) else 0, keys)
    came, first = Counter(receiver.keys), set(zip(receiver.keys, receiver.texts, strict=True))
    return Counter({
        "messages": len(keys), "lost": len(keys - set(came)), "foreign": len(set(came) - keys),
        "two texts": len(first) - len(came), "again": came.total() - len(came),
    })  # fmt: skip


def _queued(url: str, amount: int) -> set[str]:
    store = open_store(url)
    person = Contact(contact="c1", unit=UNIT, name="值班员甲", addresses=("mail:jia@example.org",),
                     valid_at=BEGAN, known_at=BEGAN)  # fmt: skip
    rows = [
        Notice(
            notice=f"{n:06}-{way}", about=CallAbout.ORDER, reference=f"o{n}", unit=UNIT,
            contact="c1" if way == "mail" else "", channel=way, text=f"第 {n} 条",
            valid_at=BEGAN + timedelta(seconds=n), known_at=BEGAN + timedelta(seconds=n),
        )
        for n in range(amount)
        for way in ("hook", "mail")
    ]  # fmt: skip
    store.append([person, *rows], moment=BEGAN + timedelta(days=1))
    store.close()
    return {row.notice for row in rows}


def _run(
    url: str, environment: dict[str, str], receiver: Receiver, wanted: int, keys: set[str]
) -> None:
    """One sender, killed once so many have arrived; without a number once all have."""
    command = [sys.executable, "-c", WORKER, url]
    until = time.monotonic() + PATIENCE_S
    with subprocess.Popen(command, cwd=ROOT, env=environment) as worker:
        while time.monotonic() < until:
            there = len(receiver.keys) >= wanted if wanted else keys <= set(receiver.keys)
            if there:
                break
            time.sleep(0.002)
        worker.kill()
