import streamlit as st

from ems_dashboard.rules.terms import DueKind
from ems_dashboard.views.consultations import consultations, meetings
from ems_dashboard.views.frame.guard import guard

here = guard("consultations")
meetings.style()
meetings.timetable(here, DueKind.CONSULTATION)
held = consultations.chosen(here)
left, right = st.columns([62, 38], gap="large")
with left:
    consultations.show(here, held)
with right:
    consultations.earlier(here, held)
