from ems_dashboard.screen import waiting
from ems_dashboard.views.evacuation import entry, evacuation_book
from ems_dashboard.views.frame import blocks
from ems_dashboard.views.frame.guard import guard
from ems_dashboard.views.intake import intake

here = guard("entry")
if rows := waiting.home_rows(here):
    blocks.put(rows)
entry.show(here)
evacuation_book.offer(here)
intake.link(here, "losses", "cadres", "rain", "rivers", "messages")
