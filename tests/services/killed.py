"""The command line, killed at a place of its choice in the writer's transaction:
`python -m tests.services.killed PLACE import FILE --database URL`."""

import os
import signal
import sys

from ems_dashboard import cli
from ems_dashboard.store import prepared, writer

PLACES = {
    "before the first row": ("INSERT INTO evacuation", 0.0),
    "amid the rows": ("INSERT INTO evacuation", 0.5),
    "before the latest figures": ("INSERT INTO latest_evacuation", 0.0),
    "before the commit": ("COMMIT", 0.0),
    "after the commit": ("COMMIT", 1.0),
}
"""The statement at which the process dies, and how much of it was done then."""


def killing(text, part, execute=prepared.execute):
    def until_then(connection, statement, values=prepared.NOTHING):
        if not statement.startswith(text):
            return execute(connection, statement, values)
        if part == 1.0:
            execute(connection, statement, values)
        elif part:
            execute(connection, statement, values[: int(len(values) * part)])
        return os.kill(os.getpid(), signal.SIGKILL)

    return until_then


if __name__ == "__main__":
    prepared.execute = writer.execute = killing(*PLACES[sys.argv.pop(1)])
    cli.main()
