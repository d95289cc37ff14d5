"""A process that is killed in the middle of an import leaves the whole file or nothing of it, and another one goes on."""

import pytest

from ems_dashboard.store import open_store
from tests.services.commands import PROGRAM, command
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


def importing(path, url, *place):
    """At the place it is killed."""
    module = "tests.services.killed" if place else PROGRAM
    return command(*place, "import", path, "--database", url, module=module).returncode


def test_killed_at_any_moment_a_file_is_there_whole_or_not_at_all(url, reports):
    open_store(url).close()
    for place in PLACES:
        assert importing(reports, url, place) == KILLED, place
        store = open_store(url)
        assert store.version() == (ROWS if place == "after the commit" else 0), place
        assert_derived(store)
        store.close()


def test_after_a_killed_import_another_one_goes_on(url, reports):
    open_store(url).close()
    importing(reports, url, "amid the rows")
    assert importing(reports, url) == 0
    store = open_store(url)
    assert store.version() == ROWS
    assert_derived(store)
    store.close()
