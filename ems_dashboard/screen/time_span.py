"""How much time an axis shows."""

from datetime import datetime, timedelta

LEAST = timedelta(hours=2)
"""Less could not be read: minutes after the start its marks would all bear the same hour."""


def shown_since(begins: datetime, ends: datetime) -> datetime:
    """Where the axis begins: what begins later stands at its end."""
    return min(begins, ends - LEAST)
