"""Breaking a title into lines: whole words, balanced, the middle lines never much longer than the
others."""

from ems_dashboard.reports.punctuation import full_width
from ems_dashboard.text import Words

MOST = 19
"""Characters of 22 pt in a line of 156 mm: 20, and one to spare for programs that set digits
wide."""


def broken(title: str, word: Words) -> list[str]:
    """The lines of a centred title (GB/T 9704, 7.3.1): words are not torn, the lines are as even as
    that allows."""
    title = full_width(title)
    width = sum(0.5 if character.isascii() else 1 for character in title)
    lines = -(-int(width + 0.5) // MOST)
    if lines < 2:
        return [title]
    allowed = _breaks(title, word)
    found, start = [], 0
    for left in range(lines, 1, -1):
        ideal = start + round((len(title) - start) / left)
        near = [
            at
            for at in allowed
            if start < at <= start + MOST and len(title) - at <= MOST * (left - 1)
        ]
        if not near:
            return [title]
        at = min(near, key=lambda at: (abs(at - ideal), -at))
        found.append(title[start:at])
        start = at
    return [*found, title[start:]]


def _breaks(title: str, word: Words) -> list[int]:
    """Where a line may end: not inside quotation marks or brackets, a number or a word that is kept
    whole, and not before what may not begin a line."""
    torn: set[int] = set()
    for kept in word("document.kept_whole").split():
        start = title.find(kept)
        while start >= 0:
            torn |= set(range(start + 1, start + len(kept)))
            start = title.find(kept, start + 1)
    depth, not_first = 0, word("document.not_first")
    for at, character in enumerate(title):
        if (
            depth
            or character in not_first
            or (at and character.isascii() and title[at - 1].isascii())
        ):
            torn.add(at)
        depth += (character in word("document.opening")) - (character in word("document.closing"))
    return [at for at in range(1, len(title)) if at not in torn]
