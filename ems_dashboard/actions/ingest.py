"""Taking files in: each file is one transaction, and a file that is refused leaves the store
untouched."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache, partial
from itertools import chain
from pathlib import Path

from ems_dashboard.actions.doubtful import doubts_of
from ems_dashboard.actions.standing_rows import completed, standing_for, unchanged
from ems_dashboard.actions.twins import joined
from ems_dashboard.errors import Refused
from ems_dashboard.feeds import FeedContext, Problem, Reading, read_file
from ems_dashboard.feeds.csv_folder import files_in
from ems_dashboard.moments import Moment, as_valid
from ems_dashboard.rules.city import City
from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.incidents import Incident, Register
from ems_dashboard.rules.origins import Origin, binds_now, may_bring
from ems_dashboard.rules.storms import StormFix
from ems_dashboard.rules.warnings import WarningMessage
from ems_dashboard.store import Appended, Connection, Reader, Store
from ems_dashboard.store.appending import append
from ems_dashboard.store.incidents import incidents_known
from ems_dashboard.text import Words


@dataclass(frozen=True, slots=True)
class FileResult:
    path: str
    kind: str | None
    read: int = 0
    accepted: int = 0
    duplicates: int = 0
    rejected: int = 0
    problems: tuple[Problem, ...] = ()
    refused: bool = False
    says_none: bool = False
    newest: tuple[tuple[str, datetime], ...] = ()
    """The newest moment of each kind in it, those that were there already included."""


def ingest(
    store: Store,
    city: City,
    paths: Iterable[Path],
    *,
    moment: Moment,
    words: Words,
    kind: str | None = None,
    written_by: str = "",
    origin: Origin = Origin.HISTORY,
    together: Iterable[Path] = (),
) -> list[FileResult]:
    """Reads files and the files of folders, in order. `together`: files of the same delivery;
    what belongs to an incident that one of them brings belongs to it already."""
    context = context_of(store, city, words, moment, kind, origin)
    files = list(chain.from_iterable(map(_files_of, paths)))
    delivered = dict.fromkeys([*files, *together])
    coming = [path for path in delivered if path.name.startswith(Incident.KIND)]
    expected = partial(_coming, coming, context)

    def ingest(path: Path) -> FileResult:
        fresh = replace(context, register=registered(store, city, expected))
        return _ingest(store, path, fresh, written_by)

    return [ingest(path) for path in files]


def _files_of(path: Path) -> list[Path]:
    """One that is not there is read too, and refused."""
    return files_in(path) if path.exists() else [path]


def _coming(paths: Iterable[Path], context: FeedContext) -> list[Incident]:
    found: list[Incident] = []
    for path in paths:
        with suppress(Refused):  # what is wrong with it is said when it is its turn
            readings = read_file(path, replace(context, kind=Incident.KIND))
            facts = chain.from_iterable(reading.facts for reading in readings)
            found += [fact for fact in facts if isinstance(fact, Incident)]
    return found


def context_of(
    store: Store,
    city: City,
    words: Words,
    moment: Moment,
    kind: str | None = None,
    origin: Origin = Origin.HISTORY,
) -> FeedContext:
    return FeedContext(
        city=city,
        words=words,
        now=moment,
        register=registered(store, city),
        kind=kind,
        storm_called=_storm_called(store),
        warning_called=_warning_called(store),
        origin=origin,
        source=words("feeds.source_inbox") if origin is Origin.INBOX else "",
    )


def _ingest(store: Store, path: Path, context: FeedContext, written_by: str) -> FileResult:
    return taken(store, str(path), lambda: read_file(path, context), context, written_by)


def taken(
    store: Store,
    name: str,
    read: Callable[[], list[Reading]],
    context: FeedContext,
    written_by: str,
) -> FileResult:
    """What `read` gives goes into the store in one transaction; nothing where it refuses."""
    try:
        readings = read()
        facts = list(chain.from_iterable(reading.facts for reading in readings))
        require_origin(facts, context)
        _require_past(facts, context)
    except Refused as refusal:
        problem = Problem(None, "", "", str(refusal))
        return FileResult(name, context.kind, problems=(problem,), refused=True)
    with store.reading() as reader:
        asked = doubts_of(reader, facts, context) if context.origin is not Origin.SEASON else []
    appended = store.write(lambda connection: _append(connection, facts, context, written_by))
    problems = chain.from_iterable(reading.problems for reading in readings)
    return FileResult(
        name,
        _kinds(readings),
        read=sum(reading.read for reading in readings),
        accepted=appended.accepted,
        duplicates=appended.duplicates,
        rejected=sum(reading.rejected for reading in readings),
        problems=(*problems, *asked),
        says_none=any(reading.says_none for reading in readings),
        newest=_newest(facts),
    )


def _newest(facts: Iterable[Fact]) -> tuple[tuple[str, datetime], ...]:
    newest: dict[str, datetime] = {}
    for fact in facts:
        newest[fact.KIND] = max(fact.valid_at, newest.get(fact.KIND, fact.valid_at))
    return tuple(newest.items())


def require_origin(facts: Iterable[Fact], context: FeedContext) -> None:
    """The gate before the store. Raises Refused where a kind may not come this way."""
    strange = {type(fact) for fact in facts if not may_bring(type(fact), context.origin)}
    if strange:
        say = context.words
        raise Refused(
            say(
                "feeds.not_from_outside",
                kinds=_named(strange, say),
                origin=say(f"terms.origin.{context.origin}"),
            )
        )


def _require_past(facts: Sequence[Fact], context: FeedContext) -> None:
    """What is imported on the command line is history: it decides nothing that holds now."""
    if context.origin is not Origin.HISTORY:
        return
    still_open = {row.incident for row in context.register().incidents if row.open_at(context.now)}
    incidents = {
        f.key: f for f in sorted(facts, key=lambda f: f.valid_at) if isinstance(f, Incident)
    }
    decided = [*incidents.values(), *(fact for fact in facts if not isinstance(fact, Incident))]
    binding = [fact for fact in decided if binds_now(fact, context.now, still_open)]
    if binding:
        kinds = _named({type(fact) for fact in binding}, context.words)
        raise Refused(context.words("feeds.binds_now", kinds=kinds, n=len(binding)))


def _named(kinds: Iterable[type[Fact]], say: Words) -> str:
    names = (say.either(f"columns.kind.{kind.KIND}", kind.KIND).split("|")[0] for kind in kinds)
    return say.listed(sorted(names))


def _append(
    connection: Connection, facts: list[Fact], context: FeedContext, written_by: str
) -> Appended:
    reader = Reader(connection)
    rows = joined(reader, context.city, facts)
    if context.origin is Origin.SEASON:
        return append(connection, rows, written_by=written_by, moment=context.now)
    standing = standing_for(reader, rows)
    rows = [completed(fact, standing) for fact in rows]
    fresh = [fact for fact in rows if not unchanged(fact, standing)]
    done = append(connection, fresh, written_by=written_by, moment=context.now)
    return replace(done, duplicates=done.duplicates + len(rows) - len(fresh))


def _kinds(readings: list[Reading]) -> str | None:
    return ",".join(dict.fromkeys(reading.kind for reading in readings)) or None


def registered(
    store: Store, city: City, coming: Callable[[], Iterable[Incident]] = tuple
) -> Callable[[], Register]:
    """The incidents as known when they are first asked for: what a file's rows may belong to.
    `coming`: those that other files of its delivery bring."""

    @cache
    def read() -> Register:
        with store.reading() as reader:
            known = incidents_known(reader)
        newest = {row.incident: row for row in coming()} | {row.incident: row for row in known}
        return Register(newest.values(), city.plan.thresholds.margin)

    return read


def _storm_called(store: Store) -> Callable[[str, int], str | None]:
    """By the operational fixes of the season: they bear the national number."""
    known: dict[int, dict[str, str]] = {}

    def find(name: str, season: int) -> str | None:
        if season not in known:
            begin, end = (
                as_valid(datetime(year, 1, 1, tzinfo=UTC)) for year in (season, season + 1)
            )
            fixes = store.history(StormFix, since=begin, before=end, agency="CMA")
            known[season] = {fix.name_en.upper(): fix.storm for fix in fixes if fix.name_en}
        return known[season].get(name.upper())

    return find


def _warning_called(store: Store) -> Callable[[str], WarningMessage | None]:
    """The newest message of an id, of whichever mode."""

    def find(name: str) -> WarningMessage | None:
        rows = [
            row
            for mode in ("live", "exercise")
            for row in store.history(WarningMessage, mode=mode, id=name)
        ]
        return max(rows, key=lambda row: row.seq or 0, default=None)

    return find
