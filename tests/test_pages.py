"""Every page is guarded, titled in both languages, known to the table of roles, and found by the frame."""

import ast
import tomllib
from pathlib import Path

import pytest
from streamlit import config

from ems_dashboard.config import ROOT
from ems_dashboard.feeds import LARGEST_BYTES
from ems_dashboard.rules.roles import KEEPING, PAGES, Role, may
from ems_dashboard.screen.menu import MENU, groups
from ems_dashboard.text import LANGS, catalogue, words
from ems_dashboard.views.frame.frame import page_files

FILES = sorted((ROOT / "pages").glob("*.py"))


def first_statement(path: Path) -> ast.stmt:
    """The first statement that is neither a docstring nor an import."""
    body = ast.parse(path.read_text(encoding="utf-8")).body
    return next(
        node
        for node in body
        if not isinstance(node, ast.Import | ast.ImportFrom)
        and not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
    )


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_first_statement_of_a_page_is_its_guard(path):
    name = path.stem.partition("_")[2]
    assert ast.unparse(first_statement(path)) == f"here = guard('{name}')"


def test_every_file_in_pages_is_a_page_of_the_frame():
    assert list(page_files().values()) == FILES
    assert set(page_files()) == {*PAGES, *KEEPING} - {"wall"}


@pytest.mark.parametrize("page", [*PAGES, *KEEPING])
def test_every_page_has_a_title_in_both_languages_and_a_role_that_reads_it(page):
    assert all(catalogue()[f"frame.page.{page}"][lang] for lang in LANGS)
    assert any(may(role, f"read:{page}") for role in Role)


def test_every_page_stands_once_in_the_menu():
    listed = [page for pages in MENU.values() for page in pages]
    assert len(listed) == len(set(listed))
    assert {*PAGES, *KEEPING} <= set(listed)


@pytest.mark.parametrize("role", Role)
def test_the_menu_shows_what_the_role_may_open_and_nothing_else(role):
    shown = {entry["name"] for group in groups(role, words("zh")) for entry in group["pages"]}
    assert shown == {page for page in (*PAGES, *KEEPING) if may(role, f"read:{page}")}


def test_what_is_not_in_the_table_is_refused():
    assert not may(Role.GUEST, "write:orders")
    assert not may(Role.GUEST, "read:accounts")


def test_the_hidden_option_that_keeps_reruns_cheap_still_exists():
    assert "runner.postScriptGC" in config._config_options_template


def test_the_browser_is_refused_a_file_that_the_product_would_refuse():
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert settings["server"]["maxUploadSize"] * 1024 * 1024 == LARGEST_BYTES
