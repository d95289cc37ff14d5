"""The README names every setting, command and page that there is, in each language wholly; what it leads to names every
kind and every key of the answers."""

import re
import tomllib

import pytest

from ems_dashboard.cli import app
from ems_dashboard.config import ROOT
from ems_dashboard.rules.expected_wind import ExpectedWind
from ems_dashboard.rules.kinds import KINDS
from ems_dashboard.rules.pace import FinishTold
from ems_dashboard.rules.race import RaceState
from ems_dashboard.screen.menu import MENU
from ems_dashboard.situation.contract import ARRIVAL_KEYS, race_json, season_json
from ems_dashboard.situation.picture import Figure
from ems_dashboard.situation.season_figures import Season
from ems_dashboard.text import catalogue
from tests.builders import raced

HAN = re.compile(r"[\u4e00-\u9fff]+")
LINK = re.compile(r"\[[^\]]*\]\(([^)#]+)[^)]*\)")
SENTENCE = re.compile(r"(?:\b[A-Za-z]+\b[ ,;]+){6}")
"""Six English words in a row."""


def read(name):
    return (ROOT / name).read_text(encoding="utf-8")


ENGLISH, CHINESE = read("README.md"), read("README.zh.md")
both = pytest.mark.parametrize("text", [ENGLISH, CHINESE], ids=["en", "zh"])


@both
def test_every_setting_is_named(text):
    source = read("ems_dashboard/config.py")
    assert [name for name in set(re.findall(r"EMS_[A-Z_]+", source)) if name not in text] == []


@both
def test_every_command_is_named(text):
    names = [command.name or command.callback.__name__ for command in app.registered_commands]
    assert [name for name in names if f"`{name}" not in text] == []


@both
def test_every_page_is_named(text):
    pages = [page for group in MENU.values() for page in group if page != "overview"]
    assert [page for page in pages if f"`/{page}`" not in text] == []


@both
def test_run_and_test_come_first(text):
    body = [line for line in text.splitlines()[1:] if line.strip()]
    assert [line.split()[1] for line in body[:2]] == ["run", "test"]


@both
def test_a_page_is_in_one_language(text):
    """English but for the name of the other; Chinese but for commands and addresses."""
    if text is ENGLISH:
        assert HAN.findall(text) == ["中文说明"]
    else:
        plain = re.sub(r"`[^`]*`|\([^)]*\)|^    .*$", "", text, flags=re.MULTILINE)
        assert SENTENCE.findall(plain) == []


@pytest.mark.parametrize(
    "page", ["README.md", "README.zh.md", "CONTRIBUTING.md", "SECURITY.md", "NOTICE.md"]
    + [str(path.relative_to(ROOT)) for path in sorted((ROOT / "docs").rglob("*.md"))],
)  # fmt: skip
def test_whatever_a_page_links_to_is_there(page):
    here = (ROOT / page).parent
    local = [link for link in LINK.findall(read(page)) if "://" not in link]
    assert [link for link in local if not (here / link).exists()] == []


def test_every_kind_is_named_and_has_an_example():
    assert [kind for kind in KINDS if kind not in read("docs/data.md")] == []
    assert {path.stem for path in (ROOT / "data" / "examples").glob("*.csv")} == set(KINDS)


def test_every_key_of_the_answers_is_named():
    keys = {
        *Figure.__dataclass_fields__,
        *(f for f in Season.__dataclass_fields__ if f in season_json.__code__.co_consts),
    }
    assert [key for key in keys if key not in read("docs/commands.md")] == []


def test_every_key_of_the_race_is_named():
    words = set(re.findall(r"[a-z_]+", read("docs/commands.md")))
    (row,) = race_json([raced()])
    inner = {*row["finish"], *row["left_in_wind"], *ExpectedWind.__dataclass_fields__}
    assert {*ARRIVAL_KEYS, *row, *inner, *RaceState, *FinishTold} <= words


def test_the_packages_that_the_readme_counts_are_those_of_the_lock():
    locked = re.findall(r"^[a-z0-9._-]+(?:\[\w+\])?==", read("requirements.lock"), re.MULTILINE)
    assert f"installs {len(locked)} packages" in ENGLISH
    assert f"安装 {len(locked)} 个软件包" in CHINESE


FILE = re.compile(r"`([\w/.]+\.(?:py|js|toml|css|html|md|json))`")


def test_the_architecture_names_files_that_are_there():
    package = ROOT / "ems_dashboard"
    places = (
        ROOT,
        package,
        package / "text",
        package / "assets" / "scripts",
        package / "rules",
        package / "cli",
    )
    named = FILE.findall(read("docs/architecture.md"))
    assert len(named) > 60
    assert [name for name in named if not any((place / name).exists() for place in places)] == []


QUOTED = re.compile(r"“([^”]+)”")
NO_WORDS = {"—", "0", "反馈", "未报", "报了零"}
"""Quoted in the manual for what they mean, not as what stands on a button."""


@pytest.mark.parametrize(
    "path", sorted((ROOT / "docs" / "manual").glob("*.md")), ids=lambda p: p.name
)
def test_the_manual_quotes_what_stands_on_the_screen(path):
    shown = "\n".join(entry["zh"] for entry in catalogue().values())
    steps = [step for quoted in QUOTED.findall(read(path)) for step in quoted.split(" → ")]
    words = {re.split(r"[(…:]", step)[0].strip() for step in steps} - NO_WORDS
    assert [word for word in sorted(words) if word and word not in shown] == []


def test_every_picture_of_the_manual_is_used_and_light():
    folder = ROOT / "docs" / "manual"
    used = "".join(read(path) for path in folder.glob("*.md"))
    pictures = list((folder / "pictures").glob("*.png"))
    assert [path.name for path in pictures if f"pictures/{path.name}" not in used] == []
    assert [path.name for path in pictures if path.stat().st_size > 120_000] == []


def test_the_newest_release_of_the_changelog_is_the_version():
    version = tomllib.loads(read("pyproject.toml"))["project"]["version"]
    heads = re.findall(r"^## (.+)$", read("CHANGELOG.md"), re.MULTILINE)
    releases = [head for head in heads if head != "Unreleased"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+ \(\d{4}-\d\d-\d\d\)", head) for head in releases)
    assert releases[0].startswith(f"{version} ")
    assert heads.index(releases[0]) <= 1


def test_no_line_stands_in_the_changelog_twice():
    entries = re.findall(r"^- .+(?:\n  .+)*", read("CHANGELOG.md"), re.MULTILINE)
    whole = [" ".join(entry.split()) for entry in entries]
    assert len(whole) > 100
    assert [entry for entry in set(whole) if whole.count(entry) > 1] == []
