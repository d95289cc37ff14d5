from ems_dashboard.views import acting, responses, year_rows
from ems_dashboard.views.guard import guard

here = guard("responses")
acting.style()
if asked := year_rows.asked(here):
    year_rows.show(here, *asked)
else:
    responses.show(here)
