"""What a task costs the hand: clicks and keys as the browser sees them, whatever the page does."""

from dataclasses import dataclass

LISTEN = """for (const [event, kind] of [['click', 'clicks'], ['keydown', 'keys']])
  addEventListener(event, (e) => { if (e.isTrusted && (event === 'keydown' || e.detail)) emsEffort(kind); }, true);"""
"""A key on a button makes a click without a pointer (detail 0): that is a key and no click."""


@dataclass(slots=True)
class Effort:
    clicks: int = 0
    keys: int = 0

    def __sub__(self, other: "Effort") -> "Effort":
        return Effort(self.clicks - other.clicks, self.keys - other.keys)

    def so_far(self) -> "Effort":
        return Effort(self.clicks, self.keys)


def counted(page) -> Effort:
    """Before the first address is opened; goes on through every page of the tab."""
    effort = Effort()

    def count(kind: str) -> None:
        setattr(effort, kind, getattr(effort, kind) + 1)

    page.expose_function("emsEffort", count)
    page.add_init_script(LISTEN)
    return effort
