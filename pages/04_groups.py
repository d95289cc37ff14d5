import streamlit as st

from ems_dashboard.views.guard import guard

here = guard("groups")

st.title(here.words("frame.page.groups"))
