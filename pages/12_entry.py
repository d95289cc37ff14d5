from ems_dashboard.views import entry
from ems_dashboard.views.guard import guard

here = guard("entry")
entry.show(here)
