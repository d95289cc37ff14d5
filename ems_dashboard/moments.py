"""Kinds of moment. A figure is true for one (`ValidAt`), and headquarters knew it at another
(`KnownAt`): comparing the one with the other is the mistake behind the gravest wrong figures, and
the type checker refuses it (`moments.pyi`). A `Moment` is one at which the ledger is looked at, as
now is: what was true and what was known by then, so it is both. A plain datetime (a deadline, a
forecast's hour) may be compared with either. At run time all of them are datetimes."""

from datetime import datetime

ValidAt = datetime
KnownAt = datetime
Moment = datetime


def as_valid(moment: datetime) -> ValidAt:
    """Says that a moment is one for which something is true."""
    return moment


def as_known(moment: datetime) -> KnownAt:
    """Says that a moment is one at which something was known."""
    return moment


def as_moment(moment: datetime) -> Moment:
    """Says that the ledger is looked at as of a moment."""
    return moment
