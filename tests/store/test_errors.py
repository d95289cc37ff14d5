"""What keeps a database from being used, as a sentence: the address without its password, and what to do."""

import pytest
from sqlalchemy.exc import ArgumentError, OperationalError, SQLAlchemyError

from ems_dashboard.store import open_store
from ems_dashboard.store.engine import BUSY_MS
from ems_dashboard.store.errors import Unusable, explained, shown

URL = "postgresql+psycopg://ems:very-secret@db.example/ems"


def said(error, url=URL):
    with pytest.raises(Unusable) as refused, explained(url):
        raise error
    assert refused.value.__cause__ is error
    return str(refused.value)


def driver_says(text):
    return OperationalError("SELECT 1", {}, Exception(text))


def test_an_address_is_never_shown_with_its_password():
    assert shown(URL) == "postgresql+psycopg://ems:***@db.example/ems"
    assert "very-secret" not in said(driver_says("could not connect"))


def test_a_lock_is_told_with_the_seconds_that_were_waited():
    assert str(BUSY_MS // 1000) in said(driver_says("database is locked"))


def test_the_driver_is_quoted_by_its_first_line_and_without_the_statement():
    text = said(driver_says("no space left\nmore of it"))
    assert "no space left" in text
    assert "more of it" not in text
    assert "SELECT" not in text
    assert "a reason of its own" in said(SQLAlchemyError("a reason of its own"))


def test_what_is_no_address_is_told_as_one():
    assert said(ArgumentError("x"), "nonsense") == said(ModuleNotFoundError("x"), "nonsense")


def test_what_is_no_matter_of_the_database_passes_through():
    with pytest.raises(KeyError), explained(URL):
        raise KeyError("x")


def test_a_file_that_is_no_database_is_named(tmp_path):
    path = tmp_path / "figures.sqlite"
    path.write_bytes(b"these are no tables " * 400)
    with pytest.raises(Unusable, match=r"figures\.sqlite"):
        open_store(f"sqlite:///{path}")
