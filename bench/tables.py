"""The figures of an incident as of a moment, from the ledger and from a CSV file of the same rows with pandas."""

from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pandas as pd

from bench.measuring import Finding, at_least, in_turn
from bench.seasons import CITY, Ground
from ems_dashboard.clock import beijing
from ems_dashboard.feeds.csv_folder import write_csv
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.situation import situation

SEEKS = 20
"""So many between two readings of the file, which takes a thousand times as long."""


def measure(ground: Ground) -> Iterator[Finding]:
    path = ground.folder / "evacuation.csv"
    path.write_bytes(write_csv(Evacuation, ground.many.history(Evacuation)))
    lead = situation(ground.many, CITY, ground.now).lead
    assert lead is not None

    def seek() -> dict[tuple[str, str], int]:
        rows = ground.many.current(Evacuation, as_of=ground.now, incident=lead.incident)
        return {(row.unit, str(row.category)): row.moved for row in rows}

    def scan() -> dict[tuple[str, str], int]:
        return _by_pandas(path, f"{beijing(ground.now):%Y-%m-%d %H:%M:%S}", lead.incident)

    assert seek() == scan(), "the two sides do not give the same figures"
    *seeks, slow = in_turn([*[seek] * SEEKS, scan], ground.sizes.files)
    quick = median(seeks)
    what = f"an incident's figures per unit and category against pandas read_csv + groupby, {ground.sizes.years}× rows"
    yield at_least(what, slow / quick, 1000, "×", f"{quick:.2f} ms against {slow:,.0f} ms")


def _by_pandas(path: Path, moment: str, incident: str) -> dict[tuple[str, str], int]:
    table = pd.read_csv(path, dtype={"unit": str})
    known = table[
        (table.incident == incident) & (table.valid_at <= moment) & (table.known_at <= moment)
    ]
    return known.groupby(["unit", "category"]).last().moved.to_dict()
