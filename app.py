"""`streamlit run app.py`: the pages inside their frame, our own routes, and what runs beside them, in one process."""

import streamlit as st

from ems_dashboard.config import PACKAGE
from ems_dashboard.views.frame.trouble import show_trouble
from ems_dashboard.web.site import middleware, routes
from ems_dashboard.web.warming import warmed

app = st.App(
    PACKAGE / "views" / "frame" / "frame.py",
    routes=routes,
    middleware=middleware,
    lifespan=warmed,
    on_script_error=show_trouble,
)
