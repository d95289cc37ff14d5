from datetime import datetime

import pytest

from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.rules.facts import Fact
from ems_dashboard.situation import situation
from ems_dashboard.situation.picture import Situation
from ems_dashboard.store import open_store
from tests.builders import BEGAN
from tests.conftest import CITY_DIR

CITY = load_city(CITY_DIR)


@pytest.fixture
def ledger(tmp_path):
    """An empty one."""
    store = open_store(f"sqlite:///{tmp_path / 'ledger.sqlite'}")
    yield store
    store.close()


@pytest.fixture
def told(ledger):
    """told(*facts) → the ledger with them, each known when it says."""

    def tell(*facts: Fact):
        ledger.append(facts, moment=BEGAN, written_by="test")
        return ledger

    return tell


@pytest.fixture
def seen(told):
    """seen(moment, *facts) → the situation at a moment of a ledger that holds the facts."""

    def look(moment: datetime, *facts: Fact) -> Situation:
        return situation(told(*facts), CITY, moment)

    return look
