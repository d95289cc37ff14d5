import streamlit as st

from ems_dashboard.rules.paths import FORCES
from ems_dashboard.screen import cards, race
from ems_dashboard.views import changes
from ems_dashboard.views.frame import blocks, downloads, filters, tables
from ems_dashboard.views.frame.guard import guard
from ems_dashboard.views.intake import intake
from ems_dashboard.views.storms import race_tables

here = guard("race")
word = here.words
blocks.style()
blocks.put(race.header(here))
if race.of(here).storm is None and not race.of(here).runners:
    blocks.put(race.calm(here))
    intake.link(here, "storm", nothing=True)
else:
    left, right = st.columns([62, 38])
    with left:
        blocks.put(race.danger_figure(here))
        category = filters.category(here)
        blocks.put(race.every_bar(here, category))
        table = race_tables.runners(race.of(here), here, category)
        blocks.titled(word("race.all_runners"), lambda: tables.show(table, here, 420))
        downloads.offer(table, here, "race")
    with right:
        blocks.put(changes.card(here, changes.choose_hours(here), shown=12))
        blocks.put(changes.earlier(here))
        names = {force: word("race.force", n=force) for force in FORCES}
        force = st.segmented_control(
            word("race.arrivals"),
            FORCES,
            default=FORCES[0],
            format_func=lambda force: names[force],
            key="force",
            required=True,
        )
        arrivals = race_tables.arrivals(race.of(here), here, force or FORCES[0])
        tables.show(arrivals, here, 560)
        downloads.offer(arrivals, here, "arrivals")
blocks.put(cards.bottom(here))
