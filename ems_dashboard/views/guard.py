"""The first statement of every page: who may read it, in which language, and the picture of which moment."""

from dataclasses import dataclass
from datetime import timedelta
from typing import NoReturn

import streamlit as st

from ems_dashboard import clock
from ems_dashboard.actions.acting import Desk
from ems_dashboard.moments import Moment
from ems_dashboard.rules.city import City
from ems_dashboard.rules.roles import Actor, Role, may
from ems_dashboard.situation.picture import Situation
from ems_dashboard.situation.situation_cache import SituationCache
from ems_dashboard.store import Store
from ems_dashboard.text import LANGS, Lang, Words, words
from ems_dashboard.views import identity, stamped
from ems_dashboard.views.house import house

COOKIE = "ems_lang"
INCIDENT = "incident"
"""The open incident that a viewer wants to see, in the address."""
AT_THE_DOOR = "'/sign-in?next=' + encodeURIComponent(location.pathname + location.search)"
# who pressed 退出 is on his way already (person.js)
SIGN_IN = f"window.emsLeaving || location.assign({AT_THE_DOOR})"


@dataclass(frozen=True)
class Here:
    """Where a viewer is. `as_of`: the moment of the picture, the present minute unless `past`. `unit`: the code
    chosen in the address, None for the whole city."""

    page: str
    actor: Actor
    words: Words
    lang: Lang
    city: City
    store: Store
    cache: SituationCache
    as_of: Moment
    past: bool
    unit: str | None
    situation: Situation

    @property
    def role(self) -> Role:
        return self.actor.role

    def desk(self) -> Desk:
        """What an act of the viewer is done with, at this minute."""
        set_back = clock.set_back(tolerated=timedelta())
        said = set_back[0] if set_back else None
        return Desk(
            self.store, self.city, self.actor, self.words, clock.now(), identity.address(), said
        )

    @property
    def own(self) -> Situation:
        """The part of the picture that belongs to the incident shown, where several are open."""
        return self.cache.own(self.situation)

    @property
    def asked(self) -> Moment | None:
        """The moment to ask of the cache: None for now."""
        return self.as_of if self.past else None


def guard(page: str) -> Here:
    """Stops the page for those who may not read it."""
    actor = identity.actor()
    lang = language()
    if not may(actor.role, f"read:{page}"):
        _refuse(actor, words(lang))
    home = house()
    asked = chosen_moment()
    stamped.begin(asked)
    cache = home.cache.showing(st.query_params.get(INCIDENT, ""))
    situation = cache.at(asked)
    return Here(
        page=page,
        actor=actor,
        words=words(lang),
        lang=lang,
        city=home.city,
        store=home.store,
        cache=cache,
        as_of=situation.as_of if asked is None else asked,
        past=asked is not None,
        unit=_unit(home.city),
        situation=situation,
    )


def _refuse(actor: Actor, word: Words) -> NoReturn:
    """Who is not signed in is taken to where he can be, and comes back to the same address."""
    st.error(word("frame.refused"))
    if not actor.account:
        st.html(f"<script>{SIGN_IN}</script>", unsafe_allow_javascript=True)
    st.stop()


def language() -> Lang:
    """The address, else the cookie, else the setting."""
    for wish in (st.query_params.get("lang"), st.context.cookies.get(COOKIE)):
        for lang in LANGS:
            if wish == lang:
                return lang
    return "en" if house().settings.lang == "en" else "zh"


def chosen_moment() -> Moment | None:
    """The past moment in the address; None for now, and for one that cannot be read or has not come."""
    try:
        moment = clock.minute(clock.parse(st.query_params.get("as_of", "")))
    except (ValueError, OverflowError):
        return None
    return moment if moment < clock.now() else None


def _unit(city: City) -> str | None:
    code = city.find(st.query_params.get("unit", ""))
    return code if code in city.by_code else None
