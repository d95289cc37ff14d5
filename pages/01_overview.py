import streamlit as st

from ems_dashboard.views.guard import guard

here = guard("overview")

st.title(here.words("frame.page.overview"))
