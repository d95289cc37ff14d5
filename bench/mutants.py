"""make mutants: small wrong changes in the code that decides and counts, and how many of them the nearest tests notice.

mutmut makes the changes and runs the tests of the same folder against each. The sample is fixed: of every folder
those whose names hash lowest, so that two runs of the same code ask the same. The last run is kept in MUTANTS.md."""

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ems_dashboard import clock
from ems_dashboard.config import ROOT

FOLDERS = ("rules", "situation", "store", "actions")
EACH = 50
PLACE = ROOT / "var" / "mutants"
KEPT = ROOT / "bench" / "MUTANTS.md"
NOTICED = {1, 3, 36, 24, 152, 255, -24, -11, -9}
"""mutmut's exit codes of a change that failed a test, ran without end, or broke the process."""
CONFIG = """
[tool.mutmut]
source_paths = ["ems_dashboard"]
only_mutate = ["ems_dashboard/{folder}/*.py"]
do_not_mutate = ["*/migrations/*"]
also_copy = ["data", "pages", "bench", "tests", "app.py", "README.md", "docs"]
pytest_add_cli_args = ["-p", "no:cacheprovider", "-k", "not postgresql"]
pytest_add_cli_args_test_selection = ["tests/{folder}"]
"""


@dataclass(frozen=True, slots=True)
class Result:
    folder: str
    asked: int
    made: int
    survivors: tuple[str, ...]

    @property
    def noticed(self) -> int:
        return self.asked - len(self.survivors)


class NotMeasured(Exception):
    """Of one folder; the others are measured all the same."""


def measure(folder: str, each: int) -> Result:
    place = _copy(folder)
    _mutmut(
        place, "none"
    )  # matches nothing: the changes are made, and which test runs what is found out
    made = _outcomes(place)
    chosen = sample(made, each)
    _mutmut(place, *chosen)
    outcomes = _outcomes(place)
    if not chosen or any(outcomes[name] is None for name in chosen):
        raise NotMeasured(f"{folder}: not every change was tried, see {place / 'mutmut.log'}")
    survivors = tuple(name for name in chosen if outcomes[name] not in NOTICED)
    return Result(folder, len(chosen), len(made), survivors)


def sample(names: Sequence[str] | dict[str, int | None], each: int) -> list[str]:
    return sorted(names, key=lambda name: hashlib.sha256(name.encode()).hexdigest())[:each]


def _copy(folder: str) -> Path:
    """What git knows of, as it stands in the working tree."""
    place = PLACE / folder
    shutil.rmtree(place, ignore_errors=True)
    known = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
    ).stdout
    for name in filter(None, known.split("\0")):
        if (ROOT / name).is_file():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, place / name)
    with (place / "pyproject.toml").open("a", encoding="utf-8") as settings:
        settings.write(CONFIG.format(folder=folder))
    return place


def _mutmut(place: Path, *names: str) -> None:
    """Its exit code says nothing: what became of each change stands beside the changed file."""
    with (place / "mutmut.log").open("a", encoding="utf-8") as log:
        command = [sys.executable, "-m", "mutmut", "run", *names]
        subprocess.run(command, cwd=place, stdout=log, stderr=log, check=False)


def _outcomes(place: Path) -> dict[str, int | None]:
    found: dict[str, int | None] = {}
    for path in sorted((place / "mutants").rglob("*.meta")):
        found |= json.loads(path.read_text(encoding="utf-8"))["exit_code_by_key"]
    return found


def _shown(folder: str, name: str) -> str:
    """The change as a diff, without its heading."""
    command = [sys.executable, "-m", "mutmut", "show", name]
    shown = subprocess.run(
        command, cwd=PLACE / folder, capture_output=True, check=False, text=True
    ).stdout
    changed = [
        line for line in shown.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")
    ]
    return "\n".join(changed)


def page(results: Sequence[Result], day: date, diffs: dict[str, str]) -> str:
    rows = [
        f"| {r.folder} | {r.made:,} | {r.asked} | {r.noticed} | {r.noticed / r.asked:.0%} |"
        for r in results
    ]
    asked, noticed = sum(r.asked for r in results), sum(r.noticed for r in results)
    rows.append(
        f"| together | {sum(r.made for r in results):,} | {asked} | {noticed} | {noticed / asked:.0%} |"
    )
    survived = [
        f"`{name}`\n\n```diff\n{diffs[name]}\n```\n" for r in results for name in r.survivors
    ]
    head = [
        f"# Small wrong changes, {day:%Y-%m-%d}",
        "",
        "`make mutants` (bench/mutants.py): a fixed sample of the changes that mutmut can make, against the tests of",
        "the same folder, on SQLite.",
        "",
        "| folder | possible | asked | noticed | share |",
        "|---|---|---|---|---|",
    ]
    return "\n".join([*head, *rows, "", "## Not noticed", "", *survived])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", default=FOLDERS)
    parser.add_argument("--each", type=int, default=EACH)
    wanted = parser.parse_args()
    results, failed = [], []
    for folder in wanted.folders:
        try:
            result = measure(folder, wanted.each)
        except NotMeasured as reason:
            failed.append(str(reason))
            continue
        print(f"{folder}: {result.noticed} of {result.asked} noticed", flush=True)
        results.append(result)
        _keep(results)
    if failed:
        sys.exit("\n".join(failed))


def _keep(results: Sequence[Result]) -> None:
    """After every folder: a run that is broken off has measured what it has measured."""
    diffs = {name: _shown(result.folder, name) for result in results for name in result.survivors}
    KEPT.write_text(page(results, clock.beijing(clock.now()).date(), diffs), encoding="utf-8")


if __name__ == "__main__":
    main()
