"""What the forms of /intake share: a pasted text and what was read out of it, the address of a
correction, the rows typed before."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ems_dashboard.actions.withdrawing import withdraw
from ems_dashboard.clock import short_time
from ems_dashboard.errors import Asked
from ems_dashboard.feeds.bulletins import Heard
from ems_dashboard.rules.facts import BY_HAND, Fact
from ems_dashboard.rules.reporting import may_correct
from ems_dashboard.screen.here import Here
from ems_dashboard.templating import rendered
from ems_dashboard.views.frame.acting import attempt
from ems_dashboard.views.streamlit_internals import drafts, pressing
from ems_dashboard.views.streamlit_internals.drafts import Form
from ems_dashboard.views.streamlit_internals.pressing import pressed

T = TypeVar("T")
DAYS = timedelta(days=2)
EDGES = " ,;:()\u201c\u201d\u3001\u3002"
LONGEST = 40
"""So many signs of the text stand beneath a field."""


def pasted(
    here: Here, form: Form, subject: str, fill: Callable[[str], Mapping[str, object]]
) -> str:
    """The text of a bulletin; a press reads it into a fresh round of the form. Returns what was
    read into this one."""
    word = here.words
    text = form.area(
        "paste",
        word(f"intake.paste.{subject}"),
        height=120,
        placeholder=word(f"intake.paste.hint_{subject}"),
    )
    with st.container(key=f"acts-paste-{subject}"):
        wanted = pressed(st, word("intake.paste.read"), key=f"paste-{subject}")
    if wanted and text:
        pressing.follow(lambda: form.refill(dict(fill(text)) | {"paste": text, "read": text}))
    if wanted:
        form.error("paste", word("intake.paste.empty"))
    return str(form.typed.get("read") or "")


def reading_notice(here: Here, heard: Heard) -> None:
    """What was read has to be checked; what was not understood is said."""
    lines = [remark.sentence(here.words) for remark in heard.remarks]
    title = here.words("intake.paste.check" if lines else "intake.paste.all_found")
    st.html(rendered("intake_read.html", title=title, lines=lines))


def source(here: Here, heard: Heard | None, name: str) -> None:
    """Beneath a field: the words of the text that it was filled from."""
    found = heard.fields.get(name) if heard else None
    if found is not None and found.words:
        words = found.words.strip(EDGES)
        words = words if len(words) <= LONGEST else f"{words[:LONGEST]}\u2026"
        st.html(rendered("intake_from.html", said=here.words("intake.paste.from", words=words)))


class Agreement:
    """Asked for only once what stands already said otherwise: a box beside the button."""

    def __init__(self, here: Here, name: str) -> None:
        self._here, self._name, self._clashed = here, name, False
        self._place = st.empty()
        self.given = bool(st.session_state.get(f"{name}-asked")) and self._box()

    def _box(self) -> bool:
        return self._place.checkbox(self._here.words("intake.agreed"), key=f"{self._name}-agreed")

    def save(
        self, act: Callable[[], T], said: str, then: Callable[[T], object] = lambda _: None
    ) -> None:
        def tried() -> T:
            try:
                return act()
            except Asked:
                self._clashed = True
                raise

        attempt(tried, said, then, self._refused)

    def _refused(self, sentence: str) -> None:
        if self._clashed and not st.session_state.get(f"{self._name}-asked"):
            st.session_state[f"{self._name}-asked"] = True
            self._box()
        pressing.refuse(sentence)


def corrected(here: Here, kind: type[Fact]) -> Fact | None:
    """The typed row that the address names; None where it is corrected already or is not the
    viewer's to change."""
    name = st.query_params.get("correct", "")
    if not name.isdecimal():
        return None
    with here.store.reading() as reader:
        row = reader.row(kind, int(name))
        if row is None or not may_correct(here.actor, row):
            return None
        holds = reader.holding(kind, [row], as_of=here.desk().moment)
    return row if holds else None


def recent(here: Here, kind: type[Fact], what: Callable[[Fact], str]) -> None:
    """What was typed in the last days, the newest first; what was put right or came by a feed since
    is struck out."""
    st.html(rendered("intake_title.html", title=here.words("intake.recent.title")))
    rows, heirs = _typed(here, kind)
    if not rows:
        st.caption(here.words("intake.recent.none"))
    for row in rows[::-1]:
        _line(here, row, what(row), heirs.get(row.seq))


def _typed(here: Here, kind: type[Fact]) -> tuple[list[Fact], dict[int | None, Fact]]:
    now = here.desk().moment
    with here.store.reading() as reader:
        rows = reader.as_written(kind, since=now - DAYS, until=now + DAYS)
    typed = [row for row in rows if may_correct(here.actor, row)]
    taken_back = {row.replaces for row in rows if row.withdrawn}
    heirs = (row for row in rows if row.replaces is not None and row.seq not in taken_back)
    return sorted(typed, key=_known), {row.replaces: row for row in heirs}


def _known(row: Fact) -> tuple[datetime, int]:
    return row.known_at or row.valid_at, row.seq or 0


def _line(here: Here, row: Fact, what: str, heir: Fact | None) -> None:
    word = here.words
    when = word(
        "intake.recent.known", at=short_time(row.known_at), who=row.source.removeprefix(BY_HAND)
    )
    note = _became(here, heir) if heir is not None else ""
    place = st.container(horizontal=True, key=f"typed-{row.KIND}-{row.seq}")
    place.html(
        rendered("intake_row.html", what=what, when=when, note=note, struck=heir is not None)
    )
    if heir is None and pressed(
        place, word("intake.recent.correct"), type="tertiary", key=f"correct-{row.seq}"
    ):
        pressing.follow(lambda: go(correct=str(row.seq)))
    if heir is None:
        _offer_withdrawal(here, place, row, what)


def _became(here: Here, heir: Fact) -> str:
    word = here.words
    if heir.withdrawn:
        name, reason = heir.withdrawal
        at = short_time(heir.known_at)
        return word("intake.withdraw.note", name=name, at=at, reason=reason)
    if heir.by_hand:
        return word("intake.recent.replaced")
    return word("intake.recent.taken_over", source=heir.source or word("origin.entered"))


def _offer_withdrawal(here: Here, place: DeltaGenerator, row: Fact, what: str) -> None:
    """What should never have been typed, unlike a figure that is put right."""
    word = here.words
    with place.popover(word("intake.withdraw.do"), type="tertiary", key=f"withdraw-{row.seq}"):
        form = drafts.open(here, "withdraw", f"{row.KIND}-{row.seq}")
        reason = form.area("reason", word("intake.withdraw.reason"), height=80)
        label = word("intake.withdraw.confirm", what=what)
        if pressed(st, label, key=f"withdraw-act-{row.seq}"):
            attempt(
                lambda: withdraw(here.desk(), type(row), row.seq or 0, reason),
                word("intake.withdraw.done"),
                form.clear,
                lambda sentence: form.error("reason", sentence),
            )


def go(**address: str) -> None:
    """To a correction, a lifting, or (without any) a new row; the view stays."""
    for name in ("correct", "about", "act"):
        st.query_params.pop(name, None)
    st.query_params.update(address)


def stop(here: Here, label: str) -> None:
    """The way back from a correction to a new row."""
    with st.container(key="acts-stop"):
        if pressed(st, label, key="intake-stop"):
            pressing.follow(go)


def figure(value: float | None) -> str:
    """Every digit of it, as it is typed again."""
    if value is None:
        return ""
    return str(int(value)) if value == int(value) else repr(value)
