from ems_dashboard.views import acting, orders, year_rows
from ems_dashboard.views.guard import guard

here = guard("orders")
acting.style()
if asked := year_rows.asked(here):
    year_rows.show(here, *asked)
else:
    orders.show(here)
