import streamlit as st

from ems_dashboard.rules.groups import Deployment
from ems_dashboard.screen import cards
from ems_dashboard.screen.group_chips import groups
from ems_dashboard.screen.origin import note
from ems_dashboard.views.charts import charts
from ems_dashboard.views.frame import blocks, downloads, filters, listings, tables
from ems_dashboard.views.frame.guard import guard
from ems_dashboard.views.frame.stamped import stamped
from ems_dashboard.views.intake import intake, row_entry
from ems_dashboard.views.maps.maps import show_map

here = guard("groups")
blocks.style()
top = st.columns([32, 36, 32])
with top[0]:
    st.container(key="first").html(stamped(groups(here)))
    with st.container(key="filters"):
        upper, lower = st.columns(2), st.columns(2)
    with upper[0]:
        unit = filters.unit(here)
    with upper[1]:
        kind = filters.group_kind(here)
    with lower[0]:
        state = filters.group_state(here)
    with lower[1]:
        period = filters.period(here, "latest")
with top[1]:
    asof = note(here, here.situation.deployments)
    blocks.chart(
        here, "charts.problems", charts.problems(here), "problems", asof, "charts.no_problems"
    )
with top[2]:
    show_map(here, "response", 310, storm=False)
table = listings.groups(here, unit, kind, state, period)
tables.show(table, here, 560)
downloads.offer(table, here, "groups")
row_entry.offer(here, Deployment, here.situation.deployments)
sent = listings.cadres(here, unit, period)
low = st.columns([70, 30])
with low[0]:
    blocks.titled(here.words("screens.table.cadres"), lambda: tables.show(sent, here, 320))
    downloads.offer(sent, here, "cadres")
    intake.link(here, "cadres", nothing=sent.empty)
with low[1]:
    blocks.put(cards.measures(here))
