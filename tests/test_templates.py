"""HTML stands in templates: no tag in a string of Python, and what a template is given is escaped."""

import ast
import re
from pathlib import Path

import pytest

from ems_dashboard.config import PACKAGE, ROOT
from ems_dashboard.templating import BETWEEN_TAGS

TAG = re.compile(r"(?<!\?P)</?[a-z][a-z0-9]*[ >/]")
"""No named group of a regular expression."""
TEMPLATES = PACKAGE / "templates"


def python_files():
    return [*PACKAGE.rglob("*.py"), *(ROOT / "pages").glob("*.py")]


def docstrings(tree: ast.AST) -> set[int]:
    """A string that stands alone is a comment."""
    alone = (node.value for node in ast.walk(tree) if isinstance(node, ast.Expr))
    return {id(value) for value in alone if isinstance(value, ast.Constant)}


def tags(path: Path) -> list[int]:
    """The lines on which a string holds a tag."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    comments = docstrings(tree)
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        and id(node) not in comments and TAG.search(node.value)
    ]  # fmt: skip


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_no_string_of_python_holds_a_tag():
    found = {named(path): lines for path in python_files() if (lines := tags(path))}
    assert found == {}


def test_a_tag_is_found_in_a_string_and_not_in_a_comment(tmp_path):
    path = tmp_path / "some.py"
    path.write_text('"""A <b>docstring</b>."""\nx = 1\nsaid = f"<p>{x}</p>"\nsmaller = "a < b"\n')
    assert tags(path) == [3, 3]


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.name)
def test_a_template_escapes_all_that_it_is_given(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\|\s*safe\b|autoescape\s+false", text)


def test_a_line_break_between_two_tags_is_none_and_one_in_a_text_stays():
    assert (
        BETWEEN_TAGS.sub("", "<b>1</b>\n  <i>2\n3</i>\n{{ four }}")
        == "<b>1</b><i>2\n3</i>{{ four }}"
    )


CONSTANTS = {"none", "None", "true", "True", "false", "False"}
"""Jinja knows these as values: what is given under such a name is never shown."""


def test_nothing_is_given_to_a_template_under_the_name_of_a_constant():
    given = [
        f"{path.name}: {keyword.arg}"
        for path in python_files()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "rendered"
        for keyword in node.keywords
        if keyword.arg in CONSTANTS
    ]
    shown = [
        path.name
        for path in TEMPLATES.rglob("*.html")
        if re.search(r"\{\{[^}]*\bnone\b[^}]*\}\}", path.read_text(encoding="utf-8"))
    ]
    assert (given, shown) == ([], [])


IMPORT = re.compile(r'{% from "([^"]+)" import ([^%]+?) %}')
MACRO = re.compile(r"{% macro (\w+)\(")


def test_a_macro_that_a_template_imports_is_there_and_each_is_imported():
    texts = {
        path.relative_to(TEMPLATES).as_posix(): path.read_text(encoding="utf-8")
        for path in TEMPLATES.rglob("*.html")
    }
    imported = {
        (source, name.strip())
        for text in texts.values()
        for source, names in IMPORT.findall(text)
        for name in names.split(",")
    }
    there = {(source, name) for source, text in texts.items() for name in MACRO.findall(text)}
    assert imported - there == set()
    used = {
        (source, name) for source, name in there if texts[source].count(f"{name}(") > 1
    }  # within its own file
    assert there - imported - used == set()
