"""The README names every setting, command, key and kind that there is."""

import re

from ems_dashboard.cli import app
from ems_dashboard.config import ROOT
from ems_dashboard.rules.kinds import KINDS
from ems_dashboard.rules.race import RaceState
from ems_dashboard.situation.contract import ARRIVAL_KEYS, RACE_KEYS, season_json
from ems_dashboard.situation.picture import Figure
from ems_dashboard.situation.season_figures import Season

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_setting_is_named():
    source = (ROOT / "ems_dashboard" / "config.py").read_text(encoding="utf-8")
    assert [name for name in set(re.findall(r"EMS_[A-Z_]+", source)) if name not in README] == []


def test_every_command_is_named():
    names = [command.name or command.callback.__name__ for command in app.registered_commands]
    assert [name for name in names if f"`{name}" not in README] == []


def test_every_kind_is_named_and_has_an_example():
    assert [kind for kind in KINDS if kind not in README] == []
    assert {path.stem for path in (ROOT / "data" / "examples").glob("*.csv")} == set(KINDS)


def test_every_key_of_the_answers_is_named():
    keys = {
        *Figure.__dataclass_fields__,
        *(f for f in Season.__dataclass_fields__ if f in season_json.__code__.co_consts),
    }
    assert [key for key in keys if key not in README] == []


def test_every_key_of_the_race_is_named():
    words = set(re.findall(r"[a-z_]+", README))
    assert {*ARRIVAL_KEYS, *RACE_KEYS, *RaceState} <= words


def test_the_two_commands_come_first():
    body = [line for line in README.splitlines()[1:] if line.strip()]
    assert [line.split()[1] for line in body[:2]] == ["run", "test"]
