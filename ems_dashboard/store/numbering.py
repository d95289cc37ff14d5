"""The next reference number, taken inside the writer's transaction, so that two officers never
get the same."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, select

from ems_dashboard.clock import BEIJING, beijing
from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.numbering import Sequence
from ems_dashboard.rules.orders import Order
from ems_dashboard.rules.responses import Response
from ems_dashboard.store.schema import tables

NUMBERED: tuple[type[Fact], ...] = (Order, Response)


def next_reference(
    connection: Connection, form: str, prefix: str, moment: datetime, mode: str = "live"
) -> str:
    """After the highest with this prefix in the year (Beijing) of `moment`, whatever kind of
    document bears it."""
    year = beijing(moment).year
    return Sequence(form, prefix, year).following(_documents(connection, prefix, year, mode))


def _documents(connection: Connection, prefix: str, year: int, mode: str) -> Iterable[str]:
    begin, end = datetime(year, 1, 1, tzinfo=BEIJING), datetime(year + 1, 1, 1, tzinfo=BEIJING)
    for kind in NUMBERED:
        facts = tables(kind).facts
        chosen = facts.c.mode == mode, facts.c.valid_at >= begin, facts.c.valid_at < end
        named = facts.c.document.startswith(prefix, autoescape=True)
        yield from connection.execute(select(facts.c.document).where(*chosen, named)).scalars()
