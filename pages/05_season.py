import streamlit as st

from ems_dashboard.views.guard import guard

here = guard("season")

st.title(here.words("frame.page.season"))
