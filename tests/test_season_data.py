"""The demonstration season against what was published, read straight from its files."""

import csv
import random
from collections import defaultdict
from pathlib import Path

import pytest

from ems_dashboard import clock
from ems_dashboard.config import ROOT
from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.situation import season, situation
from ems_dashboard.situation.contract import season_json

FOLDER = ROOT / "data" / "zhangzhou" / "season2023"
CITY = load_city(FOLDER.parent)


def rows(kind: str) -> list[dict[str, str]]:
    with (FOLDER / f"{kind}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_year_is_exactly_the_public_report(demo_store):
    counted = season_json(season(demo_store, CITY, 2023, clock.now()))
    published = {report.key: report.value for report in CITY.public_reports if report.year == 2023}
    assert {key: str(counted[key]) for key in published} == published


def test_the_kept_counts_are_those_of_the_rows(demo_store):
    now = clock.now()
    kept, counted = (season_json(season(demo_store, CITY, 2023, now, now=fresh)) for fresh in (True, False))
    assert kept == counted


@pytest.mark.parametrize(
    ("moment", "hazard", "level"),
    [
        ("2023-07-24T16:59", "typhoon", None),
        ("2023-07-24T17:00", "typhoon", "Ⅲ"),
        ("2023-07-27T11:59", "typhoon", "Ⅰ"),
        ("2023-08-31T23:00", "typhoon", "Ⅱ"),
        ("2023-08-31T23:00", "rainstorm", "Ⅳ"),
        ("2023-09-02T16:59", "typhoon", None),
        ("2023-09-02T17:00", "typhoon", "Ⅲ"),
        ("2023-09-04T20:24", "typhoon", "Ⅱ"),
    ],
)
def test_known_moments_are_met_to_the_minute(demo_store, moment, hazard, level):
    assert situation(demo_store, CITY, clock.parse(moment)).responses["350600"][hazard] == level


def test_the_stop_of_work_and_schools_begins_at_noon_and_ends_early(demo_store):
    def stops(text):
        moment = clock.parse(text)
        return {m.measure for m in situation(demo_store, CITY, moment).measures if m.in_force_at(moment)}

    four = {"stop_work", "stop_production", "stop_school", "stop_market"}
    assert not stops("2023-07-27T11:59") & four
    assert stops("2023-07-27T12:00") >= four
    assert not stops("2023-07-28T15:01") & four


def test_published_rows_carry_their_source_and_the_rest_says_simulated():
    sources = {row["source"] for kind in ("responses", "measures", "incidents", "evacuation") for row in rows(kind)}
    assert "simulated" in sources
    assert all(source == "simulated" or source.startswith("公开报道") for source in sources)


def test_all_sixteen_leader_groups_are_out_while_level_two_or_above_is_in_force(demo_store):
    for text in ("2023-07-26T12:00", "2023-07-27T20:00", "2023-08-31T12:00", "2023-09-04T09:00", "2023-09-05T12:00"):
        picture = situation(demo_store, CITY, clock.parse(text))
        out = {d.group for d in picture.deployments if d.state in ("departed", "arrived")}
        assert len(out) == 16, text


def test_no_report_is_impossible_and_some_are_late_and_some_corrected():
    seen, late, corrected = set(), 0, 0
    for row in rows("evacuation"):
        assert 0 <= int(row["returned"]) <= int(row["moved"]) <= int(row["target"])
        key = tuple(row[name] for name in ("incident", "unit", "category", "valid_at"))
        corrected += key in seen
        seen.add(key)
        late += (clock.parse(row["known_at"]) - clock.parse(row["valid_at"])).total_seconds() > 3600
    assert late > 50
    assert corrected > 20


def test_the_last_figure_never_falls_but_for_a_correction():
    last: dict[tuple, tuple[str, int]] = {}
    falls = defaultdict(int)
    for row in rows("evacuation"):
        key = tuple(row[name] for name in ("incident", "unit", "category"))
        before = last.get(key)
        if before and int(row["moved"]) < before[1]:
            falls[before[0] == row["valid_at"]] += 1
        last[key] = (row["valid_at"], int(row["moved"]))
    assert falls[True] > 20
    assert falls[False] < falls[True]


def test_everybody_is_back_and_nothing_is_open_after_the_season(demo_store):
    picture = situation(demo_store, CITY, clock.parse("2023-12-08T00:00"))
    assert picture.incidents == ()
    assert all(level is None for levels in picture.responses.values() for level in levels.values())


def test_the_maker_writes_the_same_bytes_again(tmp_path):
    from data.zhangzhou.season2023.maker.__main__ import season as make
    from data.zhangzhou.season2023.maker.__main__ import write

    random.seed()
    write(make(CITY), tmp_path)
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert made
    assert all((FOLDER / name).read_bytes() == content for name, content in made.items())


def test_the_evening_the_demonstration_opens_with(demo_store):
    picture = situation(demo_store, CITY, clock.parse("2023-09-04T20:24"))
    (people,) = [f for f in picture.evacuation if f.unit == "350600" and f.category == "people"]
    assert 0.75 < people.share < 0.95
    assert picture.storms[0].name_zh == "海葵"
    assert set(picture.storms[0].forecasts) >= {"CMA", "JMA"}
    assert {w.colour for w in picture.warnings} >= {"red", "orange", "yellow"}
    assert any(due.state in ("soon", "due") for due in picture.rhythm)
    assert any(status.unreceived for status in picture.orders)
    assert Path(FOLDER / "README.md").exists()
