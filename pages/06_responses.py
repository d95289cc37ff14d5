from ems_dashboard.views.frame import acting
from ems_dashboard.views.frame.guard import guard
from ems_dashboard.views.levels import responses
from ems_dashboard.views.season import year_rows

here = guard("responses")
acting.style()
if asked := year_rows.asked(here):
    year_rows.show(here, *asked)
else:
    responses.show(here)
