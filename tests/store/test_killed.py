"""A process that is killed in the middle of an import leaves the whole file or nothing of it, and another one goes on."""

import subprocess
import sys
import time

import pytest

from ems_dashboard.config import ROOT
from ems_dashboard.store import open_store
from tests.store.test_derived import assert_derived

ROWS, PARTS = 4000, (0.6, 0.8, 0.9, 0.97)
UNITS = ("东山县", "漳浦县", "云霄县", "诏安县", "龙海区")


@pytest.fixture
def reports(tmp_path):
    """A file that takes a second or two to read and to write."""
    path = tmp_path / "evacuation.csv"
    lines = [
        f"2026-T1,{UNITS[n % 5]},people,9000,{n},2026-07-{1 + n // 1440 % 28:02} {n // 60 % 24:02}:{n % 60:02}"
        for n in range(ROWS)
    ]
    path.write_text("\n".join(["事件,单位,类别,应转移,已转移,截至时间", *lines]), encoding="utf-8")
    return path


def importing(path, url):
    return subprocess.Popen(
        [sys.executable, "-m", "ems_dashboard", "import", str(path), "--json", "--database", url],
        cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def test_killed_at_any_moment_a_file_is_there_whole_or_not_at_all(url, reports):
    open_store(url).close()
    begun = time.monotonic()
    assert importing(reports, url).wait() == 0
    whole_seconds = time.monotonic() - begun
    store = open_store(url)
    assert store.version() == ROWS
    found = []
    for part in PARTS:
        again = reports.with_name(f"again-{part}.csv")
        again.write_text(reports.read_text(encoding="utf-8").replace("2026-T1", f"2026-T{part}"), encoding="utf-8")
        before = store.version()
        process = importing(again, url)
        time.sleep(whole_seconds * part)
        process.kill()
        process.wait()
        found.append(store.version() - before)
    assert set(found) <= {0, ROWS}, found
    assert 0 in found
    for part in PARTS:
        assert importing(reports.with_name(f"again-{part}.csv"), url).wait() == 0
    assert store.version() == (1 + len(PARTS)) * ROWS
    assert_derived(store)
    store.close()
