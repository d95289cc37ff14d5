from ems_dashboard.views.accounts import accounts
from ems_dashboard.views.frame.guard import guard

here = guard("accounts")
accounts.show(here)
