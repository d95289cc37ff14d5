"""The first steps of a new database: there while they are to be done, gone afterwards."""

from datetime import UTC, datetime

import pytest

from ems_dashboard.rules.accounts import Account
from ems_dashboard.rules.responses import Response
from ems_dashboard.rules.roles import Role, may
from ems_dashboard.rules.terms import Hazard, Level, LevelChange
from ems_dashboard.situation.beginning import STEPS, first_steps
from ems_dashboard.store import open_store
from ems_dashboard.store.accounts import add_account
from ems_dashboard.store.tokens import Token, add_token
from tests.actions.desks import CITY

NOW = datetime(2026, 7, 1, tzinfo=UTC)


@pytest.fixture
def store(tmp_path):
    opened = open_store(f"sqlite:///{tmp_path / 'ems.sqlite'}")
    yield opened
    opened.close()


def admit(store, account, role, unit=""):
    given = Account(account, account, role, unit, created_at=NOW)
    store.write(lambda connection: add_account(connection, given, ""))


def done(store):
    return {step.name: step.done for step in first_steps(store, CITY, Role.ADMINISTRATOR)}


def test_the_administrators_steps_are_struck_off_one_by_one_and_go(store):
    assert done(store) == {"people": False, "counties": False, "wall": False}
    admit(store, "duty", Role.DUTY_OFFICER)
    assert not done(store)["people"]
    admit(store, "approver", Role.APPROVER)
    assert done(store)["people"]
    for unit in CITY.units[1:]:
        admit(store, unit.code, Role.COUNTY, unit.code)
    assert not done(store)["counties"], "one county has nobody"
    admit(store, "first", Role.COUNTY, CITY.units[0].code)
    assert done(store) == {"people": True, "counties": True, "wall": False}
    store.write(lambda connection: add_token(connection, Token("t", "k", "大厅", NOW, "boss")))
    assert done(store) == {}


@pytest.mark.parametrize("role", [*STEPS, Role.ADMINISTRATOR])
def test_nobody_is_told_the_first_steps_once_a_response_was_started(store, role):
    steps = first_steps(store, CITY, role)
    assert steps
    assert all(may(role, f"read:{step.page}") for step in steps)
    begun = Response(incident="i", unit=CITY.code, hazard=Hazard.TYPHOON, level=Level.IV, change=LevelChange.START,
                     valid_at=NOW)  # fmt: skip
    store.append([begun], moment=NOW)
    assert first_steps(store, CITY, role) == ()
