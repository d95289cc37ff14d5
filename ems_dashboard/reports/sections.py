"""The fourteen sections of a situation report, written from the situation of its cut-off.

A section is left out where it does not apply: the storm of a heavy rain, vessels where nothing is
to be moved at sea, and what stands on observations when none were asked for. A section that applies
and has no facts says so."""

from ems_dashboard.reports import sections_people as people
from ems_dashboard.reports import sections_weather as weather
from ems_dashboard.reports import sections_work as work
from ems_dashboard.reports.sections_deployment import deployment
from ems_dashboard.reports.sections_measures import measures
from ems_dashboard.reports.sections_storm import storm
from ems_dashboard.reports.telling import Telling
from ems_dashboard.rules.city import City
from ems_dashboard.situation.observed import Observed
from ems_dashboard.situation.picture import Situation
from ems_dashboard.text import Words

WRITERS = {
    "storm": storm,
    "rain": weather.rain,
    "wind": weather.wind,
    "water": weather.water,
    "tide": weather.tide,
    "warnings": weather.warnings_and_responses,
    "deployment": deployment,
    "sea": people.sea,
    "people": people.people,
    "measures": measures,
    "forces": work.forces,
    "losses": work.losses,
    "publicity": work.publicity,
    "next": work.next_steps,
}
SECTIONS = tuple(WRITERS)


def sections(
    situation: Situation,
    city: City,
    words: Words,
    previous: Situation | None = None,
    *,
    observed: Observed | None = None,
    previously_observed: Observed | None = None,
    incident: str | None = None,
) -> dict[str, str]:
    """code → text, in the order of the report; titles are `report.section.<code>`. `previous`: the
    situation at the cut-off of the report before; what changed since stands in the sentences.
    `observed`: from situation.observed.observed(store, city, situation). `incident`: the one
    reported on, else the one that leads."""
    chosen = next((i for i in situation.incidents if i.incident == incident), situation.lead)
    telling = Telling(situation, city, words, chosen, observed, previous, previously_observed)
    texts = {code: write(telling) for code, write in WRITERS.items()}
    return {code: text for code, text in texts.items() if text is not None}
