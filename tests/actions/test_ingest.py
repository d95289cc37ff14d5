from datetime import UTC, datetime, timedelta

import pytest

from ems_dashboard.actions.ingest import ingest
from ems_dashboard.config import ROOT
from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.rules.storms import StormFix
from ems_dashboard.rules.terms import Hazard
from ems_dashboard.store import open_store
from ems_dashboard.text import words

SAMPLES = ROOT / "tests" / "samples"
MOMENT = datetime(2026, 8, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
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


OPEN_NOW = "2026-TY01"
EVACUATED = """单位,类别,事件,应转移,已转移,截至时间
东山县,陆上危险区域群众,{incident},100,{moved},{at}
"""


def told(take, *facts):
    take.store.append(facts, moment=MOMENT, written_by="test")


def case(name, began, ended=None):
    return Incident(
        incident=name, hazard=Hazard.TYPHOON, name=name, began_at=began, ended_at=ended,
        valid_at=ended or began, known_at=ended or began,
    )  # fmt: skip


def table(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_what_decides_now_is_not_imported_as_history_and_what_is_over_is(take, tmp_path):
    told(
        take,
        case(OPEN_NOW, MOMENT - DAY),
        case("2020-TY01", MOMENT - 2000 * DAY, MOMENT - 1999 * DAY),
    )
    header = "incident,unit,hazard,level,change,valid_at\n"
    old = f"2020-TY01,350600,typhoon,Ⅲ,start,{MOMENT - 2000 * DAY:%Y-%m-%d %H:%M}\n"
    now = f"{OPEN_NOW},350600,typhoon,Ⅲ,start,{MOMENT - 5 * DAY:%Y-%m-%d %H:%M}\n"
    (refused,) = take(table(tmp_path, "responses.csv", header + old + now))
    assert (refused.refused, refused.accepted) == (True, 0)
    (taken,) = take(table(tmp_path, "responses.csv", header + old))
    assert (taken.refused, taken.accepted) == (False, 1)


def test_a_figure_taken_twice_counts_once_and_one_that_falls_is_taken_and_asked_about(
    take, tmp_path
):
    told(take, case(OPEN_NOW, MOMENT - DAY))

    def figures(moved, hour):
        text = EVACUATED.format(incident=OPEN_NOW, moved=moved, at=f"2026-08-01 {hour:02d}:00")
        return take(table(tmp_path, "转移.csv", text))[0]

    first, again, fell = figures(80, 16), figures(80, 16), figures(70, 17)
    assert [(r.accepted, r.duplicates) for r in (first, again, fell)] == [(1, 0), (0, 1), (1, 0)]
    assert [len(r.problems) for r in (first, again, fell)] == [0, 0, 1]
    assert "80" in fell.problems[0].message


def test_a_file_that_is_not_there_is_refused_and_the_others_are_read(take, tmp_path):
    told(take, case(OPEN_NOW, MOMENT - DAY))
    text = EVACUATED.format(incident=OPEN_NOW, moved=8, at="2026-08-01 16:00")
    there = table(tmp_path, "转移.csv", text)
    gone, read = take(tmp_path / "gone.csv", there)
    assert (gone.refused, read.accepted) == (True, 1)
