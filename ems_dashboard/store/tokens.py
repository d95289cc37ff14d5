"""Tokens of walls: the hash of what stands in the address of a display."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, select, update

from ems_dashboard.store.schema import tokens


@dataclass(frozen=True, slots=True)
class Token:
    token: str
    key: str
    name: str
    created_at: datetime
    created_by: str
    seen_at: datetime | None = None
    revoked_at: datetime | None = None


FIELDS = tuple(Token.__dataclass_fields__)


def read_token(connection: Connection, key: str) -> Token | None:
    """None for one that is unknown or revoked."""
    row = connection.execute(
        _selected().where(tokens.c.key == key, tokens.c.revoked_at.is_(None))
    ).first()
    return Token(*row) if row else None


def read_tokens(connection: Connection, keys: Collection[str]) -> dict[str, Token]:
    """As read_token, of many at once, by key."""
    open_ones = tokens.c.key.in_(keys), tokens.c.revoked_at.is_(None)
    found = [Token(*row) for row in connection.execute(_selected().where(*open_ones))]
    return {token.key: token for token in found}


def all_tokens(connection: Connection) -> list[Token]:
    return [
        Token(*row) for row in connection.execute(_selected().order_by(tokens.c.created_at.desc()))
    ]


def add_token(connection: Connection, token: Token) -> None:
    connection.execute(tokens.insert().values(**{name: getattr(token, name) for name in FIELDS}))


def see_tokens(connection: Connection, keys: Collection[str], moment: datetime) -> None:
    connection.execute(update(tokens).where(tokens.c.key.in_(keys)).values(seen_at=moment))


def revoke_token(connection: Connection, token: str, moment: datetime) -> bool:
    """False where there is none to revoke."""
    open_ones = tokens.c.token == token, tokens.c.revoked_at.is_(None)
    return (
        connection.execute(update(tokens).where(*open_ones).values(revoked_at=moment)).rowcount == 1
    )


def _selected() -> Select[Any]:
    return select(*(tokens.c[name] for name in FIELDS))
