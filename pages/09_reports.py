import streamlit as st

from ems_dashboard.rules.terms import DueKind
from ems_dashboard.views.consultations import meetings
from ems_dashboard.views.frame.guard import guard
from ems_dashboard.views.reports import reports

here = guard("reports")
meetings.style()
meetings.timetable(here, DueKind.REPORT)
found = reports.chosen(here)
left, right = st.columns([70, 30], gap="large")
with left:
    reports.show(here, found)
with right:
    reports.earlier(here, found)
