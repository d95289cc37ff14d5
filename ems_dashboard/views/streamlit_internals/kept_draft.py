"""What is typed into a form is kept in the store under its writer, form and subject, round after
round: another one begins once the form was handed in or given up."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b

import streamlit as st

from ems_dashboard import clock
from ems_dashboard.actions.draft_ticket import Ticket, sealed
from ems_dashboard.screen.here import Here
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
from ems_dashboard.views.streamlit_internals import pressing
from ems_dashboard.views.streamlit_internals.draft_values import kept_as

INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody else in the same form; `since`: their last sign of life."""

    name: str
    since: datetime


class KeptDraft:
    """`defaults`: what stands in the fields before anybody types; `base`: the seq of the fact that
    they come from."""

    def __init__(
        self, here: Here, key: DraftKey, defaults: Mapping[str, object], base: int | None
    ) -> None:
        self.here, self.base = here, base
        self._key, self._defaults = key, defaults
        self._mark = blake2b(repr(key).encode(), digest_size=5).hexdigest()
        self._now: datetime = clock.machine_now()
        with here.store.reading() as reader:
            kept = read_draft(reader.connection, key)
            self._draft = kept or Draft(key, here.actor.name, self._now)
            self._now = self._after_cleared()
            found = others_in(reader.connection, key, self._now)
        self.others = tuple(Other(other.name, other.updated_at or other.seen_at) for other in found)

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

    @property
    def updated_at(self) -> datetime | None:
        return self._draft.updated_at

    @property
    def given_up(self) -> bool:
        """Whether what was thrown away may still be taken back."""
        return not self._draft.fields and self._undo in st.session_state

    def preset(self, name: str, value: object) -> None:
        """A default that is known only now: what the field depends on was chosen above it."""
        self._defaults = {**self._defaults, name: value}

    def clear(self, _done: object = None) -> None:
        """After the form was handed in (whatever that gave back) or given up; the next run shows it
        fresh."""
        self._write(lambda connection: clear_draft(connection, self._key, self._after_cleared()))
        st.session_state.pop(self._undo, None)

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
        return max(clock.machine_now(), cleared + INSTANT) if cleared else clock.machine_now()

    def default(self, name: str) -> object:
        """What stands in a field before anybody types."""
        return self._defaults.get(name)

    def keep(self, name: str, value: object) -> None:
        """Something of the form that is no field, such as how many lines it has."""
        self._save({name: kept_as(value)})

    def refill(self, fields: Mapping[str, object]) -> None:
        """Another round of the form, with these fields in it and nothing else: what was read out of
        a text."""
        moment = clock.machine_now()
        plain = {name: kept_as(value) for name, value in fields.items()}
        self._write(lambda connection: self._begin_round(connection, plain, moment))

    def give_up(self) -> None:
        """Throws away what was typed; it can be taken back until something is typed anew."""
        with self.here.store.reading() as reader:
            held = read_draft(reader.connection, self._key)
        self.clear()
        if held and held.fields:
            st.session_state[self._undo] = held.fields

    def take_back(self) -> None:
        fields = st.session_state.pop(self._undo, None)
        if fields:
            begun = self._after_cleared()
            self._write(lambda connection: self._begin_round(connection, fields, begun))

    def stand_by(self) -> None:
        """The writer has seen what others changed meanwhile and keeps what they typed."""
        self._write(lambda connection: rebase_draft(connection, self._key, self.base))

    def ticket(self) -> str:
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

    def renew_ticket(self) -> bool:
        """Whether there was one, which is made anew when it is asked for."""
        return st.session_state.pop(f"{self.prefix}-ticket", None) is not None

    def unsaved_said(self) -> str:
        """Once, that a choice could not be kept; empty where all could."""
        said = pressing.pending_press().answers.pop(self._unsaved, None)
        return said or ""

    @property
    def _unsaved(self) -> tuple[str, str]:
        return self.prefix, "unsaved"

    @property
    def _undo(self) -> str:
        return f"draft-{self._mark}-undo"

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
            moment=clock.machine_now(),
            issued=issued,
            base=self.base,
        )

    def _write(self, work: Callable[[Connection], object]) -> None:
        if self._key.account:  # nobody signed in: there is nobody to keep it for
            self.here.store.write(work)
