"""The server of a busy hour: each block of a page takes so many seconds longer, so that what a viewer sees while a run is
under way stands long enough to be looked at."""

import time

from ems_dashboard.views.frame import blocks
from ems_dashboard.views.maps import maps


def slow_blocks(seconds: float) -> None:
    for module, name in ((blocks, "put"), (blocks, "show_map"), (maps, "show_map")):
        _slow(module, name, seconds)


def _slow(module, name: str, seconds: float) -> None:
    quick = getattr(module, name)

    def slowed(*values, **named):
        time.sleep(seconds)
        return quick(*values, **named)

    setattr(module, name, slowed)
