from ems_dashboard.views import blocks, entry, evacuation_book, intake, waiting
from ems_dashboard.views.guard import guard

here = guard("entry")
if rows := waiting.home_rows(here):
    blocks.put(rows)
entry.show(here)
evacuation_book.offer(here)
intake.link(here, "losses", "cadres", "rain", "rivers", "messages")
