from ems_dashboard.views import blocks, resources, shelters
from ems_dashboard.views.guard import guard

here = guard("means")
blocks.style()
shelters.show_alarm(here)
resources.show(here, resources.choose(here))
