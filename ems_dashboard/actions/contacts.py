"""Contacts (通讯录): who is there to be called, entered one by one or as a list; nothing is ever
overwritten, a contact that is changed or ended stays readable for the moments before."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ems_dashboard.actions.acting import Desk, anew, new_id, require
from ems_dashboard.errors import Refused
from ems_dashboard.rules.contacts import Contact, digits_of, normal_number, unit_around
from ems_dashboard.rules.roles import OWN_UNIT_ONLY
from ems_dashboard.rules.typed import unquoted
from ems_dashboard.store import Connection, Reader
from ems_dashboard.store.appending import append

WRITE = "write:contacts"
BETWEEN_COLUMNS = re.compile(r"[\t,,]")
BETWEEN_NUMBERS = re.compile(r"[;;、//\s]+")
ADDRESS = re.compile(r"[a-z][a-z0-9_-]*:\S+")
FIRST_PLACE, LAST_PLACE = 1, 99
MOST_LINES = 2_000
COLUMNS = ("unit", "place", "post", "name", "telephones", "addresses")
"""Of a list as it is pasted from a sheet, and as the page writes it."""


@dataclass(frozen=True, slots=True)
class Person:
    """What is entered of a contact. `unit`: a code; `telephones`, `addresses`: as typed."""

    unit: str
    name: str
    post: str = ""
    telephones: str = ""
    addresses: str = ""
    place: int = 1


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of the lines of a list."""

    added: int
    changed: int
    same: int


def add(desk: Desk, given: Person) -> Contact:
    """Raises Refused where a number is none, or somebody has the address already."""
    return desk.store.write(lambda connection: _added(desk, connection, given))


def change(desk: Desk, name: str, given: Person) -> Contact:
    return desk.store.write(
        lambda connection: _changed(desk, connection, _standing(desk, connection, name), given)
    )


def end(desk: Desk, name: str) -> Contact:
    """The contact holds no longer from this minute on."""

    def work(connection: Connection) -> Contact:
        before = _standing(desk, connection, name)
        _require(desk, before.unit)
        return _saved(desk, connection, anew(desk, before, until=desk.moment))

    return desk.store.write(work)


def take_in(desk: Desk, people: Sequence[Person]) -> TakenIn:
    """A whole list or none of it: who stands there already under the same name is changed, or left
    where nothing is new."""
    if not people:
        raise Refused(desk.words("contacts.no_lines"))

    def work(connection: Connection) -> TakenIn:
        counts = {"added": 0, "changed": 0, "same": 0}
        for number, given in enumerate(people, start=1):
            try:
                counts[_taken(desk, connection, given)] += 1
            except Refused as refusal:
                raise Refused(desk.words("contacts.line", n=number, said=refusal)) from refusal
        return TakenIn(**counts)

    return desk.store.write(work)


def read_lines(desk: Desk, text: str) -> tuple[list[Person], list[str]]:
    """What the lines say, and a sentence for each that cannot be read. A heading is passed over."""
    if text.count("\n") > MOST_LINES:
        return [], [desk.words("contacts.too_many", most=MOST_LINES)]
    found: list[Person] = []
    wrong: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        cells = [unquoted(cell.strip()) for cell in BETWEEN_COLUMNS.split(line)]
        if not any(cells) or _is_heading(desk, cells):
            continue
        try:
            found.append(_read(desk, cells))
        except Refused as refusal:
            wrong.append(desk.words("contacts.line", n=number, said=refusal))
    return found, wrong


def line_of(contact: Contact, unit: str) -> tuple[str, ...]:
    """The columns of a contact as `read_lines` takes them; `unit`: its name."""
    numbers, addresses = ";".join(contact.telephones), ";".join(contact.addresses)
    return unit, str(contact.place), contact.post, contact.name, numbers, addresses


def _is_heading(desk: Desk, cells: Sequence[str]) -> bool:
    return cells[0] == desk.words("contacts.column.unit")


def _read(desk: Desk, cells: Sequence[str]) -> Person:
    unit, place, post, name, numbers, addresses = (*cells, "", "", "", "", "")[: len(COLUMNS)]
    if place and not place.isdigit():
        raise Refused(desk.words("contacts.no_place", place=place))
    code = code_of(desk, unit)
    _numbers(desk, numbers)
    _addresses(desk, addresses)
    return Person(code, name, post, numbers, addresses, int(place or FIRST_PLACE))


def code_of(desk: Desk, unit: str) -> str:
    """The code of whatever may have people, from its code or its name."""
    city = desk.city
    code = city.find(unit)
    for register in ("groups", "teams", "shelters"):
        code = code or city.find_in(register, unit)
    if not code:
        raise Refused(desk.words("contacts.no_unit", unit=unit))
    return code


def _require(desk: Desk, unit: str) -> None:
    """A county keeps the contacts of what belongs to it, headquarters everybody's."""
    around = unit_around(desk.city, unit)
    if not around:
        raise Refused(desk.words("contacts.no_unit", unit=unit))
    require(desk, WRITE, around if desk.actor.role in OWN_UNIT_ONLY else None)


def _taken(desk: Desk, connection: Connection, given: Person) -> str:
    others = _others(desk, connection)
    same = next((o for o in others if (o.unit, o.name) == (given.unit, given.name)), None)
    if same is None:
        _added(desk, connection, given)
        return "added"
    if _as_entered(desk, same, given) == same:
        return "same"
    _changed(desk, connection, same, given)
    return "changed"


def _added(desk: Desk, connection: Connection, given: Person) -> Contact:
    _require(desk, given.unit)
    row = Contact(
        contact=new_id(desk.moment),
        valid_at=desk.moment,
        known_at=desk.moment,
        unit=given.unit,
        name=given.name,
    )
    return _saved(desk, connection, _checked(desk, connection, row, given))


def _changed(desk: Desk, connection: Connection, before: Contact, given: Person) -> Contact:
    _require(desk, before.unit)
    _require(desk, given.unit)
    return _saved(desk, connection, _checked(desk, connection, anew(desk, before), given))


def _checked(desk: Desk, connection: Connection, row: Contact, given: Person) -> Contact:
    if not given.name.strip():
        raise Refused(desk.words("contacts.no_name"))
    if not FIRST_PLACE <= given.place <= LAST_PLACE:
        raise Refused(desk.words("contacts.no_place", place=given.place))
    row = _as_entered(desk, row, given)
    if not row.telephones and not row.addresses:
        raise Refused(desk.words("contacts.no_way", name=row.name))
    others = [each for each in _others(desk, connection) if each.contact != row.contact]
    _require_once(desk, row, others)
    return row


def _as_entered(desk: Desk, row: Contact, given: Person) -> Contact:
    return replace(
        row,
        unit=given.unit,
        name=given.name.strip(),
        post=given.post.strip(),
        telephones=_numbers(desk, given.telephones),
        addresses=_addresses(desk, given.addresses),
        place=given.place,
    )


def _numbers(desk: Desk, typed: str) -> tuple[str, ...]:
    # a gap within a number is none between two: 138 0013 8000
    pieces = [piece.strip() for piece in re.split(r"[;;、//\n]", typed) if piece.strip()]
    found = []
    for piece in pieces:
        number = normal_number(piece)
        if not number:
            raise Refused(desk.words("contacts.no_number", number=piece))
        found.append(number)
    if len({digits_of(number) for number in found}) < len(found):
        raise Refused(desk.words("contacts.number_twice"))
    return tuple(found)


def _addresses(desk: Desk, typed: str) -> tuple[str, ...]:
    pieces = [piece for piece in BETWEEN_NUMBERS.split(typed) if piece]
    for piece in pieces:
        if not ADDRESS.fullmatch(piece):
            raise Refused(desk.words("contacts.no_address", address=piece))
    if len(set(pieces)) < len(pieces):
        raise Refused(desk.words("contacts.address_twice", address=_first_twice(pieces)))
    return tuple(pieces)


def _first_twice(pieces: Sequence[str]) -> str:
    return next(piece for n, piece in enumerate(pieces) if piece in pieces[:n])


def _require_once(desk: Desk, row: Contact, others: Iterable[Contact]) -> None:
    """A duty room's telephone is shared; a message to one address must not come twice."""
    for other in others:
        if (other.unit, other.name) == (row.unit, row.name):
            raise Refused(desk.words("contacts.there_already", name=row.name))
        for address in row.addresses:
            if address in other.addresses:
                raise Refused(
                    desk.words("contacts.address_taken", address=address, name=other.name)
                )


def _others(desk: Desk, connection: Connection) -> list[Contact]:
    rows = Reader(connection).current(Contact, as_of=desk.moment)
    return [row for row in rows if row.holds_at(desk.moment)]


def _standing(desk: Desk, connection: Connection, name: str) -> Contact:
    rows = Reader(connection).history(Contact, contact=name)
    if not rows or not rows[-1].holds_at(desk.moment):
        raise Refused(desk.words("contacts.gone"))
    return rows[-1]


def _saved(desk: Desk, connection: Connection, row: Contact) -> Contact:
    append(connection, [row], written_by=desk.actor.account, moment=desk.moment)
    return row
