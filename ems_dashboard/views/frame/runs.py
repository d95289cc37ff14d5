"""How often pages ran since the server began, for whoever watches it: where nothing changes,
nothing runs."""

import threading
from collections import Counter


class Runs:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counted: Counter[str] = Counter()

    def add(self, page: str) -> None:
        with self._lock:
            self._counted[page] += 1

    def counted(self) -> dict[str, int]:
        """page → how often"""
        with self._lock:
            return dict(self._counted)


RUNS = Runs()
