"""What became of a figure that a unit owes. A figure (it may be zero), one that is not the unit's
own word, none at all, and none that is owed are different things, on every screen, in JSON and in
documents."""

from datetime import datetime
from enum import StrEnum


class FigureState(StrEnum):
    REPORTED = "reported"  # for the newest cut-off; the figure may be zero
    OUTDATED = "outdated"  # for an earlier cut-off only
    UNKNOWN = "unknown"  # something came in of its townships, and the unit has not vouched for it
    NOT_REPORTED = "not_reported"
    NOT_APPLICABLE = "not_applicable"  # it has none of these to report


FINE = (FigureState.REPORTED, FigureState.NOT_APPLICABLE)


def figure_state(
    *, owes: bool, valid_at: datetime | None, confirmed: bool = True, needed: datetime | None = None
) -> FigureState:
    """`valid_at`: for when the unit's figure is true, None without one; `needed`: from when on a
    figure counts for the newest round."""
    if valid_at is None:
        return FigureState.NOT_REPORTED if owes else FigureState.NOT_APPLICABLE
    if not confirmed:
        return FigureState.UNKNOWN
    if needed is not None and valid_at < needed:
        return FigureState.OUTDATED
    return FigureState.REPORTED
