"""What a report is begun with: the figures of its cut-off, its sections, and what the number police
asks."""

from datetime import datetime, timedelta

from ems_dashboard.moments import Moment
from ems_dashboard.reports.sections import sections
from ems_dashboard.rules.city import City
from ems_dashboard.rules.figure_questions import questions
from ems_dashboard.rules.reports import Taking
from ems_dashboard.situation.freezing import again, as_json, freeze, owed, reported_in
from ems_dashboard.situation.meetings import reports_before, reports_of
from ems_dashboard.situation.reporting import round_of_report
from ems_dashboard.store import Store
from ems_dashboard.text import Words


def taking(
    store: Store,
    city: City,
    words: Words,
    incident: str,
    cut_off: datetime,
    due_at: datetime | None,
    moment: Moment,
) -> Taking:
    """As it is known at `moment`, against the two reports before; before a first report a figure is
    owed that is not stale at the cut-off. Where no round was asked for yet, nobody is asked why
    nothing was told."""
    frozen = freeze(store, city, incident, cut_off, moment)
    before = reports_before(reports_of(store, incident, moment), incident, cut_off)[:2]
    last = again(store, city, before[0]) if before else None
    texts = sections(
        frozen.situation,
        city,
        words,
        last.situation if last else None,
        observed=frozen.observed,
        previously_observed=last.observed if last else None,
        incident=incident,
    )
    round_asked = round_of_report(frozen.situation)
    asked = questions(
        frozen.figures,
        [reported_in(store, city, report) for report in before],
        owed(city, frozen.situation.hazards_of(incident)) if round_asked else {},
        before[0].cut_off
        if before
        else cut_off - timedelta(hours=city.plan.thresholds.stale_hours),
    )
    name = next(
        (i.name for i in frozen.situation.incidents if i.incident == incident),
        words("meetings.no_case"),
    )
    return Taking(
        incident=incident,
        cut_off=cut_off,
        due_at=due_at,
        title=words("meetings.report.title_of", incident=name),
        sections=texts,
        figures=as_json(frozen, city),
        questions=asked,
    )
