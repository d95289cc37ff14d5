from ems_dashboard.views import accounts
from ems_dashboard.views.guard import guard

here = guard("accounts")
accounts.show(here)
