"""Forms whose drafts outlive everything: each field is restored before its widget is made, what is
typed is saved by a small script without a run of the page, what is chosen at the choice."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import blake2b
from typing import Any, TypeVar

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from ems_dashboard import clock
from ems_dashboard.actions.draft_ticket import Ticket, sealed
from ems_dashboard.clock import short_time
from ems_dashboard.feeds import values
from ems_dashboard.rules.typed import clean
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.scripts import component
from ems_dashboard.screen.theme import ASSETS
from ems_dashboard.store import Connection
from ems_dashboard.store.drafts import (
    Draft,
    DraftKey,
    clear_draft,
    others_in,
    read_draft,
    rebase_draft,
    save_draft,
)
from ems_dashboard.templating import rendered
from ems_dashboard.views.streamlit_internals import pressing
from ems_dashboard.views.streamlit_internals.draft_values import (
    Names,
    beijing_of,
    kept_as,
    member,
    members,
    naming,
)
from ems_dashboard.views.streamlit_internals.pressing import pressed

INSTANT = timedelta(microseconds=1)
GIVE_UP = "drop"
LINE_TEXTS = ("others", "saving", "saved", "waiting", "too_large", "drop", "undo", "dropped")
TYPED, COUNTED, CHOSEN = "t", "n", "c"
T = TypeVar("T")
N = TypeVar("N", int, float)
Widget = Callable[..., Any]
"""A widget of Streamlit: its label, then what it is made with."""
Restore = Callable[[object], object]
"""What a draft keeps of a field → what the widget takes."""


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody else in the same form; `since`: his last sign of life."""

    name: str
    since: datetime


def open(
    here: Here,
    form: str,
    item: str = "",
    defaults: Mapping[str, object] | None = None,
    base: int | None = None,
    head: "Form | None" = None,
) -> "Form":
    """The form with what was typed into it before; `item`: what it is about (an order's id), empty
    for a new one; `defaults`: what stands in its fields before anybody types; `base`: the seq of
    the fact that they come from; `head`: the fields beside it that are emptied with it."""
    opened = Form(here, DraftKey(here.actor.account, form, item), defaults or {}, base)
    opened.head = head
    opened.line()
    return opened


def beside(
    here: Here, form: str, item: str = "", defaults: Mapping[str, object] | None = None
) -> "Form":
    """Fields that are chosen, kept like those of a form, for a form that depends on them; no line
    of their own."""
    return Form(here, DraftKey(here.actor.account, form, item), defaults or {}, None)


class Form:
    def __init__(
        self, here: Here, key: DraftKey, defaults: Mapping[str, object], base: int | None
    ) -> None:
        self.here, self.base, self.values = here, base, dict[str, Any]()
        self._key, self._defaults, self._places = key, defaults, dict[str, Any]()
        self._mark = blake2b(repr(key).encode(), digest_size=5).hexdigest()
        self.head: Form | None = None
        self._now: datetime = clock.now()
        with here.store.reading() as reader:
            self._draft = read_draft(reader.connection, key) or Draft(
                key, here.actor.name, self._now
            )
            self._now = self._after_cleared()
            found = others_in(reader.connection, key, self._now)
        self.others = tuple(Other(other.name, other.updated_at or other.seen_at) for other in found)
        self.wrong = False
        """Whether a field holds what cannot be read as what it asks for."""

    @property
    def conflict(self) -> bool:
        """Whether the fact behind the form changed since the draft began."""
        return bool(self._draft.fields) and self._draft.base != self.base

    @property
    def prefix(self) -> str:
        """The form's name in the browser, for a component that keeps fields of its own
        (emsDrafts.put in drafts.js). Another one once it was handed in; the same after a restart of
        the server."""
        cleared = self._draft.cleared_at
        return f"draft-{self._mark}-{int(cleared.timestamp() * 1e6) if cleared else 0}"

    @property
    def typed(self) -> Mapping[str, object]:
        """Field → what was typed or chosen and is kept."""
        return self._draft.fields

    def text(self, name: str, label: str, **kw: Any) -> str:
        return self._typed(name, label, st.text_input, **kw).strip()

    def area(self, name: str, label: str, **kw: Any) -> str:
        return self._typed(name, label, st.text_area, **kw).strip()

    def number(self, name: str, label: str, **kw: Any) -> float | None:
        return self._counted(name, label, values.decimal, **kw)

    def whole(self, name: str, label: str, **kw: Any) -> int | None:
        return self._counted(name, label, values.whole, **kw)

    def choose(
        self, name: str, label: str, options: Sequence[T], names: Names = str, **kw: Any
    ) -> T | None:
        """`names`: option → what is shown; a mapping or a function."""
        kw = {"index": None} | kw | {"options": list(options), "format_func": naming(names)}
        chosen: T | None = self._chosen(name, label, st.selectbox, _one_of(options), **kw)
        return chosen

    def choose_many(
        self, name: str, label: str, options: Sequence[T], names: Names = str, **kw: Any
    ) -> list[T]:
        kw |= {"options": list(options), "format_func": naming(names)}
        chosen: list[T] = self._chosen(name, label, st.multiselect, _some_of(options), **kw)
        return chosen

    def one_of(
        self, name: str, label: str, options: Sequence[T], names: Names = str, **kw: Any
    ) -> T:
        """Side by side, one of them always chosen; `defaults` has to name one."""
        kw |= {"options": list(options), "format_func": naming(names), "required": True}
        chosen: T = self._chosen(name, label, st.segmented_control, _one_of(options), **kw)
        return chosen

    def tick(
        self, name: str, label: str, options: Sequence[T], names: Names = str, **kw: Any
    ) -> list[T]:
        """All of them to be seen, any number ticked, one press each. What is offered no more is
        ticked no more."""
        key, state = f"{self.prefix}-{CHOSEN}-{name}", st.session_state
        if key in state and (left := members(state[key], options)) != state[key]:
            # only then: a value that is set here undoes what was pressed meanwhile
            state[key] = left
        kw |= {"options": list(options), "format_func": naming(names), "selection_mode": "multi"}
        chosen: list[T] = self._chosen(name, label, st.pills, _some_of(options), **kw)
        return chosen

    def put(self, name: str, value: object) -> None:
        """Chooses what a press stands for; the field shows it from the next run on."""
        self._save({name: kept_as(value)})
        st.session_state.pop(f"{self.prefix}-{CHOSEN}-{name}", None)

    def moment(self, name: str, label: str, **kw: Any) -> datetime | None:
        """An aware moment of a whole minute; Beijing time on the screen."""
        kw = {"value": None, "step": 60, "format": "YYYY-MM-DD"} | kw
        local = self._chosen(name, label, st.datetime_input, beijing_of, **kw)
        moment = local.replace(tzinfo=clock.BEIJING).astimezone(UTC) if local else None
        self.values[name] = moment
        return moment

    def preset(self, name: str, value: object) -> None:
        """A default that is known only now: what the field depends on was chosen above it."""
        self._defaults = {**self._defaults, name: value}

    def error(self, name: str, sentence: str) -> None:
        """The answer to a press, beneath the field that it names or here where it is about the
        whole form; it stays there when a push draws the page anew."""
        if self.head and name not in self._places and name in self.head._places:
            self.head.error(name, sentence)
            return
        if name in self._places:
            pressing.pending_press().answers[self.prefix, name] = sentence
        self._say(name, sentence)

    def unsay(self, name: str) -> None:
        """An answer that has come to be wrong: what it asked for is there now."""
        if pressing.pending_press().answers.pop((self.prefix, name), None) and name in self._places:
            self._places[name].empty()

    def clear(self, _done: object = None) -> None:
        """After the form was handed in (whatever that gave back) or given up; the next run shows it
        fresh."""
        self._write(lambda connection: clear_draft(connection, self._key, self._after_cleared()))
        st.session_state.pop(self._undo, None)
        if self.head:
            self.head.clear()

    def take_over(self, other: Draft) -> None:
        """What was typed into another form of the kind becomes this one's, beside what stands here
        already."""

        def work(connection: Connection) -> None:
            begun = self._after_cleared()
            self._begin_round(connection, other.fields | self._draft.fields, begun)
            clear_draft(connection, other.key, begun)

        self._write(work)

    def drop(self, other: Draft) -> None:
        self._write(lambda connection: clear_draft(connection, other.key, self._after_cleared()))

    def _after_cleared(self) -> datetime:
        """Now, and later than the round before was handed in, whatever the clock says."""
        cleared = self._draft.cleared_at
        return max(clock.now(), cleared + INSTANT) if cleared else clock.now()

    def default(self, name: str) -> object:
        """What stands in a field before anybody types."""
        return self._defaults.get(name)

    def keep(self, name: str, value: object) -> None:
        """Something of the form that is no field, such as how many lines it has."""
        self._save({name: kept_as(value)})

    def refill(self, fields: Mapping[str, object]) -> None:
        """Another round of the form, with these fields in it and nothing else: what was read out of
        a text."""
        moment = clock.now()
        plain = {name: kept_as(value) for name, value in fields.items()}
        self._write(lambda connection: self._begin_round(connection, plain, moment))

    # -- below: how a field keeps its value

    def line(self) -> None:
        """Who else is here, whether the draft is saved, and what to do about a change
        underneath."""
        pressed_here = f"{self.prefix}-given"
        shown = _line()(
            key=f"{self.prefix}-line",
            data=self._data(),
            on_renew_change=lambda: None,
            on_given_change=lambda: self._note_given(pressed_here),
        )
        if given := st.session_state.pop(pressed_here, None):
            self._give_up() if given == GIVE_UP else self._take_back()
            st.rerun()
        if shown.renew and st.session_state.pop(f"{self.prefix}-ticket", None):
            st.rerun()
        if said := pressing.pending_press().answers.pop(self._unsaved, None):
            st.html(rendered("frame/error.html", role="status", said=said))
        if self.conflict:
            said = self.here.words("drafts.changed")
            st.html(rendered("frame/error.html", role="status", said=said))
            row = st.container(horizontal=True)
            if pressed(row, self.here.words("drafts.keep"), key=f"{self.prefix}-keep"):
                pressing.follow(self._keep)
            if pressed(row, self.here.words("drafts.take"), key=f"{self.prefix}-take"):
                pressing.follow(self.clear)

    def _note_given(self, place: str) -> None:
        """A press outlives the run that it causes until it is answered."""
        st.session_state[place] = st.session_state[f"{self.prefix}-line"].given

    def _give_up(self) -> None:
        """Throws away what was typed; it can be taken back until something is typed anew."""
        with self.here.store.reading() as reader:
            held = read_draft(reader.connection, self._key)
        self.clear()
        if held and held.fields:
            st.session_state[self._undo] = held.fields

    def _take_back(self) -> None:
        fields = st.session_state.pop(self._undo, None)
        if fields:
            begun = self._after_cleared()
            self._write(lambda connection: self._begin_round(connection, fields, begun))

    @property
    def _unsaved(self) -> tuple[str, str]:
        return self.prefix, "unsaved"

    @property
    def _undo(self) -> str:
        return f"draft-{self._mark}-undo"

    def _data(self) -> dict[str, object]:
        word, draft = self.here.words, self._draft
        restored = (
            draft.fields
            and draft.updated_at
            and word("drafts.restored", at=short_time(draft.updated_at))
        )
        return {
            "prefix": self.prefix,
            "ticket": self._ticket(),
            "others": [other.name for other in self.others],
            "note": restored or "",
            "held": bool(draft.fields),
            "undo": not draft.fields and self._undo in st.session_state,
            "text": {name: word.either(f"drafts.{name}", "") for name in LINE_TEXTS},
        }

    def _ticket(self) -> str:
        """One for as long as the draft lives; drawing it for the first time tells the others that
        the form is open."""
        place, cleared = f"{self.prefix}-ticket", self._draft.cleared_at
        held = st.session_state.get(place)
        if held and held[1:] == (cleared, self.base):
            return str(held[0])
        actor = self.here.actor
        ticket = sealed(Ticket(self._key, actor.name, self.base, self._now))
        st.session_state[place] = (ticket, cleared, self.base)
        self._save({})
        return ticket

    def _typed(self, name: str, label: str, widget: Widget, sort: str = TYPED, **kw: Any) -> str:
        key = self._restored(name, sort, lambda value: "" if value is None else str(value))
        typed = clean(widget(label, key=key, **{"on_change": "ignore"} | kw) or "")
        self.values[name] = typed
        self._beneath(name)
        return typed

    def _counted(self, name: str, label: str, read: Callable[[str], N], **kw: Any) -> N | None:
        text = self._typed(name, label, st.text_input, COUNTED, **kw).strip()
        number: N | None = None
        try:
            number = read(text) if text else None
        except values.Unreadable as problem:
            self.wrong = True
            self._say(name, problem.sentence(self.here.words))
        self.values[name] = number
        return number

    def _chosen(self, name: str, label: str, widget: Widget, restore: Restore, **kw: Any) -> Any:
        key = self._restored(name, CHOSEN, restore)
        self.values[name] = widget(label, key=key, on_change=self._choice, args=(name, key), **kw)
        self._beneath(name)
        return self.values[name]

    def _restored(self, name: str, sort: str, restore: Restore) -> str:
        """The widget's key, its value put into the session before it is made: what was typed, else
        the default; a default that changed meanwhile is taken over where nobody typed."""
        key, state = f"{self.prefix}-{sort}-{name}", st.session_state
        default = restore(self._defaults.get(name))
        seen = state.setdefault(f"{self.prefix}-defaults", {})
        if key not in state:
            state[key] = (
                restore(self._draft.fields[name]) if name in self._draft.fields else default
            )
        elif name not in self._draft.fields and seen.get(name) == state[key] != default:
            state[key] = default  # only then: what is set anew undoes what is under way to us
        seen[name] = default
        return key

    def _beneath(self, name: str) -> None:
        """The place for an error, and what stands now where that is not what the writer started
        from."""
        self._places[name] = st.empty()
        default = self._defaults.get(name)
        if (
            self.conflict
            and name in self._draft.fields
            and str(self._draft.fields[name]) != str(default)
        ):
            word = self.here.words
            said = (
                word("drafts.stands_empty")
                if default in (None, "")
                else word("drafts.stands", value=default)
            )
            self._places[name].html(rendered("hint.html", said=said))
        if answered := pressing.pending_press().answers.get((self.prefix, name)):
            self._say(name, answered)

    def _say(self, name: str, sentence: str) -> None:
        place = self._places.get(name, st)
        place.html(rendered("frame/error.html", role="alert", said=sentence))

    def _choice(self, name: str, key: str) -> None:
        self._save({name: kept_as(st.session_state[key])})

    def _save(self, fields: dict[str, object]) -> None:
        if not self._key.account:
            return
        kept = self.here.store.write_if_possible(
            lambda connection: self._put(connection, fields, self._now), patient=bool(fields)
        )
        if fields and not kept:
            pressing.pending_press().answers[self._unsaved] = self.here.words("drafts.unsaved")

    def _begin_round(
        self, connection: Connection, fields: dict[str, object], begun: datetime
    ) -> None:
        """A round of its own, so that its fields are made anew."""
        clear_draft(connection, self._key, begun)
        self._put(connection, fields, begun + INSTANT)

    def _put(self, connection: Connection, fields: dict[str, object], issued: datetime) -> None:
        save_draft(
            connection,
            self._key,
            fields,
            name=self.here.actor.name,
            moment=clock.now(),
            issued=issued,
            base=self.base,
        )

    def _keep(self) -> None:
        self._write(lambda connection: rebase_draft(connection, self._key, self.base))

    def _write(self, work: Callable[[Connection], object]) -> None:
        if self._key.account:  # nobody signed in: there is nobody to keep it for
            self.here.store.write(work)


def _one_of(options: Sequence[T]) -> Restore:
    return lambda value: member(value, options)


def _some_of(options: Sequence[T]) -> Restore:
    return lambda value: members(value, options)


@cache
def _line() -> ComponentRenderer:
    style = (ASSETS / "drafts.css").read_text(encoding="utf-8")
    markup = rendered("draft_line.html")
    return st.components.v2.component(
        "ems_draft", html=markup, js=component("drafts.js"), css=style, isolate_styles=False
    )
