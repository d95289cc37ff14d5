"""What a page or the wall stands on: who looks, in which language, at the picture of which moment."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property

from ems_dashboard import clock
from ems_dashboard.actions.acting import Desk
from ems_dashboard.moments import Moment, as_moment
from ems_dashboard.rules.city import City
from ems_dashboard.rules.roles import Actor, Role
from ems_dashboard.rules.scope import (
    Scope,
    ScopeKind,
    Sight,
    scope_named,
    scope_of,
    sight_of,
    whole_city,
)
from ems_dashboard.runtime import Runtime
from ems_dashboard.situation.picture import Situation
from ems_dashboard.situation.reporting import OpenBeside, Reporting, beside, reporting_of
from ems_dashboard.situation.scoped import answered
from ems_dashboard.situation.situation_cache import SituationCache
from ems_dashboard.store import Store
from ems_dashboard.text import LANGS, Lang, Words, words

INCIDENT = "incident"
"""The open incident that a viewer wants to see, in the address."""
SCOPE = "unit"
"""The level of the picture in the address: the code or name of a unit, township or department."""


@dataclass(frozen=True)
class Here:
    """Where a viewer is. `as_of`: the moment of the picture, the present minute unless `past`.
    `scope`: the level of the picture, chosen in the address; `unknown_scope`: what the address
    says where the pack knows no such place, and the city's is shown. `reader`: who reads where
    nobody acts, before the wall. `situation`: the whole city's
    picture. `came_from`: the network address of the viewer."""

    page: str
    actor: Actor
    words: Words
    lang: Lang
    city: City
    store: Store
    cache: SituationCache
    as_of: Moment
    past: bool
    scope: Scope
    situation: Situation
    came_from: str = ""
    unknown_scope: str = ""
    reader: Actor | None = None

    @property
    def role(self) -> Role:
        return self.actor.role

    @property
    def unit(self) -> str | None:
        """The county-level unit that the picture is of or lies in; None for the whole city."""
        return self.scope.unit or None

    @cached_property
    def sight(self) -> Sight:
        """What the viewer may read beside the figures that everybody reads."""
        return sight_of(self.reader or self.actor, self.city)

    def desk(self) -> Desk:
        """What an act of the viewer is done with, at this minute."""
        set_back = clock.set_back(tolerated=timedelta())
        said = set_back[0] if set_back else None
        return Desk(
            self.store, self.city, self.actor, self.words, clock.now(), self.came_from, said
        )

    def account_desk(self) -> Desk:
        """The same for accounts, passwords and displays, which go by this machine's clock whatever
        the ledger's is."""
        return replace(self.desk(), moment=clock.machine_now())

    @property
    def own(self) -> Situation:
        """The part of the picture that belongs to the incident shown, where several are open."""
        return self.cache.own(self.situation)

    @cached_property
    def picture(self) -> Situation:
        """What the blocks of an instrument show: of the incident shown, of the chosen level, as far
        as the viewer may read it."""
        return self.cache.scoped(self.situation, self.scope, self.sight)

    @cached_property
    def around(self) -> Situation:
        """The picture of the county that a township lies in; else the level's own."""
        if self.scope.kind is not ScopeKind.TOWNSHIP:
            return self.picture
        county = scope_of(self.city, self.scope.unit) or self.scope
        return self.cache.scoped(self.situation, county, self.sight)

    @cached_property
    def answered(self) -> Situation:
        """The picture with the figures that the level answers for."""
        return answered(self.picture, self.city, self.scope)

    @cached_property
    def reporting(self) -> Reporting:
        """Whose figures are asked for at the level that is shown, and what became of them."""
        return reporting_of(self.picture, self.city, self.scope)

    @cached_property
    def beside(self) -> tuple[OpenBeside, ...]:
        """The same of each open incident that is not shown."""
        others = (self.situation.showing(each.incident) for each in self.situation.others)
        seen = (self.cache.scoped(each, self.scope, self.sight) for each in others)
        return beside(seen, self.city, self.scope)

    @property
    def asked(self) -> Moment | None:
        """The moment to ask of the cache: None for now."""
        return self.as_of if self.past else None


def stand(
    home: Runtime,
    page: str,
    actor: Actor,
    lang: Lang,
    query: Mapping[str, str],
    came_from: str = "",
) -> Here:
    """`query`: the parameters of the address: as_of, incident, unit."""
    asked = past_moment(query.get("as_of", ""))
    cache = home.cache.showing(query.get(INCIDENT, ""))
    situation = cache.at(asked)
    wanted = query.get(SCOPE, "")
    scope = scope_named(home.city, wanted)
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
        scope=scope or whole_city(home.city),
        situation=situation,
        came_from=came_from,
        unknown_scope="" if scope else wanted,
    )


def past_moment(text: str) -> Moment | None:
    """The past moment that an address names; None for now, and for one that cannot be read or has
    not come."""
    try:
        moment = as_moment(clock.minute(clock.parse(text)))
    except (ValueError, OverflowError):
        return None
    return moment if moment < clock.now() else None


def language(wishes: Iterable[str | None], default: str) -> Lang:
    """The first wish that is a language of ours, else the setting."""
    chosen = [lang for wish in (*wishes, default) for lang in LANGS if wish == lang]
    return chosen[0] if chosen else "zh"
