"""The scripts are modules whose types hold, at an address that changes with what is in them."""

import re
import shutil
import subprocess

from ems_dashboard.screen import scripts
from ems_dashboard.screen.scripts import SCRIPTS, address_of, component

IMPORT = re.compile(r'^import .* from "(.+)";$|new URL\("(.+)", import', re.MULTILINE)


def read(path):
    return path.read_text(encoding="utf-8")


def test_the_type_checker_finds_nothing():
    checker = shutil.which("tsc")
    assert checker, "tsc is missing (Debian: apt install node-typescript)"
    done = subprocess.run([checker, "-p", SCRIPTS], capture_output=True, text=True, check=False)
    assert done.stdout == ""
    assert done.returncode == 0


def test_every_script_is_checked_and_no_line_is_too_long():
    unchecked, long = [], []
    for path in SCRIPTS.glob("*.js"):
        text = read(path)
        if not text.startswith("// @ts-check\n") or "@ts-ignore" in text or "@ts-nocheck" in text:
            unchecked.append(path.name)
        long += [f"{path.name}: {line}" for line in text.splitlines() if len(line) > 100]
    assert unchecked == []
    assert long == []


def test_whatever_a_script_imports_is_there():
    wanted = {
        (path.name, first or second)
        for path in SCRIPTS.glob("*.js")
        for first, second in IMPORT.findall(read(path))
    }
    assert ("stream.js", "./stream_worker.js") in wanted
    assert [pair for pair in sorted(wanted) if not (SCRIPTS / pair[1]).is_file()] == []


def test_another_content_is_another_address(tmp_path, monkeypatch):
    script = tmp_path / "bar.js"
    script.write_text("1", encoding="utf-8")
    monkeypatch.setattr(scripts, "SCRIPTS", tmp_path)
    scripts.version.cache_clear()
    before = address_of("bar.js")
    script.write_text("2", encoding="utf-8")
    scripts.version.cache_clear()
    after = address_of("bar.js")
    scripts.version.cache_clear()
    assert before != after
    assert re.fullmatch(r"/assets/[0-9a-f]{12}/scripts/bar\.js", after)


def test_a_component_is_the_module_of_this_version():
    assert address_of("grid.js") in component("grid.js")
