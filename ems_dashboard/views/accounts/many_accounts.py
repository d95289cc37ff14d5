"""Several accounts at once: the lines, what they would make, and the one-time passwords as a list
to print."""

from collections.abc import Sequence

import streamlit as st

from ems_dashboard import clock
from ems_dashboard.actions.many_accounts import Given, create_accounts, read_lines, suggested
from ems_dashboard.clock import full_time
from ems_dashboard.rules.accounts import Account
from ems_dashboard.runtime import runtime
from ems_dashboard.screen.here import Here
from ems_dashboard.templating import rendered
from ems_dashboard.views.frame.acting import attempt
from ems_dashboard.views.streamlit_internals import drafts, pressing
from ems_dashboard.views.streamlit_internals.pressing import pressed

LIST = "people-list-once"
"""In the session's state: accounts with passwords that are shown until their reader has put them
away."""


def offer(here: Here, held: Sequence[Account]) -> None:
    word = here.words
    passwords_shown(here)
    lines = suggested(here.city, held, word)
    with st.expander(word("people.many"), expanded=bool(lines) and LIST not in st.session_state):
        with st.container(key="form-many-accounts"):
            st.html(rendered("hint.html", said=word("people.many_hint")))
            form = drafts.open(here, "accounts-many", defaults={"lines": lines})
            text = form.area("lines", word("people.many_lines"), height=260, on_change=lambda: None)
            wanted, wrong = read_lines(here.account_desk(), text)
            if wrong:
                form.error("lines", " ".join(wrong[:5]))
        with st.container(key="acts-many-accounts"):
            label = word("people.do.create_many", n=len(wanted))
            if pressed(
                st, label, key="create-many", type="primary", disabled=not wanted or bool(wrong)
            ):
                attempt(
                    lambda: create_accounts(here.account_desk(), wanted),
                    then=lambda given: _keep(given, form),
                    refused=lambda sentence: form.error("lines", sentence),
                )


def _keep(given: list[Given], form: drafts.Form) -> None:
    until = full_time(clock.machine_now() + runtime().limits.one_time)
    st.session_state[LIST] = (given, until)
    form.clear()


def passwords_shown(here: Here) -> None:
    """The list, until it was put away: a push may draw the page anew at any moment."""
    found = st.session_state.get(LIST)
    if not found:
        return
    given, until = found
    word = here.words
    titles = [word(f"people.column.{name}") for name in ("account", "name")] + [
        word("people.field.password")
    ]
    said = word("people.list_once", n=len(given), until=until)
    st.html(rendered("one_time_list.html", said=said, titles=titles, given=given, address=_door()))
    if pressed(st, word("people.do.put_away"), key="put-away-many"):
        pressing.follow(lambda: st.session_state.pop(LIST, None))


def _door() -> str:
    return f"{house_address()}/sign-in"


def house_address() -> str:
    """Under which scheme, name and port the dashboard is found: as it is set, else as this browser
    asked for it."""
    chosen = runtime().settings
    if chosen.public_url:
        return chosen.public_url
    asked = (st.context.url or "").split("/")
    return (
        "/".join(asked[:3])
        if len(asked) >= 3 and asked[2]
        else f"http://{chosen.host}:{chosen.port}"
    )
