from ems_dashboard.views import intake
from ems_dashboard.views.guard import guard

here = guard("intake")
intake.show(here)
