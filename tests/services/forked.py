"""A process that imports once and is then asked, a line of JSON at a time: each answer is a number."""

import atexit
import json
import subprocess
import sys
from functools import cache

from ems_dashboard.config import ROOT


class Forked:
    """Seen from the tests. `module`: what it runs; `loud`: whether what it says on stderr is shown."""

    def __init__(self, module: str, *, loud: bool) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", module],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=None if loud else subprocess.DEVNULL,
            text=True,
        )

    def ask(self, wanted: dict) -> int:
        self._process.stdin.write(json.dumps(wanted) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())

    def close(self) -> None:
        self._process.stdin.close()
        self._process.wait()


@cache
def forked(module: str, *, loud: bool = True) -> Forked:
    """The one of this process of tests, begun by the first who needs it."""
    begun = Forked(module, loud=loud)
    atexit.register(begun.close)
    return begun
