import pytest

from ems_dashboard import clock
from ems_dashboard.store import open_store


@pytest.fixture
def own(tmp_path):
    """own(*facts) → the address of a ledger that holds them."""

    def keep(*facts):
        url = f"sqlite:///{tmp_path / 'own.sqlite'}"
        store = open_store(url)
        store.append(facts, moment=clock.now(), written_by="test")
        store.close()
        return url

    return keep


def rows_of(url, kind):
    """Every row of a kind in the ledger at `url`."""
    store = open_store(url)
    rows = store.history(kind)
    store.close()
    return rows


def html_of(test):
    return " ".join(block.proto.body for block in test.get("html"))
