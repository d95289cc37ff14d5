from ems_dashboard.views.frame.guard import guard
from ems_dashboard.views.intake import intake

here = guard("intake")
intake.show(here)
