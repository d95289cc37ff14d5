"""Addresses of pages and of the rows behind a figure."""

from urllib.parse import urlencode

from markupsafe import Markup

from ems_dashboard.rules.roles import may
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.key_moments import address
from ems_dashboard.templating import rendered


def link(here: Here, page: str, **filters: str | None) -> str:
    """The address of a page with the same moment, level and language."""
    kept = {
        "as_of": address(here.as_of) if here.past else None,
        "unit": None if here.scope.is_city else here.scope.code,
        "lang": here.lang,
        "incident": here.situation.chosen,
    }
    chosen = {name: value for name, value in (kept | filters).items() if value}
    return f"/{page}?{urlencode(chosen, safe=':')}"


def rows_address(here: Here, page: str, **filters: str | None) -> str:
    """Where the rows behind a card or a row are: empty where the viewer may not read them or is
    there already."""
    if here.page == page or not may(here.role, f"read:{page}"):
        return ""
    return link(here, page, **filters)


def to_rows(here: Here, page: str, title: str, **filters: str | None) -> Markup:
    """What a card or a row is called, as a link to the rows behind it."""
    return rendered("rows_link.html", title=title, href=rows_address(here, page, **filters))
