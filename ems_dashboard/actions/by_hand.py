"""What a feed can bring, brought by a person: weighed against what is known, saved with the
person as its source, put right by a row that names the wrong one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ems_dashboard.actions.acting import Desk, F, require_true_by_now
from ems_dashboard.actions.ingest import registered
from ems_dashboard.actions.rows import unit_of
from ems_dashboard.clock import short_time
from ems_dashboard.errors import Asked, Refused
from ems_dashboard.moments import as_known
from ems_dashboard.rules.facts import BY_HAND, Fact, own_fields
from ems_dashboard.rules.groups import Cadres
from ems_dashboard.rules.impact import Impact
from ems_dashboard.rules.messages import MessageBatch
from ems_dashboard.rules.reporting import may_bring, may_correct, warning_kinds
from ems_dashboard.rules.storms import StormFix, StormForecast
from ems_dashboard.rules.terms import MessageType, WarningKind
from ems_dashboard.rules.twins import APART, batch_twin_of, twin_of
from ems_dashboard.rules.warnings import WarningMessage, issues, part_of
from ems_dashboard.store import Appended, Connection, Reader
from ems_dashboard.store.appending import append

NAMED = 3
"""So many of the rows in question are named; the others are counted."""
CUMULATIVE = {Impact: "amount", Cadres: "sent"}
"""Figures that only grow over an incident."""


class Clashing(Asked):
    """What stands already says otherwise: the person is asked, and may agree."""


@dataclass(frozen=True, slots=True)
class Clash:
    """What stands already against a row: another value of the same hour, or a cumulative figure
    that would fall."""

    row: Fact
    standing: Fact
    falls: bool = False


def save_by_hand(
    desk: Desk, facts: Iterable[Fact], *, agreed: bool = False, beside: Sequence[Fact] = ()
) -> Appended:
    """All or none. `agreed`: the person has seen what stands already and puts it right. A row
    with `replaces` corrects that row. `beside`: what follows from it, written in the same
    transaction. Raises Refused."""
    rows = [_stamped(desk, fact) for fact in facts]
    for row in rows:
        if not may_bring(desk.actor, desk.city, row, unit_of(row, desk.city)):
            raise Refused(
                desk.words("acts.refused", role=desk.words(f"acts.role.{desk.actor.role}"))
            )
        if isinstance(row, WarningMessage) and not issues(row.kind, row.event):
            raise Refused(not_of_office(desk, row.kind, row.event))
        if isinstance(row, WarningMessage) and _ungraded(row):
            raise Refused(desk.words("intake.grade_missing"))
        if isinstance(row, Impact | Cadres) and row.unit not in desk.city.by_code:
            raise Refused(
                desk.words("intake.by_unit")
            )  # sums are made of the units: another's would be lost or twice
        require_true_by_now(desk, row)

    def work(connection: Connection) -> Appended:
        for row in rows:
            _may_still_correct(desk, Reader(connection), row)
            _of_own_office(desk, Reader(connection), row)
        fresh, same = weighed(desk, Reader(connection), rows, agreed)
        done = append(
            connection, [*fresh, *beside], written_by=desk.actor.account, moment=desk.moment
        )
        return replace(done, duplicates=done.duplicates + same)

    return desk.store.write(work)


def _ungraded(row: WarningMessage) -> bool:
    """Neither colour nor level: how grave it is, nobody can tell. The page's own table of warnings
    comes back so, for its one column shows either."""
    lifts = row.message_type is MessageType.CANCEL
    return not lifts and row.colour is None and row.level is None


def not_of_office(desk: Desk, kind: WarningKind, event: str) -> str:
    word = desk.words
    named = word.either(f"terms.event.{event}", event)
    return word("intake.event_of_other", kind=word(f"terms.warning_kind.{kind}"), event=named)


def _may_still_correct(desk: Desk, reader: Reader, row: Fact) -> None:
    """The row that is put right is the actor's to correct, and nobody has put it right since."""
    if row.replaces is None:
        return
    wrong = reader.row(type(row), row.replaces)
    if wrong is None or not may_correct(desk.actor, wrong):
        raise Refused(desk.words("intake.not_yours"))
    known = as_known(max(desk.moment, reader.written_at() or desk.moment))
    if not reader.holding(type(row), [wrong], as_of=known):
        raise Refused(desk.words("acts.changed_meanwhile"))


def _of_own_office(desk: Desk, reader: Reader, row: Fact) -> None:
    """A warning takes the place of those whose ids it has or names: they are the actor's to
    bring, too."""
    if not isinstance(row, WarningMessage):
        return
    meant = reader.history(
        WarningMessage, mode=row.mode, id=sorted({row.id, part_of(row.id), *row.references})
    )
    mine = warning_kinds(desk.actor, desk.city)
    if others := [found for found in meant if found.kind not in mine]:
        raise Refused(desk.words("intake.other_kind", headline=others[0].headline or others[0].id))


def _stamped(desk: Desk, fact: Fact) -> Fact:
    """Known now, from this person; a batch or a warning of the incident that its hour belongs to,
    where that is one."""
    source = f"{BY_HAND}{desk.actor.name}"
    known: dict[str, Any] = {"known_at": desk.moment, "source": source, "mode": "live"}
    if isinstance(fact, MessageBatch | WarningMessage) and fact.incident is None:
        known["incident"] = registered(desk.store, desk.city)().sole(fact.valid_at)
    return replace(fact, **known)


def weighed(
    desk: Desk, reader: Reader, rows: Sequence[Fact], agreed: bool
) -> tuple[list[Fact], int]:
    """The rows to write, each naming the one that it puts right, and how many say only what is
    known."""
    clashes: list[Clash] = []
    fresh: list[Fact] = []
    same = 0
    bulletin = _said_of_bulletin(reader, rows)
    for row in rows:
        _not_twice(desk, reader, row)
        written_anyway = bulletin and isinstance(row, StormForecast)
        found = None if row.replaces is not None else _standing(reader, row)
        if found is None:
            fresh.append(row)
            continue
        if _alike(found, row) and not written_anyway:
            same += 1
            continue
        clash = _clash(found, row)
        if clash is not None:
            clashes.append(clash)
        corrects = clash is not None and not clash.falls
        fresh.append(replace(row, replaces=found.seq) if corrects else row)
    if clashes and not agreed:
        raise Clashing(_asked(desk, clashes))
    return fresh, same


def _clash(found: Fact, row: Fact) -> Clash | None:
    """What somebody has to agree to: another figure of the same hour, or one of a sum that
    falls."""
    if found.valid_at == row.valid_at and not _alike(found, row):
        return Clash(row, found)
    name = CUMULATIVE.get(type(row))
    if name and getattr(row, name) < getattr(found, name):
        return Clash(row, found, falls=True)
    return None


def _said_of_bulletin(reader: Reader, rows: Sequence[Fact]) -> bool:
    """Whether anything of a typed forecast is new, or left out: then all its points are written,
    and the last writing holds."""
    points = [row for row in rows if isinstance(row, StormForecast)]
    if not points:
        return False
    first = points[0]
    written = reader.history(StormForecast, storm=first.storm, agency=first.agency, mode=first.mode)
    typed = (row for row in written if row.by_hand)
    before = {row.forecast_at for row in typed if row.valid_at == first.valid_at}
    if before - {row.forecast_at for row in points}:
        return True
    return not all(_is_known(reader, row) for row in points)


def _is_known(reader: Reader, row: Fact) -> bool:
    found = _standing(reader, row)
    return found is not None and _alike(found, row)


def _standing(reader: Reader, row: Fact) -> Fact | None:
    """The row of the same key that holds: of the same hour, or of a cumulative figure the
    newest."""
    kind = type(row)
    if isinstance(row, WarningMessage | MessageBatch):
        return None
    asked = {name: getattr(row, name) for name in kind.KEY if name != "valid_at"}
    found = reader.history(kind, mode=row.mode, **asked)
    holding = reader.holding(kind, found, as_of=row.heard_at)
    until = [other for other in holding if other.valid_at <= row.valid_at]
    newest = max(until, key=lambda other: (other.valid_at, other.seq or 0), default=None)
    if newest is None or kind in CUMULATIVE:
        return newest
    return newest if newest.valid_at == row.valid_at else None


def _alike(one: Fact, other: Fact) -> bool:
    """The same figures; who told them, and names that one of them lacks, are no difference."""
    ignored = {"reporter", "name_zh", "name_en"}
    return one.valid_at == other.valid_at and not _differing(one, other) - ignored


def _differing(one: Fact, other: Fact) -> set[str]:
    """The fields in which they differ."""
    names = own_fields(type(one))
    return {name for name in names if getattr(one, name) != getattr(other, name)}


def _not_twice(desk: Desk, reader: Reader, row: Fact) -> None:
    """A warning or a batch that is there already, from a feed or from somebody else's hand."""
    twin: Fact | None = None
    if isinstance(row, WarningMessage) and row.message_type is not MessageType.CANCEL:
        twin = twin_of(row, _near(reader, row), desk.city.code)
    elif isinstance(row, MessageBatch):
        twin = batch_twin_of(row, _near(reader, row))
    if twin is not None and twin.seq != row.replaces:
        source = twin.source.removeprefix(BY_HAND) or desk.words("origin.entered")
        raise Refused(
            desk.words("intake.there_already", at=short_time(twin.valid_at), source=source)
        )


def _near(reader: Reader, row: F) -> list[F]:
    kind = type(row)
    rows = reader.history(
        kind, since=row.valid_at - APART, before=row.valid_at + 2 * APART, mode=row.mode
    )
    return reader.holding(kind, rows, as_of=row.heard_at)


def _asked(desk: Desk, clashes: Sequence[Clash]) -> str:
    lines = [_line(desk, clash) for clash in clashes[:NAMED]]
    if len(clashes) > NAMED:
        lines.append(desk.words("intake.and_more", n=len(clashes) - NAMED))
    return desk.words("intake.clash", lines=desk.words("intake.between").join(lines))


def _line(desk: Desk, clash: Clash) -> str:
    differing = _differing(clash.row, clash.standing) - {"incident", "reporter"}
    names = [name for name in own_fields(type(clash.row)) if name in differing]
    changes = [_change(desk, clash, name) for name in names[:NAMED]]
    return desk.words(
        "intake.falls" if clash.falls else "intake.differs",
        what=_what(desk, clash.row),
        at=short_time(clash.standing.valid_at),
        changed=desk.words("intake.between").join(changes),
    )


def _change(desk: Desk, clash: Clash, name: str) -> str:
    title = _titled(desk, clash.row, name)
    return f"{title} {_shown(clash.standing, name)} \u2192 {_shown(clash.row, name)}"


def _titled(desk: Desk, row: Fact, name: str) -> str:
    own = desk.words.either(f"columns.{row.KIND}.{name}", "")
    return (own or desk.words.either(f"columns.any.{name}", name)).split("|")[0]


def _shown(row: Fact, name: str) -> str:
    value = getattr(row, name)
    if value is None:
        return "\u2014"
    return f"{value:,}".removesuffix(".0") if isinstance(value, int | float) else str(value)


def _what(desk: Desk, row: Fact) -> str:
    """What the row is about, in words."""
    city, lang = desk.city, desk.words.lang
    station = str(getattr(row, "station", ""))
    if station:
        names = {place.code: (place.name, place.name_en) for place in city.stations}
        name, name_en = names.get(station, (station, station))
        return name if lang == "zh" else name_en
    if isinstance(row, StormFix | StormForecast):
        return f"{row.storm} {desk.words.either(f'terms.agency.{row.agency}', row.agency)}"
    unit = city.name_of(getattr(row, "unit", ""), lang)
    item = getattr(row, "item", "")
    return f"{unit} {desk.words.either(f'terms.impact_item.{item}', str(item))}".strip()
