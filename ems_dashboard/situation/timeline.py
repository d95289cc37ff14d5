"""The log of everything (值班日志): every act and every incoming fact as a line, newest first."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from ems_dashboard.clock import minute
from ems_dashboard.moments import Moment
from ems_dashboard.rules.acts import Act
from ems_dashboard.rules.city import City
from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.kinds import KINDS
from ems_dashboard.rules.orders import Order, Receipt, Reminder
from ems_dashboard.situation.log_sentences import LogSentences
from ems_dashboard.store import Reader, Store
from ems_dashboard.store.accounts import all_accounts
from ems_dashboard.store.known import known_between
from ems_dashboard.text import Words

MOST = 1000
"""So many lines of a kind are read; where there are more, the oldest moments of the span are left
out."""

PEOPLE = ("reporter", "person", "author", "outgoing_name")
"""Fields that name who did it."""


@dataclass(frozen=True, slots=True)
class Line:
    """`who`: the name of the account that wrote it, else the reporter or officer named in the fact,
    else the feed. `account`: the account, where a person wrote it; `unit` empty where the fact
    names none or several; `count`: how many facts the line stands for."""

    known_at: datetime
    kind: str
    unit: str
    who: str
    sentence: str
    seq: int
    simulated: bool
    count: int = 1
    account: str = ""


@dataclass(frozen=True, slots=True)
class Timeline:
    """`since`: from when on the lines are complete, later than asked for where there were too
    many."""

    since: datetime
    until: datetime
    lines: tuple[Line, ...]


def timeline(
    store: Store,
    city: City,
    words: Words,
    *,
    since: datetime,
    until: Moment,
    kinds: Collection[str] = (),
    unit: str = "",
    mode: str = "live",
) -> Timeline:
    """`kinds` empty: every kind. `unit`: what names it or one of its townships."""
    places = _places(city, unit)
    facts: list[Fact] = []
    complete: datetime = since
    with store.reading() as reader:
        for name in kinds or KINDS:
            found = known_between(
                reader, KINDS[name], since, until, units=places, limit=MOST, mode=mode
            )
            if len(found) == MOST:
                complete = max(complete, found[-1].heard_at)
            facts += found
        orders = _orders_of(reader, facts, until, mode)
        names = {held.account: held.name for held in all_accounts(reader.connection)}
    sentences = LogSentences(city, words, orders)
    shown = [fact for fact in facts if fact.heard_at >= complete]
    shown.sort(key=lambda fact: (fact.heard_at, fact.seq or 0), reverse=True)
    return Timeline(complete, until, tuple(_line(fact, sentences, names) for fact in shown))


def _places(city: City, unit: str) -> tuple[str, ...]:
    """The unit and its townships; without a unit none, which is everything."""
    if not unit:
        return ()
    return (unit, *(code for code, county in city.county_of.items() if county == unit))


def _orders_of(reader: Reader, facts: Iterable[Fact], until: Moment, mode: str) -> list[Order]:
    """The orders that receipts and reminders are about."""
    ids = sorted({fact.order for fact in facts if isinstance(fact, Receipt | Reminder)})
    return reader.current(Order, as_of=until, mode=mode, order=ids) if ids else []


def _line(fact: Fact, sentences: LogSentences, names: Mapping[str, str]) -> Line:
    account = fact.account if isinstance(fact, Act) else fact.written_by
    return Line(
        fact.heard_at,
        fact.KIND,
        unit=getattr(fact, "unit", "") or "",
        who=_who(fact, account, names),
        sentence=sentences.of(fact),
        seq=fact.seq or 0,
        simulated=fact.simulated,
        account=account if account in names else "",
    )


def _who(fact: Fact, account: str, names: Mapping[str, str]) -> str:
    """Who wrote the row, before whom it names: an approval names its author too."""
    if names.get(account):
        return names[account]
    named = next((name for name in (*_named(fact), account) if name), "")
    return names.get(named, named)


def _named(fact: Fact) -> list[str]:
    if fact.withdrawn:
        return [fact.withdrawal[0]]
    if isinstance(fact, Act):
        return [fact.name]
    return [getattr(fact, name, "") for name in PEOPLE]


def gathered(lines: Sequence[Line], words: Words, few: int = 3) -> tuple[Line, ...]:
    """What came in together as one line: more than `few` lines of a kind known in the same
    minute."""
    groups: dict[tuple[datetime, str], list[Line]] = {}
    for line in lines:
        groups.setdefault((minute(line.known_at), line.kind), []).append(line)
    return tuple(shown for group in groups.values() for shown in _together(group, words, few))


def _together(group: Sequence[Line], words: Words, few: int) -> Iterable[Line]:
    if len(group) <= few:
        return group
    first = group[0]
    units = {line.unit for line in group if line.unit}
    kind = words.either(f"terms.kind.{first.kind}", first.kind)
    entry = "log.together_units" if len(units) > 1 else "log.together"
    said = words(entry, kind=kind, n=f"{len(group):,}", units=len(units), first=first.sentence)
    return [
        Line(
            first.known_at,
            first.kind,
            unit=_only(units),
            who=_only({line.who for line in group}),
            sentence=said,
            seq=first.seq,
            simulated=any(line.simulated for line in group),
            count=len(group),
            account=_only({line.account for line in group}),
        )
    ]


def _only(names: set[str]) -> str:
    """The one that all share; empty where there are several."""
    return next(iter(names)) if len(names) == 1 else ""
