from ems_dashboard.views.contacts import calls
from ems_dashboard.views.frame import acting
from ems_dashboard.views.frame.guard import guard

here = guard("calls")
acting.style()
calls.show(here)
