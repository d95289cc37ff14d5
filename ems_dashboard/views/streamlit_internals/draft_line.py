"""The line beneath a form: who else is in it, whether what is typed is saved, giving it up and
taking it back, and what to do where the fact behind it changed."""

from functools import cache

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from ems_dashboard.clock import short_time
from ems_dashboard.screen.scripts import component
from ems_dashboard.screen.theme import ASSETS
from ems_dashboard.templating import rendered
from ems_dashboard.views.streamlit_internals import pressing
from ems_dashboard.views.streamlit_internals.kept_draft import KeptDraft
from ems_dashboard.views.streamlit_internals.pressing import pressed

GIVE_UP = "drop"
TEXTS = ("others", "saving", "saved", "waiting", "too_large", "drop", "undo", "dropped")


def show_line(draft: KeptDraft) -> None:
    key, place = f"{draft.prefix}-line", f"{draft.prefix}-given"
    shown = _line()(
        key=key,
        data=_data(draft),
        on_renew_change=lambda: None,
        on_given_change=lambda: _note_given(key, place),
    )
    given = st.session_state.pop(place, None)
    if given:
        _answer(draft, given)
    if shown.renew and draft.renew_ticket():
        st.rerun()
    unsaved = draft.unsaved_said()
    if unsaved:
        _say(unsaved)
    if draft.conflict:
        _ask_what_stands(draft)


def _note_given(key: str, place: str) -> None:
    """A press outlives the run that it causes until it is answered."""
    st.session_state[place] = st.session_state[key].given


def _answer(draft: KeptDraft, given: object) -> None:
    if given == GIVE_UP:
        draft.give_up()
    else:
        draft.take_back()
    st.rerun()


def _ask_what_stands(draft: KeptDraft) -> None:
    """The fact behind the form changed: what was typed stays, or what stands is taken."""
    word = draft.here.words
    _say(word("drafts.changed"))
    row = st.container(horizontal=True)
    if pressed(row, word("drafts.keep"), key=f"{draft.prefix}-keep"):
        pressing.follow(draft.stand_by)
    if pressed(row, word("drafts.take"), key=f"{draft.prefix}-take"):
        pressing.follow(draft.clear)


def _say(sentence: str) -> None:
    st.html(rendered("frame/error.html", role="status", said=sentence))


def _data(draft: KeptDraft) -> dict[str, object]:
    word = draft.here.words
    return {
        "prefix": draft.prefix,
        "ticket": draft.ticket(),
        "others": [other.name for other in draft.others],
        "note": _restored(draft),
        "held": bool(draft.typed),
        "undo": draft.given_up,
        "text": {name: word.either(f"drafts.{name}", "") for name in TEXTS},
    }


def _restored(draft: KeptDraft) -> str:
    if not draft.typed or draft.updated_at is None:
        return ""
    return draft.here.words("drafts.restored", at=short_time(draft.updated_at))


@cache
def _line() -> ComponentRenderer:
    style = (ASSETS / "drafts.css").read_text(encoding="utf-8")
    markup = rendered("draft_line.html")
    return st.components.v2.component(
        "ems_draft", html=markup, js=component("drafts.js"), css=style, isolate_styles=False
    )
