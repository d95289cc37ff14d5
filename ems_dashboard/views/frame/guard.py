"""The first statement of every page: who may read it, in which language, and the picture of which
moment."""

from collections.abc import Callable
from typing import NoReturn

import streamlit as st

from ems_dashboard.rules.roles import HOMES, Actor, may
from ems_dashboard.runtime import runtime
from ems_dashboard.screen import here as standing
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.menu import FIRST
from ems_dashboard.templating import rendered
from ems_dashboard.text import Lang, words
from ems_dashboard.views.frame import identity, stamped
from ems_dashboard.views.frame.bar import Step, bar
from ems_dashboard.views.frame.script import run_script

COOKIE = "ems_lang"


def guard(page: str, follow: Callable[[Step], None] | None = None) -> Here:
    """Stops the page for those who may not read it. `follow`: goes where their bar says."""
    actor = identity.actor()
    lang = language()
    if not may(actor.role, f"read:{page}"):
        _refuse(actor, page, lang, follow)
    came_from = identity.address()
    here = standing.stand(runtime(), page, actor, lang, st.query_params, came_from)
    stamped.begin(here.asked)
    return here


def _refuse(actor: Actor, page: str, lang: Lang, follow: Callable[[Step], None] | None) -> NoReturn:
    """Who is not signed in is taken to where they can be, and comes back to the same address; who
    is, keeps the bar and is shown the way to their own page."""
    word = words(lang)
    said = word("frame.refused_page", page=word(f"frame.page.{page}"))
    home = HOMES.get(actor.role, f"/{FIRST}").strip("/")
    href = f"/{home}" if actor.account and may(actor.role, f"read:{home}") else ""
    if href:
        stamped.begin(None)
        step = bar(standing.stand(runtime(), home, actor, lang, {}))
        if step and follow:
            follow(step)
    back = word("frame.refused_home", page=word(f"frame.page.{home}"))
    st.html(rendered("refused.html", said=said, href=href, home=back))
    if not actor.account:
        run_script("to_sign_in.js")
    stamped.end()
    st.stop()


def language() -> Lang:
    """The address, else the cookie, else the setting."""
    wishes = (st.query_params.get("lang"), st.context.cookies.get(COOKIE))
    return standing.language(wishes, runtime().settings.lang)
