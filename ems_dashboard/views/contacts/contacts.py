"""The contacts (通讯录): who is called, in which order, with the forms to keep them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from ems_dashboard.actions.contacts import (
    COLUMNS,
    WRITE,
    Person,
    TakenIn,
    add,
    change,
    end,
    line_of,
    read_lines,
    take_in,
)
from ems_dashboard.actions.outbox import channels, send_test
from ems_dashboard.rules.city import City, Group, Place
from ems_dashboard.rules.contacts import Contact, sees_number, unit_around
from ems_dashboard.rules.roles import may
from ems_dashboard.screen.here import Here
from ems_dashboard.situation.contacts import contacts_for
from ems_dashboard.templating import rendered
from ems_dashboard.text import Lang
from ems_dashboard.views.frame import downloads
from ems_dashboard.views.frame.acting import attempt, calm, heading
from ems_dashboard.views.frame.folding import fold
from ems_dashboard.views.streamlit_internals import drafts
from ems_dashboard.views.streamlit_internals.pressing import pressed


@dataclass(frozen=True, slots=True)
class Line:
    unit: str
    place: int
    post: str
    name: str
    numbers: Sequence[str]
    addresses: str
    callable: bool


def show(here: Here) -> None:
    found = [row for row in _known(here) if _wanted(here, row)]
    _show_channels(here)
    _show_list(here, found)
    if here.past or not may(here.role, WRITE):
        return
    _add(here)
    _change(here, found)
    _many(here, found)


def unit_name(city: City, code: str, lang: Lang) -> str:
    """Of whatever has people: a group, a team and a shelter too."""
    places: tuple[Place | Group, ...] = (*city.groups, *city.teams, *city.shelters)
    found = next((place for place in places if place.code == code), None)
    if found is None:
        return city.name_of(code, lang)
    return found.name if lang == "zh" else found.name_en


def _show_channels(here: Here) -> None:
    """Whoever sends orders is told by which channels they leave, and when by none."""
    if may(here.role, "call:contacts"):
        names = [channel.name for channel in channels()]
        said = here.words("outbox.there", names=here.words.listed(names)) if names else ""
        calm(said or here.words("outbox.none"))


def _known(here: Here) -> list[Contact]:
    return contacts_for(here.store, here.city, here.actor, here.as_of)


def _wanted(here: Here, row: Contact) -> bool:
    around = unit_around(here.city, row.unit)
    return here.scope.is_city or row.unit == here.scope.code or around in here.scope.own


def _show_list(here: Here, found: Sequence[Contact]) -> None:
    word = here.words
    if not found:
        calm(word("contacts.none"))
        return
    sees = {row.unit: sees_number(here.actor, here.city, row.unit) for row in found}
    note = "" if all(sees.values()) else word("contacts.masked_note")
    heading(word("contacts.title", n=len(found)), note)
    if silent := _without(here, found):
        calm(word("contacts.units_without", units=word.listed(silent)))
    _show_by_unit(here, found, sees)
    _offer_file(here, found, all_seen=all(sees.values()))


def _show_by_unit(here: Here, found: Sequence[Contact], sees: Mapping[str, bool]) -> None:
    """The people of counties and departments stand open; those of their townships, teams, shelters
    and groups are folded beneath, a county at a time."""
    around = {row.unit: unit_around(here.city, row.unit) for row in found}
    if own := [row for row in found if row.unit == around[row.unit]]:
        st.html(_table(here, own, sees))
    below = [row for row in found if row.unit != around[row.unit]]
    for unit in dict.fromkeys(around[row.unit] for row in below):
        rows = [row for row in below if around[row.unit] == unit]
        name = here.city.name_of(unit, here.lang)
        title = here.words("contacts.below", unit=name, n=len(rows))
        st.html(fold(title, _table(here, rows, sees)))


def _table(here: Here, rows: Sequence[Contact], sees: Mapping[str, bool]) -> str:
    word = here.words
    return rendered(
        "contacts/list.html",
        heads=[word(f"contacts.column.{name}") for name in _HEADS],
        lines=[_line(here, row, sees[row.unit]) for row in rows],
        missing=word("contacts.no_telephone"),
    )


_HEADS = ("unit", "place", "name", "telephones", "addresses")


def _line(here: Here, row: Contact, sees: bool) -> Line:
    unit = unit_name(here.city, row.unit, here.lang)
    addresses = here.words.listed(row.addresses)
    return Line(unit, row.place, row.post, row.name, row.telephones, addresses, sees)


def _without(here: Here, found: Sequence[Contact]) -> list[str]:
    """The city's units that nobody can be called in."""
    if not here.scope.is_city or not may(here.role, "draft:orders"):
        return []
    there = {row.unit for row in found if row.telephones}
    return [here.city.short_of(unit, here.lang) for unit in here.city.by_code if unit not in there]


def _offer_file(here: Here, found: Sequence[Contact], *, all_seen: bool) -> None:
    """Without the numbers, unless whoever may see them all asks for them; a list with numbers can
    be pasted back."""
    word = here.words
    numbers = all_seen and st.checkbox(word("contacts.with_numbers"), key="contacts-numbers")
    rows = [line_of(row, unit_name(here.city, row.unit, here.lang)) for row in found]
    table = pd.DataFrame(rows, columns=[word(f"contacts.column.{name}") for name in COLUMNS])
    if not numbers:
        table = table.iloc[:, : COLUMNS.index("telephones")]
    downloads.offer(table, here, "contacts")


def _add(here: Here) -> None:
    with st.expander(here.words("contacts.add"), key="contacts-add"):
        form = drafts.open(here, "contact", defaults={"unit": _own_unit(here), "place": 1})
        given = _fields(here, form)
        label = here.words("contacts.do.save")
        with st.container(key="acts-contact"):
            wanted = pressed(st, label, key="contact-add", type="primary")
        if wanted:
            _attempt_saving(here, form, lambda: add(here.desk(), given))


def _change(here: Here, found: Sequence[Contact]) -> None:
    mine = {row.contact: row for row in found if _keeps(here, row)}
    if not mine:
        return
    word = here.words
    with st.expander(word("contacts.change"), key="contacts-change"):

        def named(name: str) -> str:
            row = mine[name]
            unit = unit_name(here.city, row.unit, here.lang)
            return f"{unit} {row.post} {row.name}"

        asked = word("contacts.pick")
        chosen = st.selectbox(
            word("contacts.who"), list(mine), None, named, "contacts-chosen", placeholder=asked
        )
        if chosen is not None:
            _change_one(here, mine[chosen])


def _change_one(here: Here, row: Contact) -> None:
    word = here.words
    defaults = {
        "unit": row.unit,
        "name": row.name,
        "post": row.post,
        "telephones": ";".join(row.telephones),
        "addresses": ";".join(row.addresses),
        "place": row.place,
    }
    form = drafts.open(here, "contact", item=row.contact, defaults=defaults, base=row.seq)
    given = _fields(here, form)
    with st.container(key=f"acts-contact-{row.contact}"):
        wanted = pressed(
            st, word("contacts.do.save"), key=f"contact-save-{row.contact}", type="primary"
        )
        ended = pressed(st, word("contacts.do.end"), key=f"contact-end-{row.contact}")
        if channels() and may(here.role, "call:contacts"):
            _offer_test(here, row)
    if wanted:
        _attempt_saving(here, form, lambda: change(here.desk(), row.contact, given))
    if ended:
        said = word("contacts.ended", name=row.name)
        attempt(lambda: end(here.desk(), row.contact), said, form.clear)


def _offer_test(here: Here, row: Contact) -> None:
    if pressed(st, here.words("outbox.do_test"), key=f"contact-test-{row.contact}"):
        attempt(
            lambda: send_test(here.desk(), row.contact),
            then=lambda n: st.toast(here.words("outbox.tested", n=n), duration="long"),
        )


def _keeps(here: Here, row: Contact) -> bool:
    own = here.sight.of(unit_around(here.city, row.unit))
    return own and sees_number(here.actor, here.city, row.unit)


def _own_unit(here: Here) -> str:
    if here.sight.whole:
        return here.scope.code
    return here.actor.unit


def _fields(here: Here, form: drafts.Form) -> Person:
    word, city = here.words, here.city
    codes = [city.code, *city.by_code, *city.departments_by_code, *city.county_of]
    codes += [group.code for group in city.groups]
    codes += [place.code for place in (*city.teams, *city.shelters)]
    own = [code for code in codes if here.sight.of(unit_around(city, code))]
    label = word("contacts.column.unit")
    unit = form.choose("unit", label, own, lambda code: unit_name(city, code, here.lang))
    left, right = st.columns(2)
    with left:
        name = form.text("name", word("contacts.column.name"))
        numbers = form.text(
            "telephones",
            word("contacts.column.telephones"),
            placeholder=word("contacts.telephones_hint"),
        )
        place = form.whole(
            "place", word("contacts.column.place"), placeholder=word("contacts.place_hint")
        )
    with right:
        post = form.text("post", word("contacts.column.post"))
        addresses = form.text(
            "addresses",
            word("contacts.column.addresses"),
            placeholder=word("contacts.addresses_hint"),
        )
    return Person(unit or "", name, post, numbers, addresses, 1 if place is None else place)


def _attempt_saving(here: Here, form: drafts.Form, act: Callable[[], Contact]) -> None:
    said = here.words("contacts.saved", name=str(form.values.get("name", "")))
    attempt(act, said, form.clear, lambda sentence: form.error("name", sentence))


def _many(here: Here, found: Sequence[Contact]) -> None:
    word = here.words
    with st.expander(word("contacts.many"), expanded=not found, key="contacts-many"):
        st.html(rendered("hint.html", said=word("contacts.many_hint")))
        form = drafts.open(here, "contacts-many")
        text = form.area("lines", word("contacts.lines"), height=220, on_change=lambda: None)
        people, wrong = read_lines(here.desk(), text)
        if wrong:
            form.error("lines", " ".join(wrong[:5]))
        with st.container(key="acts-contacts-many"):
            label = word("contacts.do.take_in", n=len(people))
            ready = bool(people) and not wrong
            wanted = pressed(st, label, key="contacts-take", type="primary", disabled=not ready)
        if wanted:
            attempt(
                lambda: take_in(here.desk(), people),
                then=lambda taken: _taken_in(here, form, taken),
                refused=lambda sentence: form.error("lines", sentence),
            )


def _taken_in(here: Here, form: drafts.Form, taken: TakenIn) -> None:
    form.clear()
    said = here.words("contacts.taken", added=taken.added, changed=taken.changed, same=taken.same)
    st.toast(said, duration="long")
