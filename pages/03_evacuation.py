import streamlit as st

from ems_dashboard.views.guard import guard

here = guard("evacuation")

st.title(here.words("frame.page.evacuation"))
