"""The contacts that hold at a moment, as far as somebody may read them."""

from dataclasses import replace

from ems_dashboard.moments import Moment
from ems_dashboard.rules.city import City
from ems_dashboard.rules.contacts import Contact, masked, sees_contact, sees_number
from ems_dashboard.rules.roles import Actor
from ems_dashboard.store import Reader, Store


def contacts_at(reader: Reader, as_of: Moment) -> list[Contact]:
    """With their numbers: for the people who call and for the worker that sends, never for a
    screen as it is."""
    return [row for row in reader.current(Contact, as_of=as_of) if row.holds_at(as_of)]


def contacts_for(store: Store, city: City, actor: Actor, as_of: Moment) -> list[Contact]:
    """Those whom the actor may know of, in the order of units and chains; numbers and addresses
    that he does not need are masked."""
    with store.reading() as reader:
        found = contacts_at(reader, as_of)
    known = [row for row in found if sees_contact(actor, city, row.unit)]
    shown = [row if sees_number(actor, city, row.unit) else _masked(row) for row in known]
    return sorted(shown, key=lambda row: (row.unit, row.place, row.name))


def _masked(row: Contact) -> Contact:
    numbers = tuple(map(masked, row.telephones))
    addresses = tuple(f"{each.partition(':')[0]}:***" for each in row.addresses)
    return replace(row, telephones=numbers, addresses=addresses)
