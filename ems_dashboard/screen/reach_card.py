"""The card of calling: how many units still have to be called, and their names; on the overview and
the wall, without any number of a telephone."""

from collections.abc import Sequence
from datetime import timedelta
from statistics import median

from markupsafe import Markup

from ems_dashboard.reports.changes import duration
from ems_dashboard.rules.reach import Reach, ReachState
from ems_dashboard.rules.roles import may
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.links import link
from ems_dashboard.screen.reach import reach_here
from ems_dashboard.situation.reach import about_said, to_call
from ems_dashboard.templating import rendered

SHOWN = 4


def reach_figure(here: Here) -> str:
    """How many wait and are late, for the head of another card; empty where nobody does."""
    _, waiting = _waiting(here)
    return _how_many(here, waiting) if waiting else ""


def reach_card(here: Here) -> Markup:
    """Absent where nobody has to be called, and below the city."""
    found, waiting = _waiting(here)
    if not waiting:
        return Markup()
    groups = _grouped(waiting)
    word = here.words
    return rendered(
        "cards/reach.html",
        title=word("calls.card"),
        href=link(here, "calls") if may(here.role, "read:calls") else "",
        aside=_counted(here, found, waiting),
        lines=[_line(here, each) for each in groups[:SHOWN]],
        more=word("calls.card_more", n=len(groups) - SHOWN) if len(groups) > SHOWN else "",
    )


def _waiting(here: Here) -> tuple[Sequence[Reach], Sequence[Reach]]:
    """Everybody who is to be reached, and those of them who have to be called."""
    if not here.scope.is_city or not here.sight.whole:
        return (), ()
    found = reach_here(here)
    return found, to_call(found, here.own)


def _how_many(here: Here, waiting: Sequence[Reach]) -> str:
    late = sum(each.late_at(here.as_of) for each in waiting)
    return here.words("calls.card_note", n=len(waiting), late=late)


def _counted(here: Here, found: Sequence[Reach], waiting: Sequence[Reach]) -> str:
    """How many wait and are late; the median of those that were reached."""
    said = _how_many(here, waiting)
    taken = [each.took for each in found if each.took is not None]
    if not taken:
        return said
    middle = timedelta(seconds=median(span.total_seconds() for span in taken))
    return f"{said} · {here.words('calls.median', n=duration(middle, here.words))}"


def _grouped(waiting: Sequence[Reach]) -> list[list[Reach]]:
    """Of one order, warning or report those of one state together."""
    found: dict[tuple[str, ReachState], list[Reach]] = {}
    for each in waiting:
        found.setdefault((each.asked.reference, each.state), []).append(each)
    return list(found.values())


def _line(here: Here, those: Sequence[Reach]) -> dict[str, object]:
    first, names = those[0], [here.city.short_of(each.asked.unit, here.lang) for each in those]
    late = any(each.late_at(here.as_of) for each in those)
    return {
        "mood": "late" if late else "due",
        "state": here.words(f"calls.state.{first.state}"),
        "what": about_said(first.asked, here.words),
        "units": here.words.listed(names),
    }
