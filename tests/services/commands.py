"""`python -m ems_dashboard …` in no time: `python -m tests.services.commands` imports the command line once, and each command
is a fork of it, a process with arguments, environment, streams and an exit code of its own.

That the command starts from nothing as well, one test of each file sees with `cold`."""

import json
import os
import runpy
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from ems_dashboard import cli
from ems_dashboard.config import ROOT
from tests.services.forked import forked

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
        code = forked("tests.services.commands", loud=False).ask(wanted)
        said = [Path(folder, name).read_text(encoding="utf-8") for name in STREAMS[1:]]
    return subprocess.CompletedProcess(given, code, *said)


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
