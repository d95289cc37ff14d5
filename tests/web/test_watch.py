import threading
from datetime import UTC, datetime

from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.terms import Category
from ems_dashboard.store import open_store
from ems_dashboard.store.watch import Watch

AT = datetime(2026, 1, 1, tzinfo=UTC)


def figure(moved):
    return Evacuation(
        valid_at=AT,
        incident="x",
        unit="350626",
        category=Category.PEOPLE,
        target=9,
        moved=moved,
        returned=0,
        reporter="",
    )


def test_a_commit_through_another_connection_is_noticed_and_a_repeated_row_is_not(tmp_path):
    url = f"sqlite:///{tmp_path / 'ems.sqlite'}"
    watched, other = open_store(url), open_store(url)
    seen, noticed = [], threading.Event()

    def changed(version):
        seen.append(version)
        noticed.set()

    watch = Watch(watched, changed)
    watch.start()
    other.append([figure(1)], moment=AT)
    assert noticed.wait(1)
    noticed.clear()
    other.append([figure(1)], moment=AT)
    assert not noticed.wait(0.3)
    other.append([figure(2)], moment=AT)
    assert noticed.wait(1)
    watch.stop()
    assert seen == [1, 2]
    watched.close()
    other.close()
