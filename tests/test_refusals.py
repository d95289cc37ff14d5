"""Every refusal tells the user what to do. The sentences are found where they are raised, so that a new one is held too."""

import ast
import re

import pytest

from ems_dashboard.config import ROOT
from ems_dashboard.text import catalogue

RAISED = ("Refused", "Unreached")
FRAMES = ("contacts.line", "entry.of_unit", "people.of_account")
"""They put a name before another sentence, which is held itself."""
ASKS = re.compile("请|可|须|先")
IMPERATIVES = (
    "add adjust appoint ask assign begin build call change check choose close confirm copy correct create cut decide delete "
    "divide draft end enter export fill find finish free give go hand hold import install issue keep leave let look "
    "make move name open paste pick propose put read receive record register reload remove repeat report reset restart save "
    "say see send set shorten sign split start state take tell tick try turn type unlock upload use wait withdraw work write"
)  # fmt: skip


def raised() -> dict[str, str]:
    """key → the file in which a refusal says it."""
    found = {}
    for path in sorted((ROOT / "ems_dashboard").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in RAISED:
                found |= dict.fromkeys(_keys(node), path.name)
    return found


def _keys(node: ast.Call) -> list[str]:
    """The keys of the catalogue that are named in the sentence of a refusal."""
    return [
        call.args[0].value
        for call in node.args
        if isinstance(call, ast.Call) and call.args and isinstance(call.args[0], ast.Constant)
        if call.args[0].value in catalogue()
    ]


SENTENCES = sorted(set(raised()) - set(FRAMES))


def test_the_sentences_are_found():
    assert len(SENTENCES) > 100
    assert set(raised()) > set(FRAMES)


@pytest.mark.parametrize("key", SENTENCES)
def test_a_refusal_says_what_to_do(key):
    entry = catalogue()[key]
    assert ASKS.search(entry["zh"]), entry["zh"]
    assert set(re.findall("[a-z]+", entry["en"].lower())) & set(IMPERATIVES.split()), entry["en"]


@pytest.mark.parametrize("bare", ["该指令没有发给{unit}。", "此事项已经办结。"])
def test_a_bare_failure_would_be_found(bare):
    assert not ASKS.search(bare)
