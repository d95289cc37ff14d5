"""Another database by its SQLAlchemy URL: rows newer than the last read, in batches, as the
mapping of the source says (out of the box SL 323-2011 ST_PPTN_R and ST_RIVER_R). Nothing is ever
written there."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import (  # fmt: skip
    Column,
    ColumnElement,
    Connection,
    Engine,
    MetaData,
    String,
    Table,
    and_,
    create_engine,
    inspect,
    literal,
    or_,
    select,
    type_coerce,
)
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from ems_dashboard.clock import BEIJING
from ems_dashboard.feeds.fetching import Unreached
from ems_dashboard.feeds.reading import FeedContext, Problem, Reading
from ems_dashboard.feeds.rows import Cells, read_rows
from ems_dashboard.feeds.sources import Source, TableMap
from ems_dashboard.feeds.values import Unreadable, moment
from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.kinds import KINDS
from ems_dashboard.rules.observations import Rain
from ems_dashboard.rules.wrong_clocks import latest_true

BATCH = 500
MOST_ROWS = 20_000
FIRST = timedelta(days=7)
DAY = "day_mm"
AGAIN = timedelta(hours=2)
"""Stations report late: the last two hours before the mark are read again; known rows add
nothing."""
Values = Sequence[object]


@dataclass(frozen=True, slots=True)
class Batch:
    """`mark`: the newest moment of the table read so far."""

    table: str
    reading: Reading
    mark: datetime | None


def batches(source: Source, marks: Mapping[str, datetime], context: FeedContext) -> Iterator[Batch]:
    """Raises Unreached where the database does not answer or has none of the tables."""
    say, engine = context.words, _engine(source, context)
    try:
        with engine.connect() as connection:
            names = _names(connection)
            present = [table for table in source.tables if table.table.lower() in names]
            if not present:
                wanted = say.listed(table.table for table in source.tables)
                raise Unreached(say("feeds.no_tables", tables=wanted))
            for mapping in present:
                table = Table(names[mapping.table.lower()], MetaData(), autoload_with=connection)
                yield from _Reader(
                    connection, table, mapping, marks.get(mapping.table), context
                ).batches()
    except SQLAlchemyError as error:
        raise Unreached(say("feeds.database_fails", reason=type(error).__name__)) from error
    finally:
        engine.dispose()


def _engine(source: Source, context: FeedContext) -> Engine:
    try:
        url = make_url(source.address)
        kind, seconds = url.get_backend_name(), int(source.timeout)
        if kind == "sqlite" and not Path(url.database or "").is_file():  # it would be made
            raise Unreached(context.words("feeds.database_fails", reason="FileNotFoundError"))
        limits: dict[str, dict[str, object]] = {
            "sqlite": {"timeout": seconds},
            "postgresql": {
                "connect_timeout": seconds,
                "options": f"-c statement_timeout={seconds * 1000}",
            },
        }
        return create_engine(url, poolclass=NullPool, connect_args=limits.get(kind, {}))
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        raise Unreached(
            context.words("feeds.database_address", reason=type(error).__name__)
        ) from error


def _names(connection: Connection) -> dict[str, str]:
    """Tables and views by their name in small letters: some databases fold names to one case,
    some do not."""
    found = inspect(connection)
    return {name.lower(): name for name in (*found.get_table_names(), *found.get_view_names())}


class _Reader:
    """One table, from its mark onward by the key (time, station)."""

    def __init__(
        self,
        connection: Connection,
        table: Table,
        mapping: TableMap,
        mark: datetime | None,
        context: FeedContext,
    ) -> None:
        self.connection, self.mapping, self.context = connection, mapping, context
        self.before, self.mark = mark, mark
        self.since = mark - AGAIN if mark else context.now - FIRST
        by_name = {column.name.lower(): column for column in table.columns}
        if lacking := [name for name in mapping.columns.values() if name.lower() not in by_name]:
            raise Unreached(
                context.words(
                    "feeds.no_column", table=mapping.table, column=context.words.listed(lacking)
                )
            )
        self.columns = {field: by_name[name.lower()] for field, name in mapping.columns.items()}
        day = mapping.day_column.lower()
        if day in by_name:
            self.columns[DAY] = by_name[day]
        self.fields = list(self.columns)
        self.measured = next(name for name in self.fields if name in ("rain_mm", "level_m"))
        self.stations = {place.stcd: place.code for place in context.city.stations if place.stcd}
        self.stations |= {place.code: place.code for place in context.city.stations}

    def batches(self) -> Iterator[Batch]:
        last: Values | None = None
        fresh = 0
        while fresh < MOST_ROWS:
            rows = self._page(last)
            if rows:
                self._move_mark(rows)
                yield Batch(self.mapping.table, self._read(rows), self.mark)
            if len(rows) < BATCH:
                return
            last = rows[-1]
            if self._has_moved():
                fresh += BATCH

    def _has_moved(self) -> bool:
        """Rows before the mark of the last time are read again, and are not new."""
        if self.before is None:
            return True
        return self.mark is not None and self.mark > self.before

    def _page(self, last: Values | None) -> Sequence[Values]:
        time, station = self.columns["valid_at"], self.columns["station"]
        after = self._start(time) if last is None else self._after(last, time, station)
        # what the driver gives, unconverted: one bad value must not spoil the batch
        wanted = select(*(type_coerce(column, String()) for column in self.columns.values()))
        return self.connection.execute(
            wanted.where(after).order_by(time, station).limit(BATCH)
        ).all()

    def _start(self, time: Column[Any]) -> ColumnElement[bool]:
        local = self.since.astimezone(BEIJING).replace(tzinfo=None)
        if self.connection.dialect.name == "sqlite" or isinstance(time.type, String):
            return type_coerce(time, String()) >= local.strftime("%Y-%m-%d %H:%M:%S")
        return time >= (self.since if getattr(time.type, "timezone", False) else local)

    def _after(self, last: Values, time: Column[Any], station: Column[Any]) -> ColumnElement[bool]:
        row = dict(zip(self.fields, last, strict=True))
        at, code = literal(row["valid_at"]), literal(row["station"])
        if self.connection.dialect.name == "sqlite":
            return _later(type_coerce(time, String()), station, at, code)
        return _later(time, station, at, code)

    def _move_mark(self, rows: Sequence[Values]) -> None:
        place = self.fields.index("valid_at")
        for row in rows:
            with suppress(Unreadable):
                at = moment(_text(row[place]))
                if at <= latest_true(self.context.now, self.context.city.plan.thresholds):
                    self.mark = max(at, self.mark or at)

    def _read(self, rows: Sequence[Values]) -> Reading:
        cells: list[Cells] = []
        strangers: list[str] = []
        for n, row in enumerate(rows):
            values = dict(zip(self.fields, row, strict=True))
            station = _text(values["station"])
            if station in self.stations:
                told = self._told(values | {"station": self.stations[station]})
                cells += [(n, [self._cell(*item) for item in each.items()]) for each in told]
            else:
                strangers.append(station)
        titles = [name for name in self.fields if name != DAY]
        reading = read_rows(KINDS[self.mapping.kind], titles, cells, self.context)
        problems = [self._placed(problem, rows) for problem in reading.problems]
        facts = []
        for fact in reading.facts:
            wrong = self._implausible(fact)
            if wrong is None:
                facts.append(replace(fact, source=self.mapping.table))
            else:
                problems.append(wrong)
        problems += [*self._differing(facts), *self._strange(strangers)]
        rejected = len(cells) - len(facts)
        return Reading(reading.kind, len(cells), tuple(facts), rejected, tuple(problems))

    def _told(self, values: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """What was measured in the row's hours, and the day's total that some rows bear beside."""
        total = values.pop(DAY, None)
        if values[self.measured] is not None:  # NULL: not measured
            yield values
        if total is not None:
            yield values | {self.measured: total, "hours": "24.00"}

    def _strange(self, stations: Sequence[str]) -> list[Problem]:
        if not stations:
            return []
        some = self.context.words.listed(sorted(set(stations))[:5])
        said = self.context.words("feeds.strange_stations", n=len(stations), stations=some)
        return [Problem(None, self._name("station"), "", said)]

    def _differing(self, facts: Sequence[Fact]) -> list[Problem]:
        """The same key twice with other values: the later row counts, as in the ledger."""
        seen: dict[tuple[Any, ...], list[float]] = {}
        for fact in facts:
            value = fact.rain_mm if isinstance(fact, Rain) else getattr(fact, "level_m", 0.0)
            seen.setdefault(fact.key, []).append(value)
        found = []
        for key, values in seen.items():
            if len(set(values)) > 1:
                written = self.context.words.listed(f"{value:g}" for value in values)
                told = {
                    "station": key[0],
                    "at": f"{key[-1].astimezone(BEIJING):%m-%d %H:%M}",
                    "values": written,
                }
                said = self.context.words("feeds.twice_differs", **told)
                found.append(Problem(None, self._name("station"), written, said))
        return found

    def _cell(self, name: str, value: object) -> str:
        text = _text(value)
        return _clock_hours(text) if name == "hours" and self.mapping.clock_hours else text

    def _name(self, field: str) -> str:
        return f"{self.mapping.table}.{self.mapping.columns.get(field, field)}"

    def _placed(self, problem: Problem, rows: Sequence[Values]) -> Problem:
        """By table, column, station and time instead of by line."""
        row = dict(zip(self.fields, rows[problem.line or 0], strict=True))
        key = f"{_text(row['station'])} {_text(row['valid_at'])}"
        return Problem(None, self._name(problem.column), problem.value, f"{key}: {problem.message}")

    def _implausible(self, fact: Fact) -> Problem | None:
        say = self.context.words
        if isinstance(fact, Rain) and fact.rain_mm < 0:
            value = f"{fact.rain_mm:g}"
            return Problem(
                None,
                self._name("rain_mm"),
                value,
                f"{fact.station}: {say('feeds.negative', value=value)}",
            )
        return None


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()


def _clock_hours(text: str) -> str:
    """HH.NN → hours. What is no number is left for the reader of rows to name."""
    try:
        hours = float(text)
    except ValueError:
        return text
    return str(round(int(hours) + (hours - int(hours)) * 100 / 60, 4))


def _later(
    time: ColumnElement[Any], station: Column[Any], at: ColumnElement[Any], code: ColumnElement[Any]
) -> ColumnElement[bool]:
    """Rows after the place that was reached last, in the order of moments and stations."""
    return or_(time > at, and_(time == at, station > code))
