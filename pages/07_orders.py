from ems_dashboard.views import acting, orders
from ems_dashboard.views.guard import guard

here = guard("orders")
acting.style()
acting.told()
orders.show(here)
