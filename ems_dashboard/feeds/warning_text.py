"""The text of a warning bulletin, pasted: what its standard sentences say, and what they leave
open."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from itertools import pairwise

from ems_dashboard.feeds.bulletins import (
    LONGEST,
    Heard,
    When,
    any_of,
    as_far_as_read,
    by_word,
    moments,
    straightened,
    tell_moment,
)
from ems_dashboard.feeds.cap import KINDS
from ems_dashboard.feeds.naming import event_named, event_words
from ems_dashboard.rules.city import City
from ems_dashboard.rules.terms import Colour, Level, MessageType, WarningKind

CLAUSE_ENDS = re.compile(r"[\u3002;]|(?<!\d):|:(?!\d)|\Z")
"""The sentence that says what was issued ends here; a colon between digits is a clock's."""
SENTENCE_ENDS = re.compile(r"[\u3002;]")
CALLED = 20
"""No words that say what a moment is are longer."""
STOPS = ",.:;\u3002"
HAN = r"[\u4e00-\u9fff]"
NOT_WHOLE = "(?![\u533a\u5c9b\u6e7e\u6e2f])"
"""区, 岛, 湾, 港 after a short name make it another place."""
SPANNED = (WarningKind.GEOLOGICAL, WarningKind.FLASH_FLOOD)
"""Risk products: issued for a span, and ended by it. A signal of the weather stands until
lifted."""


@dataclass(frozen=True, slots=True)
class Signal:
    """台风橙色预警信号 or 台风预警Ⅱ级, where it stands in the text."""

    start: int
    end: int
    words: str
    event: str
    colour: Colour | None
    level: Level | None

    @property
    def grade(self) -> tuple[str, Colour | None, Level | None]:
        return self.event, self.colour, self.level


def read_warning(text: str, city: City, now: datetime) -> Heard:
    """Fields as the form has them: kind, event, colour, level, message_type, issuer, valid_at,
    expires_at, units, headline, description; and `before`, the signal that this one takes the
    place of."""
    heard = Heard()
    line = straightened(as_far_as_read(text, heard))
    if not line:
        return heard
    head = _head(line)
    _signals(heard, head, line[len(head) :])
    issuer = _issuer(heard, head, city, now)
    _issued(heard, head, line, now)
    _units(heard, line, issuer, city)
    _expires(heard, line, now)
    heard.take("headline", head.strip(STOPS), head)
    heard.take("description", text.strip()[:LONGEST], "")
    return heard


def _head(line: str) -> str:
    """Up to the end of the first sentence that names a signal; the first sentence where none
    does. The text is gone through once: sentence by sentence it would take minutes where
    somebody pastes a table."""
    first = next(_named(line), None)
    found = CLAUSE_ENDS.search(line, first.end if first else 0)
    return line[: found.start()] if found else line


def _either(words: dict[str, str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def _signal() -> re.Pattern[str]:
    colour, level = _either(by_word("colours")), _either(by_word("levels"))
    signal, filler, mark = any_of("signal"), f"{any_of('filler')}{{0,4}}", any_of("level_mark")
    forms = (
        rf"(?P<colour>{colour})(?:\((?:{level}){mark}\))?{filler}{signal}",
        # 预警信号由黄色升级为橙色: the signal stands before its colours
        rf"{signal}{any_of('from_colour')}(?P<was>{colour})"
        rf".{{0,6}}?{any_of('to_colour')}(?P<now>{colour})",
        rf"{signal}\(?(?P<behind>{colour})\)?",
        rf"{signal}{filler}\(?(?P<after>{level}){mark}\)?",
        rf"\(?(?P<before>{level}){mark}\)?{signal}",
    )
    events = "|".join(re.escape(word) for word, _ in event_words())
    return re.compile(rf"(?P<event>{events})?{filler}(?:{'|'.join(forms)})", re.IGNORECASE)


def signals(line: str) -> list[Signal]:
    """In order; one without a word for its event is of the event named before it."""
    return list(_named(line))


def _named(line: str) -> Iterator[Signal]:
    event = ""
    for match in _signal().finditer(line):
        event = event_named(match["event"]) if match["event"] else event
        if event:
            yield from _of_match(match, event)


def _of_match(match: re.Match[str], event: str) -> list[Signal]:
    colours, levels = by_word("colours"), by_word("levels")
    place = match.start(), match.end(), match[0], event
    if match["was"]:
        return [Signal(*place, Colour(colours[match[name]]), None) for name in ("was", "now")]
    if level := match["after"] or match["before"]:
        return [Signal(*place, None, Level[levels[level.upper()]])]
    return [Signal(*place, Colour(colours[match["colour"] or match["behind"]]), None)]


def _signals(heard: Heard, head: str, rest: str) -> None:
    """What is issued, lifted or changed."""
    found = signals(head)
    if not found:
        heard.remark("nothing")
        return
    first, last = found[0], found[-1]
    changed = first is not last and _takes_place(head, first, last)
    if not changed and len({signal.grade for signal in found}) > 1:
        heard.remark("several", words=", ".join(signal.words for signal in found))
        return
    now = last if changed else first
    if changed:
        heard.take("before", first, first.words)
    _signal_taken(heard, now)
    message_type = MessageType.UPDATE if changed else _message_type(head, first)
    if message_type is None:
        heard.remark("no_verb")
    else:
        verbs = f"{any_of('lift')}|{any_of('change')}|{any_of('go_on')}|{any_of('issue')}"
        heard.take("message_type", message_type, _words(re.search(verbs, head)))
    _another(heard, now, rest)


def _signal_taken(heard: Heard, signal: Signal) -> None:
    heard.take("event", signal.event, signal.words)
    heard.take("kind", KINDS.get(signal.event, WarningKind.WEATHER), signal.words)
    if signal.colour:
        heard.take("colour", signal.colour, signal.words)
    if signal.level:
        heard.take("level", signal.level, signal.words)


def _words(found: re.Match[str] | None) -> str:
    return found[0] if found else ""


def _takes_place(head: str, first: Signal, last: Signal) -> bool:
    """Whether the second comes in the place of the first: raised, changed, or one lifted and the
    other issued."""
    if first.start == last.start:
        return True
    between = head[first.end : last.start]
    lifted = re.search(any_of("lift"), head[: first.start])
    return bool(
        re.search(any_of("change"), between) or (lifted and re.search(any_of("issue"), between))
    )


def _message_type(head: str, signal: Signal) -> MessageType | None:
    before, after = head[: signal.start], head[signal.end :]
    if re.search(any_of("lift"), before) or re.match(any_of("lift"), after):
        return MessageType.CANCEL
    if re.search(f"{any_of('go_on')}|{any_of('change')}", before):
        return MessageType.UPDATE
    return MessageType.ALERT if re.search(any_of("issue"), before + after) else None


def _another(heard: Heard, now: Signal, rest: str) -> None:
    """A second bulletin in the same paste."""
    for sentence in SENTENCE_ENDS.split(rest):
        other = next((signal for signal in signals(sentence) if signal.grade != now.grade), None)
        if other is None or not re.search(any_of("offices"), sentence):
            continue
        if _message_type(sentence, other) is not None:
            heard.remark("another", words=other.words)


@cache
def _offices() -> re.Pattern[str]:
    one = rf"{HAN}{{0,16}}?{any_of('offices')}"
    return re.compile(rf"{one}(?:{any_of('between_offices')}{one})*")


def _issuer(heard: Heard, head: str, city: City, now: datetime) -> str:
    """The name of the office, or offices; what stands before its place is not its name."""
    for when in sorted(moments(head, now), key=lambda when: -when.start):
        head = f"{head[: when.start]}|{head[when.end :]}"
    found = _offices().search(head)
    if found is None:
        heard.remark("no_issuer")
        return ""
    name = found[0]
    while (shorter := re.sub(f"^{any_of('before_office')}", "", name)) != name:
        name = shorter
    heard.take("issuer", name, found[0])
    return name


def _issued(heard: Heard, head: str, line: str, now: datetime) -> None:
    """The moment that is called the time of issue, else the one before the signal, else the
    signature's."""
    every = list(moments(line, now))
    found = signals(head)
    called = [
        when for when in every if re.search(rf"{any_of('issued_at')}:?$", _before(line, when))
    ]
    before = [when for when in every if when.start < (found[0].start if found else len(head))]
    signed = [when for when in every[-1:] if len(every) == 1 or when.end >= len(line) - 2]
    tell_moment(heard, next(iter([*called, *before, *signed]), None), "valid_at")


def _units(heard: Heard, line: str, issuer: str, city: City) -> None:
    """The units that the text names. A county office stands for its county where no other is
    named."""
    body = line.replace(issuer, "|") if issuer else line
    except_some = rf"{any_of('but')}{HAN}{{1,20}}?{any_of('outside')}"
    if vague := re.search(f"{except_some}|{any_of('part_of_city')}", body):
        heard.remark("units_open", words=vague[0])
        return
    named = [(code, words) for code, words in units_in(body, city) if code != city.code]
    whole = re.search(any_of("whole_city"), body)
    if named:
        _named_units(heard, named, _words(whole))
        return
    own = [code for code, _ in units_in(issuer, city) if code != city.code]
    if own:
        heard.take("units", tuple(own), issuer)
    else:
        _whole_city(heard, _words(whole), body, city)


def _named_units(heard: Heard, named: Sequence[tuple[str, str]], whole: str) -> None:
    codes, words = zip(*named, strict=True)
    if whole:
        heard.remark("units_open", words=", ".join([whole, *words]))
    else:
        heard.take("units", tuple(dict.fromkeys(codes)), ", ".join(words))


def _whole_city(heard: Heard, whole: str, body: str, city: City) -> None:
    """By 全市, else by the city's name; no unit is named."""
    words = whole or next((words for _, words in units_in(body, city)), "")
    if words:
        heard.take("units", (city.code,), words)
    else:
        heard.remark("no_unit")


def units_in(text: str, city: City) -> list[tuple[str, str]]:
    """(code, words) of the city and its units named in a text, in order; a zone that is called
    after the city is not the city."""
    codes = {city.name: city.code, city.name[:-1]: city.code}
    for unit in city.units:
        codes |= dict.fromkeys((unit.name, unit.short, *unit.aliases), unit.code)
    shorts = {unit.short for unit in city.units}
    names = (
        re.escape(name) + (NOT_WHOLE if name in shorts else "")
        for name in sorted(codes, key=len, reverse=True)
    )
    return [(codes[found[0]], found[0]) for found in re.finditer("|".join(names), text)]


def _expires(heard: Heard, line: str, now: datetime) -> None:
    """Only an end that the text states: how long the weather lasts is not how long the warning
    stands."""
    issued = heard.value("valid_at")
    every = list(moments(line, now, issued if isinstance(issued, datetime) else None))
    spanned = heard.value("kind") in SPANNED
    until = _after(line, every, any_of("until"))
    if until is None and spanned:
        until = _end_of_range(line, every)
    if until is not None and until.value is not None:
        heard.take("expires_at", until.value, until.words)
    else:
        _expires_after_hours(heard, line, issued, spanned)


def _expires_after_hours(heard: Heard, line: str, issued: object, spanned: bool) -> None:
    hours = rf"(\d{{1,2}}){any_of('hours')}"
    coming = re.search(rf"{any_of('coming')}{hours}|{hours}{any_of('within')}", line)
    lasts = re.search(rf"{any_of('lasts')}:?{hours}|{hours}{any_of('in_force')}", line)
    if lasts is None and spanned:
        lasts = coming
    if lasts and isinstance(issued, datetime):
        heard.take("expires_at", issued + timedelta(hours=int(lasts[1] or lasts[2])), lasts[0])
    elif window := coming or re.search(any_of("window"), line):
        heard.remark("window", words=window[0])


def _after(line: str, every: Sequence[When], words: str) -> When | None:
    """The moment that stands right behind these words."""
    return next((when for when in every if re.search(f"{words}$", _before(line, when))), None)


def _before(line: str, when: When) -> str:
    """The few signs before a moment: to look from the beginning each time would take seconds in
    a long paste."""
    return line[max(0, when.start - CALLED) : when.start]


def _end_of_range(line: str, every: Sequence[When]) -> When | None:
    """The second of two moments with 至 between them; counted from the first, whose day it may
    lack."""
    for first, last in pairwise(every):
        joined = re.fullmatch(any_of("range_to") + "+", line[first.end : last.start])
        if joined and first.value:
            again = moments(line, first.value, first.value)
            return next((when for when in again if when.start == last.start), None)
    return None
