"""Who may import whom, and the other things of the house that a reader relies on."""

import ast
from functools import cache
from pathlib import Path

import pytest

from ems_dashboard.config import ROOT

PACKAGE = ROOT / "ems_dashboard"
LAYERS = [
    {"__main__"}, {"web", "cli"}, {"views"}, {"screen"}, {"reports"}, {"runtime"}, {"actions", "situation"},
    {"feeds", "store"}, {"rules"},
    {"text", "config", "clock", "errors", "templating", "caching"}, {"moments"},
]  # fmt: skip
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}
MODULES = sorted(p for p in PACKAGE.rglob("*.py") if "versions" not in p.parts)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imports(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def layer(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def called(path: Path) -> set[str]:
    return {ast.unparse(node.func) for node in ast.walk(tree(path)) if isinstance(node, ast.Call)}


def test_a_module_imports_only_what_lies_below_it():
    assert [
        (path, name) for path in MODULES for name in imports(path) if goes_up(layer(path), name)
    ] == []


def goes_up(mine: str, name: str) -> bool:
    package, *rest = name.split(".")
    theirs = rest[0] if rest else ""
    if package != "ems_dashboard" or theirs not in RANK or theirs == mine or mine == "__init__":
        return False
    return RANK[theirs] <= RANK[mine]


def test_streamlit_sql_and_the_clock_have_one_place_each():
    assert [
        path
        for path in MODULES
        if "streamlit" in roots(path) and layer(path) not in ("views", "cli")
    ] == []
    asking = {path for path in MODULES if "sqlalchemy" in roots(path, without="exc")}
    assert [path for path in asking if layer(path) not in ("store", "feeds", "web", "views")] == []
    times = {"datetime.now", "datetime.utcnow", "date.today", "time.time"}
    assert [path for path in MODULES if layer(path) != "clock" and called(path) & times] == []


def roots(path: Path, without: str = "\n") -> set[str]:
    """The distributions that a module imports from, leaving out names with `without` in them."""
    return {name.split(".")[0] for name in imports(path) if without not in name}


def test_files_and_functions_keep_their_size():
    assert [
        path for path in MODULES if len(path.read_text(encoding="utf-8").splitlines()) > 400
    ] == []
    functions = [
        (path, node)
        for path in MODULES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef)
    ]
    assert [
        (path, node.name) for path, node in functions if node.end_lineno - node.lineno > 60
    ] == []


def test_rules_need_nothing_but_the_standard_library():
    allowed = {"ems_dashboard", "bisect", "collections", "contextlib", "dataclasses", "datetime", "enum", "functools",
               "itertools", "math", "statistics", "typing", "zoneinfo"}  # fmt: skip
    for path in (PACKAGE / "rules").glob("*.py"):
        assert {name.split(".")[0] for name in imports(path)} <= allowed, path


@pytest.mark.parametrize("path", sorted((ROOT / "pages").glob("*.py")), ids=lambda p: p.name)
def test_a_page_is_short_and_its_first_act_is_the_guard(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 60
    first = next(n for n in tree(path).body if not isinstance(n, ast.Import | ast.ImportFrom))
    assert isinstance(first, ast.Assign)
    assert ast.unparse(first.value) == f"guard('{path.stem.partition('_')[2]}')"


@pytest.mark.parametrize(
    "path", sorted([*PACKAGE.glob("views/**/*.py"), *ROOT.glob("pages/*.py")]), ids=lambda p: p.name
)
def test_a_button_is_drawn_where_its_press_cannot_be_lost(path):
    calls = {ast.unparse(node.func) for node in ast.walk(tree(path)) if isinstance(node, ast.Call)}
    drawn = {call.rpartition(".")[2] for call in calls if "." in call}
    assert not drawn & {"button", "form_submit_button"}, (
        "views/streamlit_internals/pressing.py: pressed(place, label, key=…)"
    )
    assert "acting.told" not in calls, "the frame tells it on every page"


@pytest.mark.parametrize("path", sorted(PACKAGE.glob("views/**/*.py")), ids=lambda p: p.name)
def test_a_download_starts_no_run_that_would_take_its_file_away(path):
    drawn = [
        n
        for n in ast.walk(tree(path))
        if isinstance(n, ast.Call) and ast.unparse(n.func).endswith("download_button")
    ]
    assert all("on_click='ignore'" in ast.unparse(call) for call in drawn)
