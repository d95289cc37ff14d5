from ems_dashboard.views import entry, evacuation_book, intake
from ems_dashboard.views.guard import guard

here = guard("entry")
entry.show(here)
evacuation_book.offer(here)
intake.link(here, "losses", "cadres", "rain", "rivers", "messages")
