"""Every word is there in both languages, and every key that the code names is in the catalogue."""

import re
import string

import pytest

from ems_dashboard.config import ROOT
from ems_dashboard.rules import terms
from ems_dashboard.text import catalogue

SOURCES = [*(ROOT / "ems_dashboard").rglob("*.py"), *(ROOT / "pages").glob("*.py")]
CALL = re.compile(r"""\b(?:words?|say)\(\s*f?["']([a-z_]+\.[a-zA-Z_.]+)["']""")


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_an_entry_says_the_same_in_both_languages():
    wrong = {key: entry for key, entry in catalogue().items() if not says_the_same(key, entry)}
    assert wrong == {}


def says_the_same(key: str, entry: dict[str, str]) -> bool:
    if set(entry) - {"en_one"} != {"zh", "en"}:
        return False
    if "en_one" in entry and placeholders(entry["en_one"]) != placeholders(entry["en"]):
        return False
    if placeholders(entry["en"]) - {"unit_word"} - placeholders(entry["zh"]):
        return False
    # a text of Streamlit's own may be hidden: its translation is empty
    return key.startswith("builtin.") or all(text.strip() for text in entry.values())


def test_every_key_that_the_code_names_is_in_the_catalogue():
    named = {
        (path.name, key)
        for path in SOURCES
        for key in CALL.findall(path.read_text(encoding="utf-8"))
    }
    assert {
        (name, key) for name, key in named if key not in catalogue() and not key.endswith(".")
    } == set()


@pytest.mark.parametrize(
    ("name", "members"),
    [
        ("hazard", terms.Hazard), ("category", terms.Category), ("category_done", terms.Category),
        ("warning_kind", terms.WarningKind), ("colour", terms.Colour), ("order_kind", terms.OrderKind),
        ("group_state", terms.GroupState),
    ],
)  # fmt: skip
def test_every_member_of_a_closed_list_has_its_words(name, members):
    assert {f"terms.{name}.{member}" for member in members} <= set(catalogue())


def test_no_chinese_stands_in_the_code():
    chinese = re.compile(r"[\u4e00-\u9fff]")
    for path in SOURCES:
        code = re.sub(r'""".*?"""', "", path.read_text(encoding="utf-8"), flags=re.S)
        for line in code.splitlines():
            assert (
                not chinese.search(line.partition("#")[0])
                or "MOMENT" in line
                or r"(\d" in line
                or "、" in line
            ), f"{path}: {line}"
