"""The first statement of every page: who may read it, in which language, and the picture of which
moment."""

from typing import NoReturn

import streamlit as st

from ems_dashboard.rules.roles import Actor, may
from ems_dashboard.runtime import runtime
from ems_dashboard.screen import here as standing
from ems_dashboard.screen.here import Here
from ems_dashboard.text import Lang, Words, words
from ems_dashboard.views.frame import identity, stamped

COOKIE = "ems_lang"
AT_THE_DOOR = "'/sign-in?next=' + encodeURIComponent(location.pathname + location.search)"
# who pressed 退出 is on his way already (person.js)
SIGN_IN = f"window.emsLeaving || location.assign({AT_THE_DOOR})"


def guard(page: str) -> Here:
    """Stops the page for those who may not read it."""
    actor = identity.actor()
    lang = language()
    if not may(actor.role, f"read:{page}"):
        _refuse(actor, words(lang))
    came_from = identity.address()
    here = standing.stand(runtime(), page, actor, lang, st.query_params, came_from)
    stamped.begin(here.asked)
    return here


def _refuse(actor: Actor, word: Words) -> NoReturn:
    """Who is not signed in is taken to where he can be, and comes back to the same address."""
    st.error(word("frame.refused"))
    if not actor.account:
        st.html(f"<script>{SIGN_IN}</script>", unsafe_allow_javascript=True)
    st.stop()


def language() -> Lang:
    """The address, else the cookie, else the setting."""
    wishes = (st.query_params.get("lang"), st.context.cookies.get(COOKIE))
    return standing.language(wishes, runtime().settings.lang)
