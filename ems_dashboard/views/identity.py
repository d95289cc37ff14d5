"""Who looks at the page."""

from ems_dashboard.rules.roles import GUEST, Actor


def actor() -> Actor:
    return GUEST
