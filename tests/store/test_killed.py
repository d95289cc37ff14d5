"""A process that is killed in the middle of an import leaves the whole file or nothing of it, and another one goes on."""

import subprocess
import sys

import pytest

from ems_dashboard.config import ROOT
from ems_dashboard.store import open_store
from tests.services.killed import PLACES
from tests.store.test_derived import assert_derived

ROWS = 400
UNITS = ("东山县", "漳浦县", "云霄县", "诏安县", "龙海区")
KILLED = -9


@pytest.fixture
def reports(tmp_path):
    path = tmp_path / "evacuation.csv"
    lines = [
        f"2026-T1,{UNITS[n % 5]},people,9000,{n},2026-07-{1 + n // 1440 % 28:02} {n // 60 % 24:02}:{n % 60:02}"
        for n in range(ROWS)
    ]
    path.write_text("\n".join(["事件,单位,类别,应转移,已转移,截至时间", *lines]), encoding="utf-8")
    return path


def importing(path, url, *module):
    command = [sys.executable, "-m", *module, "import", str(path), "--database", url]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode


def test_killed_at_any_moment_a_file_is_there_whole_or_not_at_all(url, reports):
    open_store(url).close()
    for place in PLACES:
        assert importing(reports, url, "tests.services.killed", place) == KILLED, place
        store = open_store(url)
        assert store.version() == (ROWS if place == "after the commit" else 0), place
        assert_derived(store)
        store.close()


def test_after_a_killed_import_another_one_goes_on(url, reports):
    open_store(url).close()
    importing(reports, url, "tests.services.killed", "amid the rows")
    assert importing(reports, url, "ems_dashboard") == 0
    store = open_store(url)
    assert store.version() == ROWS
    assert_derived(store)
    store.close()
