import streamlit as st

from ems_dashboard.views.guard import guard

here = guard("warnings")

st.title(here.words("frame.page.warnings"))
