"""Who may do what: whatever is not in the table is refused."""

from enum import StrEnum


class Role(StrEnum):
    GUEST = "guest"


PAGES = ("overview", "warnings", "evacuation", "groups", "season", "wall")

ALLOWED: dict[Role, frozenset[str]] = {
    # the demonstration lets everybody read
    Role.GUEST: frozenset(f"read:{page}" for page in PAGES),
}


def may(role: Role, act: str) -> bool:
    """`act` is `<verb>:<page or subject>`, e.g. read:overview."""
    return act in ALLOWED.get(role, frozenset())
