"""How a field lies in a table and comes out of it again: zones, missing values, codes, lists."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import Column, MetaData, Table, create_engine, select

from ems_dashboard.clock import BEIJING
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.rules.orders import Order
from ems_dashboard.rules.terms import Hazard
from ems_dashboard.store.columns import Code, Names, UtcMoment, fact_columns

NOON = datetime(2026, 7, 1, 4, 5, 6, 789012, tzinfo=UTC)


@pytest.fixture
def through(url):
    """through(type, value) → the value as it comes out of a table."""
    engine = create_engine(url)

    def pass_through(column_type, value):
        table = Table("passing_through", MetaData(), Column("value", column_type))
        with engine.connect() as connection:
            table.create(connection)
            connection.execute(table.insert().values(value=value))
            return connection.execute(select(table.c.value)).scalar_one()

    yield pass_through
    engine.dispose()


@pytest.mark.parametrize(
    "written",
    [NOON, NOON.astimezone(BEIJING), NOON.astimezone(timezone(timedelta(hours=-11)))],
)
def test_a_moment_comes_back_in_utc_to_the_microsecond_wherever_it_was_written(through, written):
    found = through(UtcMoment(), written)
    assert found == NOON
    assert found.utcoffset() == timedelta(0)


def test_a_moment_that_is_missing_stays_missing(through):
    assert through(UtcMoment(), None) is None


def test_moments_are_ordered_as_texts_as_they_are_in_time(url):
    """SQLite compares them as texts: whole seconds must not sort behind their parts."""
    engine = create_engine(url)
    table = Table("in_order", MetaData(), Column("at", UtcMoment()))
    moments = [NOON.replace(microsecond=0), NOON, NOON.replace(microsecond=999999)]
    with engine.connect() as connection:
        table.create(connection)
        connection.execute(table.insert(), [{"at": moment} for moment in reversed(moments)])
        found = connection.execute(select(table.c.at).order_by(table.c.at)).scalars().all()
        later = select(table.c.at).where(table.c.at > moments[0])
        assert len(connection.execute(later).all()) == 2
    assert found == moments
    engine.dispose()


def test_a_code_comes_back_as_the_member_itself(through):
    assert through(Code(Hazard), Hazard.TYPHOON) is Hazard.TYPHOON


def test_a_code_that_is_missing_stays_missing(through):
    assert through(Code(Hazard), None) is None


@pytest.mark.parametrize("names", [(), ("350626",), ("甲、乙", '"丙"', "")])
def test_a_list_of_names_comes_back_whatever_stands_in_a_name(through, names):
    assert through(Names(), names) == names


def test_no_list_is_not_an_empty_one(through):
    assert through(Names(), None) is None


def test_a_field_that_may_be_missing_may_be_empty_and_no_other():
    columns = {column.name: column for column in fact_columns(Incident)}
    assert columns["ended_at"].nullable
    assert columns["storm"].nullable
    assert not columns["began_at"].nullable
    assert not columns["name"].nullable


def test_what_the_store_fills_in_is_never_empty_though_a_fact_may_be_without_it():
    columns = {column.name: column for column in fact_columns(Evacuation)}
    assert not columns["known_at"].nullable
    assert not columns["written_at"].nullable
    assert columns["replaces"].nullable
    assert "seq" not in columns


def test_own_fields_stand_before_those_of_every_fact():
    names = [column.name for column in fact_columns(Order)]
    assert names.index("title") < names.index("valid_at")
