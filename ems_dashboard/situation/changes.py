"""What changed between the picture of a moment and an earlier one of the same storm."""

from ems_dashboard.rules import changes
from ems_dashboard.rules.changes import Change
from ems_dashboard.rules.city import City
from ems_dashboard.situation.race import Race


def changed(before: Race, now: Race, city: City) -> tuple[Change, ...]:
    """In the order of weight; nothing where they are of different storms."""
    if now.storm is None or before.storm is None or before.storm.storm != now.storm.storm:
        return ()
    force = city.plan.thresholds.gale_force
    return (
        *changes.margins(before.runners, now.runners),
        *changes.circles(before.spreads, now.spreads, now.as_of),
        *changes.gale(before.spreads, now.spreads, force, now.as_of),
        *changes.centre(before.approaches, now.approaches),
    )
