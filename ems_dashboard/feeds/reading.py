"""What every feed is given and returns: the facts it could read and a sentence for each thing it
could not."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from ems_dashboard.errors import Refused
from ems_dashboard.rules.city import City
from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.incidents import Register
from ems_dashboard.rules.origins import Origin
from ems_dashboard.rules.warnings import WarningMessage
from ems_dashboard.text import Words


@dataclass(frozen=True, slots=True)
class Problem:
    """`line` counts from 1 as an editor shows it, None where a source has no lines; `message`
    says what to do."""

    line: int | None
    column: str
    value: str
    message: str


@dataclass(frozen=True, slots=True)
class Reading:
    """`read`: data rows met; `rejected`: rows of which no fact could be made. A file that is
    refused whole raises errors.Refused instead. `says_none`: the form itself says that there is
    nothing today; a table without a row does not."""

    kind: str
    read: int
    facts: tuple[Fact, ...] = ()
    rejected: int = 0
    problems: tuple[Problem, ...] = field(default=())
    says_none: bool = False


@dataclass(frozen=True, slots=True)
class FeedContext:
    """`register`: the incidents as known now; `kind`: what the file holds, where the user said
    so; `storm_called`: the number of the storm of an English name and a season, None where it is
    not known; `warning_called`: the warning of an id in the ledger. `chosen`: the incident that
    a person chose for rows that name none; `watched`: a person is there, who is asked instead of
    a row being kept under no incident. `origin`: who brings it; only the past is believed when
    it became known, by whom, and that it was an exercise. `source` stands where a row may not
    say its own."""

    city: City
    words: Words
    now: datetime
    register: Callable[[], Register]
    kind: str | None = None
    storm_called: Callable[[str, int], str | None] = lambda name, season: None
    warning_called: Callable[[str], WarningMessage | None] = lambda name: None
    chosen: str = ""
    watched: bool = False
    origin: Origin = Origin.WORKBOOK
    source: str = ""


def decoded(content: bytes, name: str, context: FeedContext) -> str:
    """The text of a file in UTF-8, UTF-16 or GB18030; never empty."""
    text = _text(content)
    if text is None:
        raise Refused(context.words("feeds.binary", name=name))
    if not text.strip(" \t\r\n,;\ufeff"):
        raise Refused(context.words("feeds.empty", name=name))
    return text


def _text(content: bytes) -> str | None:
    """None where it is no text."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", errors="replace")
    if b"\x00" in content:
        return None
    for encoding in ("utf-8-sig", "gb18030"):
        with suppress(UnicodeDecodeError):
            return content.decode(encoding)
    return None
