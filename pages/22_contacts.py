from ems_dashboard.views.contacts import contacts
from ems_dashboard.views.frame import acting
from ems_dashboard.views.frame.guard import guard

here = guard("contacts")
acting.style()
contacts.show(here)
