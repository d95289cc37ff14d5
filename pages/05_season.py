import streamlit as st

from ems_dashboard.screen.chosen_year import chosen_year
from ems_dashboard.views.charts import charts
from ems_dashboard.views.frame import blocks, downloads, tables
from ems_dashboard.views.frame.guard import guard
from ems_dashboard.views.season import season, year_rows

here = guard("season")
blocks.style()
asked = year_rows.asked(here)
year = asked[1] if asked else chosen_year(here)
figures = here.cache.season(year, here.asked)
blocks.put(season.title(figures, here))
if asked:
    year_rows.show(here, *asked)
else:
    blocks.put(season.figures(figures, here))
    blocks.put(season.paragraph(figures, here))
    for place, subject in zip(st.columns(3), ("warnings", "responses", "people"), strict=True):
        with place:
            blocks.chart(
                here,
                f"screens.season.months_{subject}",
                charts.months(figures, subject, here.words),
                subject,
            )
    table = tables.incidents(figures.incidents, here)
    blocks.titled(here.words("screens.season.incidents"), lambda: tables.show(table, here, 460))
    downloads.offer(table, here, "season")
