"""`python -m ems_dashboard …` in no time: `python -m tests.services.commands` imports the command line once, and each command
is a fork of it, a process with arguments, environment, streams and an exit code of its own.

That the command starts from nothing as well, one test of each file sees with `cold`."""

import atexit
import json
import os
import runpy
import subprocess
import sys
import tempfile
import time
from functools import cache
from pathlib import Path

from ems_dashboard import cli
from ems_dashboard.config import ROOT

PROGRAM = cli.__package__.removesuffix(".cli")
STREAMS = ("stdin", "stdout", "stderr")


def command(
    *arguments: object, module: str = PROGRAM, cold: bool = False, **setting: str
) -> subprocess.CompletedProcess[str]:
    """`setting`: what is set in its environment beside what is set here."""
    given, environment = [str(argument) for argument in arguments], os.environ | setting
    if cold:
        typed = [sys.executable, "-m", module, *given]
        return subprocess.run(
            typed, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
    with tempfile.TemporaryDirectory() as folder:
        wanted = {
            "module": module,
            "arguments": given,
            "environment": dict(environment),
            "folder": folder,
        }
        code = _imported().run(wanted)
        said = [Path(folder, name).read_text(encoding="utf-8") for name in STREAMS[1:]]
    return subprocess.CompletedProcess(given, code, *said)


class _Imported:
    """The process that is forked, seen from the tests."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.services.commands"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def run(self, wanted: dict) -> int:
        self._process.stdin.write(json.dumps(wanted) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())

    def close(self) -> None:
        self._process.stdin.close()
        self._process.wait()


@cache
def _imported() -> _Imported:
    """The one of this process of tests, begun by the first who needs it."""
    begun = _Imported()
    atexit.register(begun.close)
    return begun


def _become(module: str, arguments: list[str], environment: dict[str, str], folder: str) -> None:
    """Goes on as the command; its exit code is that of this process."""
    for number, name in enumerate(STREAMS):
        path = Path(folder, name)
        path.touch()
        with path.open("r+b") as stream:
            os.dup2(stream.fileno(), number)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


def _serve() -> None:
    while line := sys.stdin.readline():
        child = os.fork()
        if not child:
            _become(**json.loads(line))
            return
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    _serve()
