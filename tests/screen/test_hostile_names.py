"""A name that is a piece of HTML stands on every block as it was typed, and is none."""

from dataclasses import replace
from html import escape

import pytest

from ems_dashboard.rules.terms import Level
from ems_dashboard.screen import (
    cards,
    evacuation_card,
    group_chips,
    orders_card,
    quiet,
    race,
    rhythm_card,
    wall_levels,
    wall_units,
    warning_cards,
)
from ems_dashboard.store import open_store
from tests.screen.standing import stood
from tests.situation.rows import CITY, figure, incident, response, warning

NAME = """<b>&"'"""
BLOCKS = {
    "header": race.header,
    "bottom": cards.bottom,
    "evacuation": evacuation_card.evacuation,
    "groups": group_chips.groups,
    "measures": cards.measures,
    "orders": orders_card.orders,
    "race": race.bar,
    "rhythm": rhythm_card.rhythm,
    "standing": quiet.standing,
    "steps": wall_levels.steps,
    "unit levels": cards.unit_levels,
    "units": wall_units.units,
    "warnings": warning_cards.warnings,
}
SAYS_THE_NAME = {"header", "groups", "standing", "unit levels", "units", "warnings"}


@pytest.fixture
def here():
    """A city whose every unit, storm, incident, source and warning is called so."""
    units = tuple(replace(unit, name=NAME, short=NAME) for unit in CITY.units)
    city = replace(CITY, units=units)
    facts = [
        incident(name="i1", began=2),
        replace(incident(name="i1", began=1), name=NAME),
        response(Level.II, hours=1),
        figure(units[0].code, 100, 50, source=NAME),
        replace(warning(), headline=NAME),
    ]
    store = open_store("sqlite://")
    yield stood(store, city, facts, NAME)
    store.close()


@pytest.mark.parametrize("block", BLOCKS)
def test_no_name_is_html_and_none_is_escaped_twice(here, block):
    html = str(BLOCKS[block](here))
    assert NAME not in html
    assert "<b>&amp;" not in html
    assert "&amp;amp;" not in html
    assert "&amp;lt;" not in html


@pytest.mark.parametrize("block", sorted(SAYS_THE_NAME))
def test_the_name_is_said_as_it_was_typed(here, block):
    html = str(BLOCKS[block](here)).replace("&#34;", "&quot;").replace("&#39;", "&#x27;")
    assert escape(NAME) in html
