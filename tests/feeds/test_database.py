from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import create_engine, text

from ems_dashboard.clock import BEIJING
from ems_dashboard.feeds import database
from ems_dashboard.feeds.database import batches
from ems_dashboard.feeds.fetching import Unreached
from ems_dashboard.feeds.sources import SL_323, How, Source, TableMap
from ems_dashboard.rules.observations import Rain, RiverLevel
from tests.store.conftest import url  # noqa: F401 - every test runs on SQLite and on PostgreSQL

NOW = datetime(2026, 8, 1, 4, tzinfo=UTC)
TABLES = (
    'CREATE TABLE {q}ST_PPTN_R{q} (STCD CHAR(8) NOT NULL, TM TIMESTAMP NOT NULL, DRP NUMERIC(7,1), INTV NUMERIC(5,2), DYP NUMERIC(5,1))',
    'CREATE TABLE {q}ST_RIVER_R{q} (STCD CHAR(8) NOT NULL, TM TIMESTAMP NOT NULL, Z NUMERIC(7,3), Q NUMERIC(9,3))',
)  # fmt: skip


@pytest.fixture
def water(url):  # noqa: F811
    """The national tables, names in capitals as the standard writes them."""
    engine = create_engine(url)
    with engine.begin() as connection:
        for statement in TABLES:
            connection.execute(text(statement.format(q='"')))
    yield engine
    engine.dispose()


@pytest.fixture
def city(context):
    stations = tuple(
        replace(place, stcd="70812345") if place.code == "R01" else place
        for place in context.city.stations
    )
    return replace(context, now=NOW, city=replace(context.city, stations=stations))


def source(water, **fields):
    return Source("water", How.DATABASE, water.url.render_as_string(hide_password=False), **fields)


def rain(water, *rows):
    with water.begin() as connection:
        for station, hours_ago, drp, intv in rows:
            at = NOW - timedelta(hours=hours_ago)
            local = at.astimezone(BEIJING).replace(tzinfo=None).strftime("%Y-%m-%d %H:%M:%S")
            put = 'INSERT INTO "ST_PPTN_R" (STCD, TM, DRP, INTV) VALUES (:s, :t, :d, :i)'
            values = {
                "s": station,
                "t": local if water.dialect.name == "sqlite" else datetime.fromisoformat(local),
            }
            connection.execute(text(put), values | {"d": drp, "i": intv})


def read(water, city, marks=None, **fields):
    found = list(batches(source(water, **fields), marks or {}, city))
    facts = [fact for batch in found for fact in batch.reading.facts]
    problems = [problem for batch in found for problem in batch.reading.problems]
    return facts, problems, {batch.table: batch.mark for batch in found}


def test_the_national_rain_table_needs_no_mapping(water, city):
    rain(water, ("70812345", 2, 23.5, 1), ("R02     ", 1, 0, 1))
    facts, problems, marks = read(water, city)
    assert facts == [
        Rain(
            station="R01",
            hours=1.0,
            rain_mm=23.5,
            valid_at=NOW - timedelta(hours=2),
            source="ST_PPTN_R",
        ),
        Rain(
            station="R02",
            hours=1.0,
            rain_mm=0.0,
            valid_at=NOW - timedelta(hours=1),
            source="ST_PPTN_R",
        ),
    ]
    assert problems == []
    assert marks == {"ST_PPTN_R": NOW - timedelta(hours=1)}


def test_durations_are_hours_and_minutes_as_the_standard_writes_them(water, city):
    rain(water, ("R01", 3, 1, 0.30), ("R01", 2, 1, 1.30), ("R01", 1, 1, 24), ("R01", 0, 1, None))
    facts, _, _ = read(water, city)
    assert [fact.hours for fact in facts] == [0.5, 1.5, 24, 1]


def test_the_river_table_with_and_without_a_discharge(water, city):
    with water.begin() as connection:
        put = "INSERT INTO \"ST_RIVER_R\" VALUES ('70812345', '2026-08-01 11:00:00', 8.42, :q), ('R02', '2026-08-01 11:00:00', NULL, 5)"
        connection.execute(text(put), {"q": None})
    facts, problems, _ = read(water, city)
    assert facts == [
        RiverLevel(
            station="R01", level_m=8.42, valid_at=NOW - timedelta(hours=1), source="ST_RIVER_R"
        )
    ]
    assert problems == [], "a level that was not measured is no mistake"


def test_only_rows_newer_than_the_mark_are_read_but_for_two_hours_of_late_ones(water, city):
    rain(water, *(("R01", ago, ago, 1) for ago in (30, 10, 9, 5, 1)))
    facts, _, marks = read(water, city, {"ST_PPTN_R": NOW - timedelta(hours=8)})
    assert [fact.rain_mm for fact in facts] == [10, 9, 5, 1]
    assert marks == {"ST_PPTN_R": NOW - timedelta(hours=1)}


def test_the_first_read_goes_a_week_back(water, city):
    rain(water, ("R01", 24 * 8, 1, 1), ("R01", 24 * 6, 2, 1))
    assert [fact.rain_mm for fact in read(water, city)[0]] == [2]


def test_batches_are_bounded_and_lose_no_row_of_the_same_minute(water, city, monkeypatch):
    monkeypatch.setattr(database, "BATCH", 3)
    rain(
        water,
        *((f"R0{n}", 1, n, 1) for n in (1, 2, 3, 4)),
        *(("R01", ago, 9, 1) for ago in (6, 5, 4, 3)),
    )
    found = list(batches(source(water), {}, city))
    assert [batch.reading.read for batch in found] == [3, 3, 2]
    assert (
        len({(fact.station, fact.valid_at) for batch in found for fact in batch.reading.facts}) == 8
    )


def test_one_read_is_bounded_and_the_next_goes_on(water, city, monkeypatch):
    monkeypatch.setattr(database, "BATCH", 2)
    monkeypatch.setattr(database, "MOST_ROWS", 4)
    rain(water, *(("R01", ago, ago, 1) for ago in range(60, 48, -1)))
    seen, marks = [], {}
    for _ in range(6):
        facts, _, marks = read(water, city, marks)
        seen += [fact.rain_mm for fact in facts]
    assert set(seen) == set(range(49, 61))


def test_a_clock_in_the_future_is_named_and_does_not_move_the_mark(water, city):
    rain(water, ("R01", 1, 5, 1), ("R02", -24 * 365, 7, 1))
    facts, problems, marks = read(water, city)
    assert [fact.rain_mm for fact in facts] == [5]
    assert [(p.column, p.value) for p in problems] == [("ST_PPTN_R.TM", "2027-08-01 12:00:00")]
    assert marks == {"ST_PPTN_R": NOW - timedelta(hours=1)}


def test_a_negative_rain_is_named_by_table_column_and_station(water, city):
    rain(water, ("R01", 1, -9.9, 1), ("R02", 1, 3, 1))
    facts, (problem,), _ = read(water, city)
    assert [fact.station for fact in facts] == ["R02"]
    assert (problem.column, problem.value) == ("ST_PPTN_R.DRP", "-9.9")
    assert problem.message.startswith("R01")


def test_stations_that_the_pack_does_not_know_are_passed_over_in_one_sentence(water, city):
    rain(water, ("61300001", 1, 1, 1), ("61300002", 1, 1, 1), ("R01", 1, 1, 1))
    facts, (problem,), _ = read(water, city)
    assert [fact.station for fact in facts] == ["R01"]
    assert problem.message.startswith("2 rows are of stations")
    assert "61300001" in problem.message


def test_a_value_that_is_no_number_or_no_time_spoils_only_its_row(tmp_path, city):
    engine = create_engine(f"sqlite:///{tmp_path / 'gauges.sqlite'}")
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE hourly (code TEXT, at DATETIME, mm NUMERIC)"))
        rows = (
            "('R01','2026-08-01 11:00:00','wet'),('R02','2026-08-01 11:00:00',4.5),('R03','昨天',1)"
        )
        connection.execute(text(f"INSERT INTO hourly VALUES {rows}"))
    mapping = TableMap("hourly", "rain", {"station": "code", "valid_at": "at", "rain_mm": "mm"})
    facts, problems, _ = read(engine, city, tables=(mapping,))
    assert [(fact.station, fact.rain_mm) for fact in facts] == [("R02", 4.5)]
    assert [(p.column, p.value) for p in problems] == [("hourly.mm", "wet"), ("hourly.at", "昨天")]
    engine.dispose()


def test_tables_are_found_whatever_case_their_names_were_made_in(url, city):  # noqa: F811
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text(TABLES[0].format(q="").lower()))
        connection.execute(
            text(
                "INSERT INTO st_pptn_r (stcd, tm, drp, intv) VALUES ('R01', '2026-08-01 11:00:00', 2.5, 1)"
            )
        )
    assert [fact.rain_mm for fact in read(engine, city)[0]] == [2.5]
    engine.dispose()


def test_no_table_no_column_no_file_and_no_driver_are_sentences(water, city, tmp_path):
    strange = TableMap("elsewhere", "rain", {"station": "a", "valid_at": "b", "rain_mm": "c"})
    with pytest.raises(Unreached, match="elsewhere"):
        read(water, city, tables=(strange,))
    with pytest.raises(Unreached, match="NOPE"):
        read(
            water,
            city,
            tables=(
                replace(
                    SL_323[0], columns={"station": "STCD", "valid_at": "TM", "rain_mm": "NOPE"}
                ),
            ),
        )
    for address in (
        f"sqlite:///{tmp_path / 'none.sqlite'}",
        "nosuch://x",
        "nonsense",
        "postgresql+psycopg://u:hidden@127.0.0.1:1/x",
    ):
        with pytest.raises(Unreached) as error:
            list(batches(Source("x", How.DATABASE, address, timeout=2), {}, city))
        assert "hidden" not in str(error.value)
    assert not (tmp_path / "none.sqlite").exists()


def test_five_ten_and_thirty_minutes_are_what_the_standard_writes(water, city):
    rain(water, ("R01", 3, 1, 0.05), ("R01", 2, 1, 0.10), ("R01", 1, 1, 0.30))
    facts, problems, _ = read(water, city)
    assert [round(fact.hours * 60) for fact in facts] == [5, 10, 30]
    assert problems == []


@pytest.mark.parametrize("sign", [-9999, 999.9, -99.9])
def test_an_instruments_sign_for_no_value_is_told_and_not_stored(water, city, sign):
    rain(water, ("R01", 2, 3, 1), ("R01", 1, sign, 1))
    facts, problems, _ = read(water, city)
    assert [fact.rain_mm for fact in facts] == [3]
    assert len(problems) == 1
    assert "no value" in problems[0].message


def test_the_day_s_total_is_read_with_the_hour_or_alone(water, city):
    rain(water, ("R01", 2, 3, 1), ("R01", 1, None, None))
    with water.begin() as connection:
        connection.execute(text('UPDATE "ST_PPTN_R" SET DYP = 40'))
    facts, _, _ = read(water, city)
    assert [(fact.hours, fact.rain_mm) for fact in facts] == [(1, 3), (24, 40), (24, 40)]


def test_one_key_with_two_values_is_told_and_the_later_counts(water, city):
    rain(water, ("R01", 1, 3, 1), ("R01      ".strip(), 1, 8, 1))
    facts, problems, _ = read(water, city)
    assert len(facts) == 2
    assert any("two values" in problem.message for problem in problems)
