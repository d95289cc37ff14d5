"""The server's clock against the ledger: where they contradict each other it is told, and
nothing is lost."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeVar

from ems_dashboard import clock
from ems_dashboard.actions.acting import Desk, require
from ems_dashboard.actions.auditing import note_act
from ems_dashboard.actions.demo import NOTE
from ems_dashboard.clock import full_time
from ems_dashboard.errors import Asked, Refused
from ems_dashboard.moments import as_moment
from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.wrong_clocks import latest_true
from ems_dashboard.store import Connection, Reader, Store
from ems_dashboard.store.putting_right import late_by, put_ledger_right
from ems_dashboard.text import Words

F = TypeVar("F", bound=Fact)
DOUBTFUL, IMPOSSIBLE = timedelta(hours=1), timedelta(days=3)
"""By so much longer than passed since the row before them the rows to be put right were written."""
PRESENT = timedelta(hours=1)
"""A figure for the hour that runs is one of the present."""


def keep_up(store: Store) -> None:
    """Tells the clock how far the ledger is. The demonstration's ledger is of another time and
    binds nobody."""
    with store.reading() as reader:
        clock.hold(None if reader.note(NOTE) else reader.written_at())


def clock_notice(words: Words) -> str:
    """What stands on every screen while the clock stands before the ledger; empty otherwise."""
    found = clock.set_back()
    return (
        words("frame.clock_set_back", clock=full_time(found[0]), ledger=full_time(found[1]))
        if found
        else ""
    )


def put_right(desk: Desk, *, agreed: bool = False) -> int:
    """Somebody who looked at a watch says that the machine's clock is right now: what it dated
    wrongly before is put to this minute. How many rows were. Raises Refused where the clock
    contradicts nothing, Asked where the rows tell rather that it is the present clock that is
    wrong (an empty battery: a watch shows no year) and the person has not `agreed`."""
    require(desk, "set:clock")
    said = desk.clock_at
    if said is None:
        raise Refused(desk.words("frame.clock_is_right"))

    def work(connection: Connection) -> int:
        _contradicted(desk, connection, said, agreed)
        amount = put_ledger_right(connection, said, desk.city.plan.thresholds)
        span = f"{full_time(desk.moment)} → {full_time(said)}"
        note_act(
            connection, desk.actor, "set:clock", span, moment=as_moment(said), address=desk.address
        )
        return amount

    amount = desk.store.write(work)
    keep_up(desk.store)
    return amount


def _contradicted(desk: Desk, connection: Connection, said: datetime, agreed: bool) -> None:
    """Looked at where nobody else writes: another may have put it right since, and then what was
    written is right."""
    written, late = Reader(connection).written_at(), late_by(connection, said)
    if written is None or written <= said:
        raise Refused(desk.words("frame.clock_is_right"))
    if late is None or late.takes_longer_than_passed(said) <= DOUBTFUL:
        return
    told = {
        "now": full_time(said),
        "n": f"{late.rows:,}",
        "first": full_time(late.first),
        "last": full_time(late.last),
    }
    if late.takes_longer_than_passed(said) > IMPOSSIBLE:
        raise Refused(desk.words("frame.clock_impossible", **told))
    if not agreed:
        raise Asked(desk.words("frame.clock_doubtful", **told))


def in_order(desk: Desk, facts: Sequence[F], said: datetime) -> list[F]:
    """The figures as they count while the machine's clock (`said`) stands before the ledger:
    where what stands already is true later than that clock says, the figure of the present takes
    its hour, so that of two reports of one thing the one written last is seen. One for an
    earlier hour stays what it is."""
    return [_after(desk, fact, said) if fact.valid_at > said - PRESENT else fact for fact in facts]


def _after(desk: Desk, fact: F, said: datetime) -> F:
    kind = type(fact)
    if "valid_at" in kind.KEY:
        return fact
    about = {name: getattr(fact, name) for name in kind.KEY}
    latest = as_moment(latest_true(desk.moment, desk.city.plan.thresholds))
    held = desk.store.current(kind, as_of=latest, mode="live", **about)
    later = [row.valid_at for row in held if row.valid_at > said]
    return replace(fact, valid_at=max(later)) if later and max(later) > fact.valid_at else fact
