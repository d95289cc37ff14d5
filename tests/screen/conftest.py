import pytest

from ems_dashboard.store import open_store
from tests.screen.standing import stood
from tests.situation.rows import CITY


@pytest.fixture
def look():
    """look(*facts) → where a duty officer stands at noon before a ledger that holds these."""
    store = open_store("sqlite://")
    yield lambda *facts: stood(store, CITY, facts)
    store.close()
