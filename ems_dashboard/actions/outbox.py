"""The outbox: what an act tells people of is written in the act's own transaction, so that neither
is there without the other; actions/sending.py sends it."""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ems_dashboard.actions.acting import Desk, require
from ems_dashboard.clock import beijing
from ems_dashboard.config import settings
from ems_dashboard.errors import ConfigError, Refused
from ems_dashboard.feeds.channels import Channel, load_channels
from ems_dashboard.rules.contacts import Contact, chain
from ems_dashboard.rules.notices import Notice, parts
from ems_dashboard.rules.terms import CallAbout, Urgency
from ems_dashboard.store import Connection, Reader
from ems_dashboard.store.appending import append
from ems_dashboard.text import words

log = logging.getLogger("ems.outbox")


@dataclass(frozen=True, slots=True)
class Told:
    """What people are told: `units`: whose; `urgent`: in quiet hours too."""

    about: CallAbout
    reference: str
    incident: str
    units: tuple[str, ...]
    title: str
    text: str
    urgent: bool = False


def channels() -> tuple[Channel, ...]:
    """As the file says now; a mistake in it is logged and nothing is sent."""
    path = settings().channels
    return _loaded(path, path.stat().st_mtime_ns if path.exists() else 0)


@lru_cache(maxsize=4)
def _loaded(path: Path, _changed: int) -> tuple[Channel, ...]:
    try:
        return load_channels(path, words(settings().lang))
    except ConfigError as error:
        log.error("%s", error)
        return ()


def queue(desk: Desk, connection: Connection, told: Told) -> int:
    """Writes a message for everybody who is to hear of it, inside the act's transaction."""
    ways = channels()
    if not ways:
        return 0
    known = Reader(connection).current(Contact, as_of=desk.moment)
    people = [row for row in known if row.holds_at(desk.moment)]
    rows = [row for unit in told.units for row in _notices(desk, told, unit, people, ways)]
    return append(connection, rows, written_by=desk.actor.account, moment=desk.moment).accepted


def send_test(desk: Desk, name: str) -> int:
    """A message that says it is one, to every address of a contact. Raises Refused where there is
    no channel for it."""
    require(desk, "call:contacts")

    def work(connection: Connection) -> int:
        rows = Reader(connection).current(Contact, as_of=desk.moment, contact=name)
        text = desk.words("outbox.test_text", name=desk.actor.name)
        title = desk.words("outbox.test_title")
        made = [
            notice
            for row in rows
            for notice in _notices(
                desk,
                Told(CallAbout.TEST, name, "", (row.unit,), title, text, urgent=True),
                row.unit,
                [row],
                channels(),
            )
        ]
        if not made:
            raise Refused(desk.words("outbox.no_way"))
        return append(connection, made, written_by=desk.actor.account, moment=desk.moment).accepted

    return desk.store.write(work)


def _notices(
    desk: Desk, told: Told, unit: str, people: Iterable[Contact], ways: Iterable[Channel]
) -> Iterator[Notice]:
    mine = chain(people, unit)
    for channel in ways:
        if not channel.carries(told.about, unit):
            continue
        heard = mine[: channel.people] if channel.personal else (None,)
        for person in heard:
            if person is None or person.address_on(channel.name):
                yield from _parts(desk, told, unit, person, channel)


def _parts(
    desk: Desk, told: Told, unit: str, person: Contact | None, channel: Channel
) -> Iterator[Notice]:
    """The key begins with the minute of the act, so that messages sort in the order of acts."""
    contact, name = (person.contact, person.name) if person else ("", "")
    begun = f"{beijing(desk.moment):%Y%m%d%H%M%S%f}-{told.about}-{told.reference}"
    for number, text in enumerate(parts(told.text, channel.most)):
        yield Notice(
            notice=f"{begun}-{unit}-{contact}-{channel.name}-{number}",
            incident=told.incident,
            about=told.about,
            reference=told.reference,
            unit=unit,
            contact=contact,
            name=name,
            channel=channel.name,
            title=told.title,
            text=text,
            urgent=Urgency.URGENT if told.urgent else Urgency.NORMAL,
            valid_at=desk.moment,
            known_at=desk.moment,
        )
