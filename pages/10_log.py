import streamlit as st

from ems_dashboard.views import log
from ems_dashboard.views.frame.guard import guard

here = guard("log")
left, right = st.columns([20, 80] if here.past else [30, 70])
with left:
    log.writing(here)
    log.waiting(here)
with right:
    log.lines(here)
