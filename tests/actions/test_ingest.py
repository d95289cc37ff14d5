from datetime import UTC, datetime

import pytest

from ems_dashboard.actions.ingest import ingest
from ems_dashboard.config import ROOT
from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.rules.storms import StormFix
from ems_dashboard.store import open_store
from ems_dashboard.text import words

SAMPLES = ROOT / "tests" / "samples"
MOMENT = datetime(2026, 8, 1, 12, tzinfo=UTC)
LANDFALL = datetime(2023, 9, 4, 21, 20, tzinfo=UTC)


@pytest.fixture
def take(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'ems.sqlite'}")
    city = load_city(ROOT / "data" / "zhangzhou")

    def read(*paths, moment=MOMENT):
        return ingest(store, city, paths, moment=moment, words=words("en"))

    read.store = store
    yield read
    store.close()


def test_a_best_track_finds_the_storm_of_the_ledger_and_shows_no_hindsight(take):
    take(ROOT / "data" / "examples" / "storm_fixes.csv")
    track = SAMPLES / "tracks" / "ibtracs_units_row_blanks_and_longitude_over_180.csv"
    (first,), (again,) = take(track), take(track)
    assert (first.accepted, first.rejected, first.refused) == (6, 1, False)
    assert (again.accepted, again.duplicates) == (0, 6)
    known = [fix.agency for fix in take.store.current(StormFix, as_of=LANDFALL, storm="2311")]
    assert set(known) == {"CMA"}
    assert "JTWC-BT" in {
        fix.agency for fix in take.store.current(StormFix, as_of=MOMENT, storm="2311")
    }
