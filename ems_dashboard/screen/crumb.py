"""Where in the city the picture is: city › county › township, each level a link to its own."""

from dataclasses import dataclass

from markupsafe import Markup

from ems_dashboard.screen.here import Here
from ems_dashboard.screen.links import link
from ems_dashboard.templating import rendered


@dataclass(frozen=True, slots=True)
class CrumbStep:
    name: str
    href: str


def crumb(here: Here) -> Markup:
    """Empty for the city itself: there is nothing to go back to."""
    if here.scope.is_city:
        return Markup()
    above = here.scope.path[:-1]
    return rendered(
        "scope/crumb.html",
        label=here.words("scope.crumb"),
        steps=[
            CrumbStep(here.city.name_of(code, here.lang), to_level(here, code)) for code in above
        ],
        name=here.city.name_of(here.scope.code, here.lang),
    )


def to_level(here: Here, code: str) -> str:
    """The overview of a level."""
    return link(here, "overview", unit=code if code != here.city.code else None)


def unknown(here: Here) -> Markup:
    """What the address names is not in the register: a sentence and the way back."""
    city = here.city.name_of(here.city.code, here.lang)
    return rendered(
        "scope/unknown.html",
        said=here.words("scope.unknown", name=here.unknown_scope),
        href=to_level(here, here.city.code),
        back=here.words("scope.to_city", city=city),
    )
