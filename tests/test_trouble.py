"""What keeps the program from working is said with what to do, and no trace is shown."""

import json
import re
import socket
import sqlite3

import pytest

from ems_dashboard.store import open_store
from ems_dashboard.store.errors import Unusable
from tests.services.commands import command


def told(*arguments, **setting):
    done = command(*arguments, cold=arguments[0] == "serve", **{"EMS_LANG": "en"} | setting)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr
    return done.stderr


@pytest.mark.parametrize(
    "url",
    [
        "nonsense",
        "mysql+foo://x/y",
        "postgresql+psycopg://somebody:secret@127.0.0.1:1/none",
        "sqlite:////proc/no/such/ems.sqlite",
    ],
)
def test_a_database_that_cannot_be_opened(url):
    with pytest.raises(Unusable) as said:
        open_store(url)
    assert re.search("请写成|请核对", str(said.value))
    assert "secret" not in str(said.value)


def test_a_file_that_is_no_database(tmp_path):
    path = tmp_path / "notes.sqlite"
    path.write_text("not a database, but a text of some length " * 9)
    with pytest.raises(Unusable, match=r"notes\.sqlite"):
        open_store(f"sqlite:///{path}")
    assert path.read_text().startswith("not a database")


def test_a_database_of_a_newer_program(tmp_path):
    path = tmp_path / "ems.sqlite"
    open_store(f"sqlite:///{path}").close()
    with sqlite3.connect(path) as connection:
        connection.execute("update alembic_version set version_num = '9999'")
    connection.close()
    assert "newer program" in told("situation", "--json", "--database", f"sqlite:///{path}")


def test_a_port_that_is_taken_names_another(tmp_path):
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        port = door.getsockname()[1]
        url = f"sqlite:///{tmp_path / 'ems.sqlite'}"
        assert f"EMS_PORT={port + 1}" in told("serve", "--database", url, EMS_PORT=str(port))


@pytest.mark.parametrize(
    "setting",
    [
        {"EMS_PORT": "abc"},
        {"EMS_PORT": "70000"},
        {"EMS_SESSION_HOURS": "-1"},
        {"EMS_CITY": "nowhere"},
    ],
)
def test_a_setting_that_cannot_be_used_is_named(setting):
    assert next(iter(setting)) in told("situation", "--json", **setting)


@pytest.mark.parametrize(
    "arguments",
    [
        ("situation", "--as-of", "0001-01-01"),
        ("season", "99999"),
        ("season", "0"),
        ("rhythm", "--date", "9999-12-31"),
    ],
)
def test_a_year_that_is_none(arguments, tmp_path):
    told(*arguments, "--json", "--database", f"sqlite:///{tmp_path / 'ems.sqlite'}")


def test_a_document_that_cannot_be_written(demo_path):
    url = f"sqlite:///{demo_path}"
    said = told(
        "report",
        "--kind",
        "order",
        "--out",
        "/no/such/order.docx",
        "--as-of",
        "2023-09-04T20:24",
        "--database",
        url,
    )
    assert "/no/such/order.docx" in said


def test_a_question_to_a_database_that_holds_nothing_says_so_beside_its_answer(tmp_path, demo_path):
    def asked(path):
        answer = command("situation", "--json", "--database", f"sqlite:///{path}", EMS_LANG="en")
        assert answer.returncode == 0
        return answer

    empty = asked(tmp_path / "typo.sqlite")
    assert json.loads(empty.stdout)["evacuation"] == []
    assert "holds nothing yet" in empty.stderr
    assert asked(demo_path).stderr == ""
