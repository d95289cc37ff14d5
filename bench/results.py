"""The page that keeps the last run."""

import os
import platform
from collections.abc import Iterable
from pathlib import Path

from bench.measuring import Finding
from ems_dashboard import clock

RESULTS = Path(__file__).parent / "RESULTS.md"


def page(findings: Iterable[Finding], tested: Iterable[str], seconds: float) -> str:
    lines = [
        "# Results of the last `make bench`", "",
        f"{clock.beijing(clock.now()):%Y-%m-%d}, {os.cpu_count()} processor cores, Python {platform.python_version()}, "
        f"{seconds / 60:.0f} minutes. Ratios within one run, both sides in turn, medians; `bench/` says how.", "",
        "| what | measured | goal | |", "|---|---|---|---|",
    ]  # fmt: skip
    lines += [
        f"| {f.what} | {f.told} | {f.goal} | {'met' if f.met else '**not met**'} |"
        for f in findings
    ]
    return "\n".join([*lines, *tested]) + "\n"
