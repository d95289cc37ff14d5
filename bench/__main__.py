"""make bench: ratios within one run, because the machine is shared; the last run is kept in RESULTS.md."""

import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

from bench import (
    appends,
    growth,
    projections,
    pushes,
    races,
    reruns,
    snapshots,
    starts,
    tables,
    walls,
)
from bench.backtest import backtest
from bench.measuring import Finding, Sizes
from bench.results import RESULTS, page
from bench.seasons import CITY, Ground, ground
from ems_dashboard.situation.projections import projections as projected

Subject = Callable[[Ground], Iterator[Finding]]
SUBJECTS: tuple[Subject, ...] = (
    races.measure, snapshots.measure, growth.measure, tables.measure, reruns.measure, pushes.measure, appends.measure,
    starts.measure, walls.measure,
)  # fmt: skip


def measured(subject: Subject, on: Ground) -> Iterator[Finding]:
    """What broke is a line too, so that the rest is measured and nobody takes it for met."""
    try:
        yield from subject(on)
    except Exception as error:
        traceback.print_exc()
        yield Finding(subject.__module__, f"not measured: {error}", "", met=False)


def _print(finding: Finding) -> None:
    met = "met    " if finding.met else "NOT MET"
    print(f"{met} {finding.what}: {finding.told}, goal {finding.goal}", flush=True)


def main(sizes: Sizes = Sizes()) -> None:  # noqa: B008
    begin = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        print(f"a ledger of {sizes.years} years is being made …", flush=True)
        with ground(Path(folder), sizes) as on:
            findings = []
            for subject in SUBJECTS:
                for finding in measured(subject, on):
                    _print(finding)
                    findings.append(finding)
            tested = [*backtest(on.season, CITY), *projections.lines(projected(on.season, CITY))]
    print(*tested, sep="\n", flush=True)
    RESULTS.write_text(page(findings, tested, time.monotonic() - begin), encoding="utf-8")


if __name__ == "__main__":
    main()
