from ems_dashboard.views import blocks, means, shelters
from ems_dashboard.views.guard import guard

here = guard("means")
blocks.style()
shelters.show_alarm(here)
means.show(here, means.choose(here))
