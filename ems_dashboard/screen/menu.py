"""The menu: the pages in groups, in the order in which they are needed."""

from ems_dashboard.rules.roles import Role, may
from ems_dashboard.text import Words

FIRST = "overview"
"""The page at the bare address."""
MENU: dict[str, tuple[str, ...]] = {
    "picture": (FIRST, "warnings", "evacuation", "groups", "wall"),
    "judging": ("storm", "race", "exposure"),
    "acting": ("responses", "orders", "calls", "contacts", "means", "vessels", "measures"),
    "duty": ("log", "consultations", "reports", "entry", "intake", "handover"),
    "managing": ("season", "review", "accounts"),
}


def groups(role: Role, word: Words) -> list[dict[str, object]]:
    """The groups with the pages that the role may open; a group without any does not appear."""
    made: list[dict[str, object]] = []
    for name, pages in MENU.items():
        entries = [_entry(page, word) for page in pages if may(role, f"read:{page}")]
        if entries:
            made.append({"title": word(f"frame.menu.{name}"), "pages": entries})
    return made


def _entry(page: str, word: Words) -> dict[str, str]:
    return {
        "name": page,
        "title": word(f"frame.page.{page}"),
        "href": "/" if page == FIRST else f"/{page}",
    }
