"""Servers that start in no time: `python -m tests.services.warm` imports everything once and shows a page of each sort,
and each server is a fork of it.

A line of JSON on stdin says what a server is to be, and is answered with the number of its process. Each is a process of its
own with a database of its own: nothing is shared but the imports and the templates that were read. `serve` itself starts
the server that only is read."""

import ctypes
import json
import logging
import os
import shutil
import signal
import sys
import tempfile
from importlib import import_module
from pathlib import Path

from streamlit.testing.v1 import AppTest

from ems_dashboard import clock, runtime
from ems_dashboard.config import ROOT, settings
from ems_dashboard.feeds.city_pack import load_city
from tests.services.clocked import serve
from tests.services.demonstration import kept_demonstration
from tests.services.forked import forked
from tests.services.slowed import slow_blocks

PR_SET_PDEATHSIG = 1
SHOWN = ("01_overview.py", "05_season.py", "10_log.py")
LONGEST_RUN_SECONDS = 120


def start(environment: dict[str, str], moment: str, slower: float) -> int:
    """`moment`: what its clock is set to; `slower`: so many seconds longer takes each block of a page."""
    wanted = {"environment": environment, "moment": moment, "slower": slower}
    return forked("tests.services.warm").ask(wanted)


def _import_all() -> None:
    for path in (ROOT / "ems_dashboard").rglob("*.py"):
        if "versions" not in path.parts and path.name not in ("env.py", "__main__.py"):
            import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    load_city(settings().city_dir)


def _show_pages() -> None:
    """What a first run of a page costs is paid here once: late imports, templates, patterns. No ledger is left open."""
    logging.disable(logging.WARNING)  # of a run that no server asked for
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(kept_demonstration(), f"{folder}/shown.sqlite")
        os.environ["EMS_DATABASE_URL"] = f"sqlite:///{folder}/shown.sqlite"
        for name in SHOWN:
            AppTest.from_file(str(ROOT / "pages" / name), default_timeout=LONGEST_RUN_SECONDS).run()
        runtime.runtime().store.close()
    runtime._open_runtimes.clear()
    logging.disable(logging.NOTSET)


def _fork(environment: dict[str, str], moment: str, slower: float) -> int:
    child = os.fork()
    if child:
        return child
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    ctypes.CDLL(None).prctl(
        PR_SET_PDEATHSIG, signal.SIGKILL
    )  # a run that is broken off leaves no server behind
    with Path(os.devnull).open("r+") as nowhere:
        for stream in (0, 1, 2):
            os.dup2(nowhere.fileno(), stream)
    os.environ.update(environment)
    if slower:
        slow_blocks(slower)
    serve(clock.parse(moment) if moment else None)
    os._exit(0)


if __name__ == "__main__":
    _import_all()
    _show_pages()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # whoever was killed is gone at once
    for line in sys.stdin:
        print(_fork(**json.loads(line)), flush=True)
