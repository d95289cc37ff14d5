from ems_dashboard.screen import cards, race, waiting
from ems_dashboard.views import overview
from ems_dashboard.views.evacuation.astray import hint
from ems_dashboard.views.frame import blocks
from ems_dashboard.views.frame.guard import guard

here = guard("overview")
blocks.style()
blocks.put(race.header(here), waiting.home_rows(here), race.banner(here))
hint(here)
overview.show(here)
blocks.put(cards.bottom(here))
