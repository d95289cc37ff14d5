import streamlit as st

from ems_dashboard.rules.storms import StormFix
from ems_dashboard.screen import cards, race
from ems_dashboard.views import sources
from ems_dashboard.views.frame import blocks, downloads, tables
from ems_dashboard.views.frame.guard import guard
from ems_dashboard.views.intake import intake
from ems_dashboard.views.storms import race_tables, records, storm, storm_map, wind_table

here = guard("storm")
word = here.words
blocks.style()
blocks.put(race.header(here))
sources.show(sources.unheard(here, (here.situation.storms_from, StormFix)))
left, right = st.columns([70, 30])
with right:
    shown = storm.choose(here)
if shown is None:
    st.caption(word("storm.none"))
    intake.link(here, "storm", nothing=True)
else:
    chosen = shown.storm
    with left:
        storm_map.show(here, chosen, shown.moments, shown.chosen)
        wind_table.put(here, shown)
    with right:
        blocks.put(storm.facts(here, chosen))
        blocks.put(storm.agencies(here, chosen))
        blocks.put(records.records(here, shown))
        blocks.put(storm.ashore(here, chosen))
    table = race_tables.fixes(chosen.fixes, here)
    blocks.titled(word("storm.fixes"), lambda: tables.show(table, here, 420))
    downloads.offer(table, here, f"storm-{chosen.storm}")
    intake.link(here, "storm")
blocks.put(cards.bottom(here))
