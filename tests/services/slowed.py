"""The server of a busy hour: `python -m tests.services.slowed 0.3`. Each block of a page takes so many seconds longer, so
that what a viewer sees while a run is under way stands long enough to be looked at."""

import sys
import time

from streamlit.web.cli import main

from ems_dashboard.config import ROOT, settings
from ems_dashboard.views import blocks, maps


def slow(module, name: str, seconds: float) -> None:
    quick = getattr(module, name)

    def slowed(*values, **named):
        time.sleep(seconds)
        return quick(*values, **named)

    setattr(module, name, slowed)


def serve(seconds: float) -> None:
    for module, name in ((blocks, "put"), (blocks, "show_map"), (maps, "show_map")):
        slow(module, name, seconds)
    address = f"--server.port={settings().port}", "--server.address=127.0.0.1", "--server.allowedHosts=127.0.0.1"
    sys.argv = ["streamlit", "run", str(ROOT / "app.py"), *address]
    main()


if __name__ == "__main__":
    serve(float(sys.argv[1]))
