"""Drafts: what a person has typed into a form and not yet handed in. They are no facts: they
change and vanish, the ledger's version stays, and nobody is told of them by the push."""

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, and_, delete, or_, select, update
from sqlalchemy.sql.elements import ColumnElement

from ems_dashboard.store.schema import drafts

OPEN_FOR = timedelta(seconds=90)
"""An open form gives a sign every 30 seconds."""
EDITED_FOR = timedelta(minutes=10)
KEPT_EMPTY = timedelta(days=1)


class TooLarge(Exception):
    """More was typed into one form than any document holds."""


@dataclass(frozen=True, slots=True)
class DraftKey:
    account: str
    form: str
    item: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """`base`: the seq of the fact that was being changed when the draft began. `cleared_at`:
    when it was last handed in or given up; what a page from before that moment sends is too
    late."""

    key: DraftKey
    name: str
    seen_at: datetime
    fields: dict[str, object] = field(default_factory=dict)
    base: int | None = None
    updated_at: datetime | None = None
    cleared_at: datetime | None = None


def read_draft(connection: Connection, key: DraftKey) -> Draft | None:
    row = connection.execute(select(drafts).where(*_is(key))).first()
    return _draft(row) if row else None


def drafts_of(connection: Connection, account: str, form: str) -> list[Draft]:
    """What somebody typed into the forms of this name and did not hand in, newest first."""
    mine = and_(
        drafts.c.account == account, drafts.c.form == form, drafts.c.updated_at.is_not(None)
    )
    return [
        _draft(row)
        for row in connection.execute(
            select(drafts).where(mine).order_by(drafts.c.updated_at.desc())
        )
    ]


def others_in(connection: Connection, key: DraftKey, moment: datetime) -> list[Draft]:
    """Who else has the same form open, or typed into it minutes ago."""
    recent = or_(drafts.c.seen_at > moment - OPEN_FOR, drafts.c.updated_at > moment - EDITED_FOR)
    same = and_(
        drafts.c.form == key.form, drafts.c.item == key.item, drafts.c.account != key.account
    )
    rows = connection.execute(select(drafts).where(same, recent).order_by(drafts.c.seen_at))
    return [_draft(row) for row in rows]


def save_draft(
    connection: Connection,
    key: DraftKey,
    fields: dict[str, object],
    *,
    name: str,
    moment: datetime,
    issued: datetime,
    base: int | None = None,
    most: int | None = None,
) -> bool:
    """Notes that the form is open and puts the fields beside those already kept; False when what
    was sent belongs to a page (`issued`) from before the draft was handed in. Raises TooLarge
    where all fields together would have more than `most` characters."""
    held = read_draft(connection, key)
    if most is not None and len(_json((held.fields if held else {}) | fields)) > most:
        raise TooLarge
    if held is None:
        connection.execute(drafts.insert().values(**_values(key, name, moment, fields, base)))
        return True
    if fields and held.cleared_at is not None and issued <= held.cleared_at:
        return False
    changed = {"name": name, "seen_at": moment}
    if fields:
        kept_base = held.base if held.fields else base
        changed |= {"fields": _json(held.fields | fields), "updated_at": moment, "base": kept_base}
    connection.execute(update(drafts).where(*_is(key)).values(**changed))
    return True


def rebase_draft(connection: Connection, key: DraftKey, base: int | None) -> None:
    """The writer has seen what others changed meanwhile and keeps what he typed."""
    connection.execute(update(drafts).where(*_is(key)).values(base=base))


def clear_draft(connection: Connection, key: DraftKey, moment: datetime) -> None:
    """Forgets what was typed; the row stays a day, so that what is still under way is recognised
    as too late."""
    connection.execute(
        delete(drafts).where(drafts.c.updated_at.is_(None), drafts.c.seen_at < moment - KEPT_EMPTY)
    )
    emptied = {
        "fields": "{}",
        "base": None,
        "updated_at": None,
        "cleared_at": moment,
        "seen_at": moment,
    }
    connection.execute(update(drafts).where(*_is(key)).values(**emptied))


def _is(key: DraftKey) -> tuple[ColumnElement[bool], ...]:
    return drafts.c.account == key.account, drafts.c.form == key.form, drafts.c.item == key.item


def _values(
    key: DraftKey, name: str, moment: datetime, fields: dict[str, object], base: int | None
) -> dict[str, object]:
    typed = {"updated_at": moment, "base": base} if fields else {}
    place = {"account": key.account, "form": key.form, "item": key.item}
    return place | {"name": name, "seen_at": moment, "fields": _json(fields)} | typed


def _json(fields: dict[str, object]) -> str:
    return json.dumps(fields, ensure_ascii=False)


def _draft(row: Row[Any]) -> Draft:
    return Draft(
        key=DraftKey(row.account, row.form, row.item),
        name=row.name,
        seen_at=row.seen_at,
        fields=json.loads(row.fields),
        base=row.base,
        updated_at=row.updated_at,
        cleared_at=row.cleared_at,
    )
