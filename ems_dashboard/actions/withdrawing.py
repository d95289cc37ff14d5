"""What a person typed and should not have, taken back: a row that replaces it, says nothing of
its own, and names who did so and why. What was known before it stands again."""

from collections.abc import Iterator
from dataclasses import replace

from ems_dashboard.actions.acting import Desk
from ems_dashboard.errors import Refused
from ems_dashboard.moments import as_known
from ems_dashboard.rules.facts import WITHDRAWN, Fact
from ems_dashboard.rules.reporting import may_correct
from ems_dashboard.rules.storms import StormFix, StormForecast
from ems_dashboard.store import Appended, Connection, Reader
from ems_dashboard.store.appending import append


def withdraw(desk: Desk, kind: type[Fact], seq: int, reason: str) -> Appended:
    """Raises Refused where the row is not the actor's, or says nothing any more."""
    if not reason.strip():
        raise Refused(desk.words("intake.withdraw.reason_missing"))
    source = f"{WITHDRAWN}{desk.actor.name}:{reason.strip()}"

    def work(connection: Connection) -> Appended:
        reader = Reader(connection)
        row = reader.row(kind, seq)
        if row is None or not may_correct(desk.actor, row):
            raise Refused(desk.words("intake.not_yours"))
        now = as_known(max(desk.moment, reader.written_at() or desk.moment))
        if not reader.holding(kind, [row], as_of=now):
            raise Refused(desk.words("acts.changed_meanwhile"))
        rows = [_taken_back(desk, one, source) for one in (row, *_of_its_bulletin(reader, row))]
        return append(connection, rows, written_by=desk.actor.account, moment=desk.moment)

    return desk.store.write(work)


def _taken_back(desk: Desk, row: Fact, source: str) -> Fact:
    return replace(
        row,
        seq=None,
        written_at=None,
        written_by="",
        known_at=desk.moment,
        source=source,
        replaces=row.seq,
    )


def _of_its_bulletin(reader: Reader, row: Fact) -> Iterator[StormForecast]:
    """A storm's fix takes the typed forecast along that was made from it."""
    if not isinstance(row, StormFix):
        return
    points = reader.history(
        StormForecast,
        since=row.valid_at,
        until=row.valid_at,
        mode=row.mode,
        storm=row.storm,
        agency=row.agency,
    )
    for point in points:
        if point.by_hand:
            yield point
