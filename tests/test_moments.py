"""A figure's own moment and the one at which it was known are never compared: the type checker refuses it."""

import subprocess
import sys

import pytest

from ems_dashboard.config import ROOT

SNIPPET = """\
from datetime import datetime, timedelta

from ems_dashboard.moments import KnownAt, Moment, ValidAt


def tried(true: ValidAt, known: KnownAt, now: Moment, due: datetime, heard: KnownAt | None) -> object:
    return {tried}
"""
REFUSED = (
    "true < known",
    "known >= true",
    "true == known",
    "true - known",
    "heard is None or true <= heard",
    "sorted([now], key=lambda moment: known) and known > true + timedelta(hours=1)",
)
ALLOWED = (
    "true < true + timedelta(hours=1)",
    "known - known <= timedelta(hours=1)",
    "true <= now and known <= now and now > true and now != known",
    "now - true > now - known",
    "due < true or known > due",
    "min(true, now), max(known, known)",
)


@pytest.fixture(scope="module")
def checked(tmp_path_factory) -> dict[str, str]:
    """tried → what the type checker says of it, empty where it has nothing against it. One run for all: it takes seconds."""
    folder = tmp_path_factory.mktemp("tried")
    tries = {f"tried_{n}.py": tried for n, tried in enumerate((*REFUSED, *ALLOWED))}
    for name, tried in tries.items():
        (folder / name).write_text(SNIPPET.format(tried=tried), encoding="utf-8")
    files = [str(folder / name) for name in tries]
    mypy = [
        sys.executable,
        "-m",
        "mypy",
        "--cache-dir",
        str(folder / "cache"),
        "--no-error-summary",
    ]
    answer = subprocess.run([*mypy, *files], cwd=ROOT, capture_output=True, text=True, check=False)
    assert not answer.stderr, answer.stderr
    said = answer.stdout.splitlines()
    return {
        tried: "\n".join(line for line in said if name in line) for name, tried in tries.items()
    }


def test_comparing_what_is_true_for_a_moment_with_when_it_was_known_does_not_pass(checked):
    for tried in REFUSED:
        assert "[deprecated]" in checked[tried], tried
        assert "compared with" in checked[tried], tried


def test_moments_of_one_kind_now_and_deadlines_may_be_compared(checked):
    assert {tried: checked[tried] for tried in ALLOWED} == dict.fromkeys(ALLOWED, "")
