"""A ledger of every release opens with all its rows and has the tables of schema.py; one that no step leads on from is
refused and not touched; the next step is written by a command, ready to run."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import (
    Column,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    create_engine,
    inspect,
    select,
    text,
)

from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.kinds import KINDS
from ems_dashboard.store import open_store
from ems_dashboard.store.engine import make_engine
from ems_dashboard.store.errors import Unusable
from ems_dashboard.store.migrating import configuration
from ems_dashboard.store.migrations import __main__ as migrations
from ems_dashboard.store.schema import metadata
from tests.builders import at, evacuation
from tests.store.test_derived import assert_derived

LEDGERS = Path(__file__).parent / "ledgers"
RELEASES = sorted(path.stem for path in LEDGERS.glob("*.sql"))


def upgrade(engine, revision, versions=migrations.VERSIONS):
    config = configuration()
    config.set_main_option("version_locations", str(versions))
    config.set_main_option("path_separator", "os")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def assert_tables(engine, wanted=metadata):
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), wanted) == []
        assert migrations.changed_keys(connection, wanted) == []


def released(release, path) -> dict[str, list[dict]]:
    """The ledger of a release as a file, and its rows as any database takes them."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((LEDGERS / f"{release}.sql").read_text(encoding="utf-8"))
    engine = create_engine(f"sqlite:///{path}")
    tables = reflected(engine)
    with engine.connect() as connection:
        rows = {
            name: [
                {key: _aware(value) for key, value in row._mapping.items()}
                for row in connection.execute(select(table))
            ]
            for name, table in tables.items()
        }
    engine.dispose()
    return rows


def _aware(value):
    return value.replace(tzinfo=UTC) if isinstance(value, datetime) else value


def reflected(engine) -> dict[str, Table]:
    found = MetaData()
    found.reflect(engine)
    return dict(found.tables)


def restored(url, release, tmp_path) -> dict[str, list[dict]]:
    """Puts the ledger of a release at the address: the file itself, or its rows into the tables of that step."""
    if url.startswith("sqlite"):
        return released(release, url.removeprefix("sqlite:///"))
    rows = released(release, tmp_path / "released.sqlite")
    (step,) = rows["alembic_version"]
    engine = make_engine(url)
    with engine.begin() as connection:
        connection.execute(text("drop schema public cascade"))
        connection.execute(text("create schema public"))
    upgrade(engine, step["version_num"])
    tables = reflected(engine)
    with engine.begin() as connection:
        for name, given in rows.items():
            if given and name != "alembic_version":
                connection.execute(tables[name].insert(), given)
    engine.dispose()
    return rows


@pytest.mark.parametrize("release", RELEASES)
def test_a_ledger_of_every_release_opens_with_all_its_rows(url, release, tmp_path):
    before = restored(url, release, tmp_path)
    store = open_store(url)
    assert_tables(store.engine)
    assert_derived(store)
    (ledger,) = before["ledger"]
    assert store.version() == ledger["seq"] > 50
    for name, kind in KINDS.items():
        with store.reading() as reader:
            rows = [reader.row(kind, row["seq"]) for row in before.get(name, ())]
        kept = [(row.seq, row.valid_at, row.known_at, row.written_by) for row in rows]
        assert kept == [
            (row["seq"], row["valid_at"], row["known_at"], row["written_by"])
            for row in before.get(name, ())
        ]
    assert store.append([evacuation(7, at(1))], moment=at(2)).accepted == 1
    store.close()


def test_the_stored_ledger_of_a_release_holds_every_kind(tmp_path):
    rows = released("0.2.0", tmp_path / "ledger.sqlite")
    assert [name for name in KINDS if name in rows and not rows[name]] == []
    beside = ("accounts", "sessions", "tokens", "drafts", "failures", "notes", "month_counts")
    assert [name for name in (*beside, "misdated") if not rows[name]] == []


def test_the_migrations_make_the_tables_that_the_schema_declares(store):
    assert_tables(store.engine)


@pytest.mark.parametrize(
    ("revision", "told"), [("0010", "before the first release"), ("9999", "newer program")]
)
def test_a_ledger_that_no_step_leads_on_from_is_refused_and_not_touched(
    tmp_path, monkeypatch, revision, told
):
    monkeypatch.setenv("EMS_LANG", "en")
    path = tmp_path / "ledger.sqlite"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("create table ledger (name text, seq integer)")
        connection.execute("create table alembic_version (version_num text)")
        connection.execute("insert into alembic_version values (?)", [revision])
    before = path.read_bytes()
    with pytest.raises(Unusable, match=told) as refusal:
        open_store(f"sqlite:///{path}")
    assert revision in str(refusal.value)
    with closing(sqlite3.connect(path)) as connection:
        assert [name for (name,) in connection.execute("select name from sqlite_master")] == [
            "ledger",
            "alembic_version",
        ]
    assert len(path.read_bytes()) == len(before)


@pytest.fixture
def versions(tmp_path):
    ignored = ignore_patterns("__pycache__")
    return copytree(migrations.VERSIONS, tmp_path / "versions", ignore=ignored)


def wider(*columns) -> MetaData:
    """The tables of the schema, with columns more in those of the evacuation figures."""
    wanted = MetaData()
    for table in metadata.sorted_tables:
        copied = table.to_metadata(wanted)
        if table.name in ("evacuation", "latest_evacuation"):
            for column in columns:
                copied.append_column(column._copy())
    return wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class Wider(Evacuation):
    confidence: str = "it's typed"
    cars: int = 0
    photo: str = ""
    checked: bool = False
    boats: int | None = None


def test_a_new_table_and_new_columns_run_as_they_are_written(store, versions, monkeypatch):
    monkeypatch.setitem(migrations.KINDS, "evacuation", Wider)
    store.append([evacuation(7, at(1))], moment=at(2))
    wanted = wider(
        Column("confidence", Text, nullable=False),
        Column("cars", Integer, nullable=False),
        Column("photo", Text, nullable=False),
        Column("boats", Integer, nullable=True),
    )
    Table("gauge_houses", wanted, Column("seq", Integer), PrimaryKeyConstraint("seq"))
    path = migrations.write_migration(
        "Gauge houses, and who typed", wanted=wanted, versions=versions
    )
    assert path.name == f"{len(list(versions.glob('0*.py'))) + 10:04}_gauge_houses_and_who_typed.py"
    upgrade(store.engine, "head", versions)
    assert_tables(store.engine, wanted)
    with store.engine.connect() as connection:
        rows = connection.execute(
            text("select moved, confidence, cars, photo, boats from evacuation")
        )
        assert rows.all() == [(7, "it's typed", 0, "", None)]
    assert migrations.write_migration("Again", wanted=wanted, versions=versions) is None


def test_a_field_without_a_default_is_refused_and_nothing_is_written(versions):
    before = sorted(versions.iterdir())
    with pytest.raises(migrations.CannotWrite, match=r"evacuation\.depth is new"):
        migrations.write_migration(
            "Depth", wanted=wider(Column("depth", Integer, nullable=False)), versions=versions
        )
    assert sorted(path for path in versions.iterdir() if path.name != "__pycache__") == before


def test_another_key_is_refused_because_nobody_would_see_it(versions):
    wanted = wider()
    wanted.remove(wanted.tables["notes"])
    Table("notes", wanted, *(Column(name, Text, primary_key=True) for name in ("name", "value")))
    with pytest.raises(migrations.CannotWrite, match="key of notes"):
        migrations.write_migration("Another key", wanted=wanted, versions=versions)


def test_nothing_is_written_where_the_migrations_lead_to_the_schema(capsys):
    before = sorted(migrations.VERSIONS.glob("*.py"))
    assert migrations.main(["new", "Nothing"]) == 0
    assert "nothing to do" in capsys.readouterr().out
    assert sorted(migrations.VERSIONS.glob("*.py")) == before
    assert migrations.main(["make"]) == 2


def test_the_steps_are_one_line_of_numbers():
    names = sorted(path.name[:4] for path in migrations.VERSIONS.glob("0*.py"))
    assert names == [f"{number:04}" for number in range(11, 11 + len(names))]
    with make_engine("sqlite://").connect() as connection:
        assert inspect(connection).get_table_names() == []
