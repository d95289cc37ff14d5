"""What the project says of itself is true: what it imports is declared, what is declared is locked with hashes."""

import ast
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions

from ems_dashboard.config import ROOT

PINNED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[a-z,]+\])?==(\S+)", re.MULTILINE)
NEVER_NAMED = re.compile(r"https?://[^\s/]*(?:simple|registry|mirror)", re.IGNORECASE)


def pinned(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    return {distribution.lower(): version for distribution, version in PINNED.findall(text)}


def imported():
    """The top-level names that the product's own code imports."""
    files = [
        ROOT / "app.py",
        *(ROOT / "pages").glob("*.py"),
        *(ROOT / "ems_dashboard").rglob("*.py"),
    ]
    found = set()
    for path in files:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.partition(".")[0])
    return found - set(sys.stdlib_module_names) - {"ems_dashboard"}


def test_every_package_that_is_imported_is_declared():
    declared = pinned("requirements.txt") | pinned("requirements.learning.txt")
    providers = packages_distributions()
    missing = [
        name for name in sorted(imported())
        if not any(provider.lower() in declared for provider in providers.get(name, ()))
    ]  # fmt: skip
    assert missing == []


def test_the_lock_holds_what_is_declared_and_a_hash_of_everything():
    declared, locked = pinned("requirements.txt"), pinned("requirements.lock")
    assert {name: locked.get(name) for name in declared} == declared
    entries = re.split(
        r"^(?=[A-Za-z0-9])", (ROOT / "requirements.lock").read_text("utf-8"), flags=re.MULTILINE
    )
    assert [
        entry.partition("\n")[0] for entry in entries[1:] if "--hash=sha256:" not in entry
    ] == []


def test_no_file_of_requirements_names_a_registry():
    files = [*ROOT.glob("requirements*"), ROOT / "tests" / "requirements.txt"]
    assert [
        path.name for path in files if NEVER_NAMED.search(path.read_text(encoding="utf-8"))
    ] == []


def test_the_version_is_the_project_s():
    call = [sys.executable, "-m", "ems_dashboard", "--version"]
    done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=True)
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert done.stdout.strip() == declared["project"]["version"]


def test_what_is_shipped_of_others_stands_in_the_notice():
    notice = (ROOT / "NOTICE.md").read_text(encoding="utf-8")
    vendored = (ROOT / "ems_dashboard" / "assets" / "vendor").glob("*.js")
    assert [path.name for path in vendored if path.name not in notice] == []
