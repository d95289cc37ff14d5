"""Statements made ready once and run by the driver itself: around one row, SQLAlchemy's own way
of running a statement takes several times as long as the database does."""

from typing import Any, cast

from sqlalchemy import ClauseElement, Connection, Dialect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler

Values = dict[str, Any]
NOTHING: Values = {}
BY_NAME: dict[str, Dialect] = {
    "sqlite": sqlite.dialect(paramstyle="named"),
    "postgresql": postgresql.psycopg.dialect(),  # type: ignore[no-untyped-call]
}


def execute(
    connection: Connection, text: str, values: Values | list[Values] = NOTHING
) -> list[tuple[Any, ...]]:
    """Runs it, once for each of a list; returns its rows. What the driver raises is told as by
    SQLAlchemy."""
    try:
        cursor = driver_connection(connection).cursor()
        if type(values) is list:
            cursor.executemany(text, values)
            return []
        cursor.execute(text, values)
        return cursor.fetchall() if cursor.description else []
    except connection.dialect.loaded_dbapi.Error as error:
        raise DBAPIError.instance(
            text, values, error, type(error), dialect=connection.dialect
        ) from error


def driver_connection(connection: Connection) -> Any:
    """The driver's own connection, whose type differs by driver."""
    return connection.connection.driver_connection


class PreparedStatement:
    """A statement made ready; its values are given by the names that it has for them."""

    def __init__(self, statement: ClauseElement, dialect: str) -> None:
        spoken = BY_NAME[dialect]
        compiled = cast(SQLCompiler, statement.compile(dialect=spoken))
        kinds = {
            name: bind.type.dialect_impl(spoken).bind_processor(spoken)
            for name, bind in compiled.binds.items()
        }
        self._text = str(compiled)
        self._given = {
            name: bind.value for name, bind in compiled.binds.items() if not bind.required
        }
        self._encoders = [(name, encode) for name, encode in kinds.items() if encode is not None]

    def rows(self, connection: Connection, values: Values) -> list[tuple[Any, ...]]:
        return execute(connection, self._text, self.ready(values))

    def each(self, connection: Connection, rows: list[Values]) -> None:
        """Runs it for each of the rows, as `ready` makes them."""
        execute(connection, self._text, rows)

    def ready(self, values: Values) -> Values:
        """The values as the driver takes them; the same for every statement on the same columns."""
        if not (self._given or self._encoders):
            return values
        ready = self._given | values
        for name, encode in self._encoders:
            ready[name] = encode(ready[name])
        return ready
