from ems_dashboard.views.frame import acting
from ems_dashboard.views.frame.guard import guard
from ems_dashboard.views.orders import orders
from ems_dashboard.views.season import year_rows

here = guard("orders")
acting.style()
if asked := year_rows.asked(here):
    year_rows.show(here, *asked)
else:
    orders.show(here)
