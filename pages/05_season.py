import streamlit as st

from ems_dashboard.views import blocks, charts, downloads, season, tables
from ems_dashboard.views.guard import guard

here = guard("season")
blocks.style()
year = season.chosen_year(here)
figures = here.pictures.season(year, here.as_of if here.past else None)
blocks.put(season.title(figures, here))
blocks.put(season.figures(figures, here))
blocks.put(season.paragraph(figures, here))
for place, subject in zip(st.columns(3), ("warnings", "responses", "people"), strict=True):
    with place:
        title = here.words(f"screens.season.months_{subject}")
        blocks.titled(title, lambda subject=subject: charts.show(charts.months(figures, subject, here.words), subject))
table = tables.incidents(figures, here)
blocks.titled(here.words("screens.season.incidents"), lambda: tables.show(table, here, 460))
downloads.offer(table, here, "season")
