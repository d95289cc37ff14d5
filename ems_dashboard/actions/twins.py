"""What a feed brings of a thing that was typed before: the feed's row is the newer version of
the typed one, so that it is counted once."""

from collections.abc import Sequence
from dataclasses import replace

from ems_dashboard.actions.acting import F
from ems_dashboard.rules.city import City
from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.messages import MessageBatch
from ems_dashboard.rules.twins import APART, batch_twin_of, twin_of
from ems_dashboard.rules.warnings import WarningMessage
from ems_dashboard.store import Reader


def joined(reader: Reader, city: City, facts: Sequence[Fact]) -> list[Fact]:
    """The facts, each naming the typed row that it takes the place of. The same facts give the
    same rows again."""
    warnings = _typed(reader, WarningMessage, facts)
    batches = _typed(reader, MessageBatch, facts)
    return [_joined(fact, warnings, batches, city) for fact in facts]


def _joined(
    fact: Fact, warnings: list[WarningMessage], batches: list[MessageBatch], city: City
) -> Fact:
    if fact.by_hand or fact.replaces is not None:
        return fact
    twin: Fact | None = None
    if isinstance(fact, WarningMessage):
        twin = twin_of(fact, warnings, city.code)
    elif isinstance(fact, MessageBatch):
        twin = batch_twin_of(fact, batches)
    return replace(fact, replaces=twin.seq) if twin else fact


def _typed(reader: Reader, kind: type[F], facts: Sequence[Fact]) -> list[F]:
    """The typed rows of about the time of the facts; of each thing its last row."""
    mine = [fact for fact in facts if type(fact) is kind]
    if not mine:
        return []
    moments = [fact.valid_at for fact in mine]
    since, until = min(moments) - APART, max(moments) + APART
    rows = [
        row
        for row in reader.history(kind, since=since, until=until, mode=mine[0].mode)
        if row.by_hand
    ]
    return list({row.key: row for row in sorted(rows, key=lambda row: row.seq or 0)}.values())
