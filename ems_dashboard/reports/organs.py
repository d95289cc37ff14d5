"""Names that every document needs: the issuing organ, the addressees, what a print must not
hide."""

from collections.abc import Sequence

from ems_dashboard.rules.city import City
from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.level_changes import decided_by_unit
from ems_dashboard.rules.responses import Response
from ems_dashboard.text import Words


def headquarters(city: City, word: Words) -> str:
    return city.headquarters if word.lang == "zh" else city.headquarters_en


def issuer(change: Response, city: City, word: Words) -> str:
    """Whose headquarters a change of level is issued by: a unit's own where it bears its number."""
    if not decided_by_unit(change, city):
        return headquarters(city, word)
    return word("document.unit_headquarters", place=city.name_of(change.unit, word.lang))


def named_units(city: City, units: Sequence[str], word: Words) -> str:
    """Every county-level unit by one phrase, else each by name; member departments by name."""
    names = [city.name_of(unit, word.lang) for unit in units]
    if set(units) >= set(city.by_code):
        zones = any(unit.kind == "zone" for unit in city.units)
        everyone = word(f"document.everyone.{'with_zones' if zones else 'counties'}")
        names = [
            everyone,
            *(city.name_of(unit, word.lang) for unit in units if unit not in city.by_code),
        ]
    return word.listed(names)


def addressees(city: City, units: Sequence[str], word: Words) -> str:
    """主送."""
    names = named_units(city, units, word)
    return word("document.addressed", names=names) if names else ""


def corner(
    fact: Fact, word: Words, *, draft: bool = False, withdrawn: bool = False
) -> tuple[str, ...]:
    """What stands top left of a document that is not a real, issued one."""
    marks = (
        (draft, "document.corner.draft"),
        (withdrawn, "document.corner.withdrawn"),
        (fact.mode == "exercise", "document.corner.exercise"),
        (fact.simulated, "document.corner.example"),
    )
    return tuple(word(key) for holds, key in marks if holds)
