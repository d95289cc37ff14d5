"""One row written, on the disk when the call returns: by the store, and by appending to a file."""

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bench.measuring import Finding, at_most, in_turn
from bench.seasons import Ground
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.terms import Category

ROW = b"2026-01-01 00:00:00,bench,350626,people,9,1,0,desk\n" * 4
"""About as many bytes as the store's row."""


def measure(ground: Ground) -> Iterator[Finding]:
    first = Evacuation(
        incident="bench",
        unit="350626",
        category=Category.PEOPLE,
        target=9,
        moved=1,
        valid_at=ground.now,
    )
    facts = iter(
        [replace(first, valid_at=first.valid_at + timedelta(seconds=n)) for n in range(10_000)]
    )
    with (ground.folder / "raw").open("ab", buffering=0) as raw:

        def write_raw() -> None:
            raw.write(ROW)
            os.fdatasync(raw.fileno())

        ours, plain = in_turn(
            [lambda: ground.one.append([next(facts)], moment=ground.now), write_raw],
            ground.sizes.appends,
        )
    yield at_most(
        "durable append against a raw append + fdatasync",
        ours / plain,
        1.5,
        "×",
        f"{ours:.2f} ms against {plain:.2f} ms",
    )
