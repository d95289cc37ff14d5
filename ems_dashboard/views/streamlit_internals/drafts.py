"""Forms whose drafts outlive everything: each field is restored before its widget is made, what is
typed is saved by a small script without a run of the page, what is chosen at the choice."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar

import streamlit as st

from ems_dashboard import clock
from ems_dashboard.feeds import values
from ems_dashboard.rules.typed import clean
from ems_dashboard.screen.here import Here
from ems_dashboard.store.drafts import DraftKey
from ems_dashboard.templating import rendered
from ems_dashboard.views.streamlit_internals import pressing
from ems_dashboard.views.streamlit_internals.draft_line import show_line
from ems_dashboard.views.streamlit_internals.draft_values import (
    Names,
    beijing_of,
    kept_as,
    member,
    members,
    naming,
)
from ems_dashboard.views.streamlit_internals.kept_draft import KeptDraft

TYPED, COUNTED, CHOSEN = "t", "n", "c"
T = TypeVar("T")
N = TypeVar("N", int, float)
Widget = Callable[..., Any]
"""A widget of Streamlit: its label, then what it is made with."""
Restore = Callable[[object], object]
"""What a draft keeps of a field → what the widget takes."""


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
    show_line(opened)
    return opened


def beside(
    here: Here, form: str, item: str = "", defaults: Mapping[str, object] | None = None
) -> "Form":
    """Fields that are chosen, kept like those of a form, for a form that depends on them; no line
    of their own."""
    return Form(here, DraftKey(here.actor.account, form, item), defaults or {}, None)


class Form(KeptDraft):
    def __init__(
        self, here: Here, key: DraftKey, defaults: Mapping[str, object], base: int | None
    ) -> None:
        super().__init__(here, key, defaults, base)
        self.values = dict[str, Any]()
        self._places = dict[str, Any]()
        self.head: Form | None = None
        self.wrong = False
        """Whether a field holds what cannot be read as what it asks for."""

    def clear(self, _done: object = None) -> None:
        super().clear()
        if self.head:
            self.head.clear()

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
        default, typed = restore(self.default(name)), name in self.typed
        seen = state.setdefault(f"{self.prefix}-defaults", {})
        if key not in state:
            state[key] = restore(self.typed[name]) if typed else default
        elif not typed and seen.get(name) == state[key] != default:
            state[key] = default  # only then: what is set anew undoes what is under way to us
        seen[name] = default
        return key

    def _beneath(self, name: str) -> None:
        """The place for an error, and what stands now where that is not what the writer started
        from."""
        self._places[name] = st.empty()
        if self.conflict and name in self.typed:
            self._say_what_stands(name)
        if answered := pressing.pending_press().answers.get((self.prefix, name)):
            self._say(name, answered)

    def _say_what_stands(self, name: str) -> None:
        default, word = self.default(name), self.here.words
        if str(self.typed[name]) == str(default):
            return
        said = word("drafts.stands", value=default)
        if default in (None, ""):
            said = word("drafts.stands_empty")
        self._places[name].html(rendered("hint.html", said=said))

    def _say(self, name: str, sentence: str) -> None:
        place = self._places.get(name, st)
        place.html(rendered("frame/error.html", role="alert", said=sentence))

    def _choice(self, name: str, key: str) -> None:
        self._save({name: kept_as(st.session_state[key])})


def _one_of(options: Sequence[T]) -> Restore:
    return lambda value: member(value, options)


def _some_of(options: Sequence[T]) -> Restore:
    return lambda value: members(value, options)
