from ems_dashboard.views import acting, responses
from ems_dashboard.views.guard import guard

here = guard("responses")
acting.style()
acting.told()
responses.show(here)
