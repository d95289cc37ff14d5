from ems_dashboard.views import handover
from ems_dashboard.views.frame.guard import guard

here = guard("handover")
handover.show(here)
