from ems_dashboard.views.frame import blocks
from ems_dashboard.views.frame.guard import guard
from ems_dashboard.views.resources import resources, shelters

here = guard("means")
blocks.style()
shelters.show_alarm(here)
resources.show(here, resources.choose(here))
