from ems_dashboard.views import entry, evacuation_book
from ems_dashboard.views.guard import guard

here = guard("entry")
entry.show(here)
evacuation_book.offer(here)
