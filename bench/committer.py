"""A process of its own that commits a figure for each line it is given, and says what and when."""

import sys
import time
from datetime import datetime

from bench.figures import Figures
from ems_dashboard.store import open_store


def main(url: str, now: str) -> None:
    store = open_store(url)
    figures = Figures(store, datetime.fromisoformat(now))
    for _ in sys.stdin:
        moved = figures.change()
        print(f"{moved:,}", repr(time.time()), flush=True)
    store.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
