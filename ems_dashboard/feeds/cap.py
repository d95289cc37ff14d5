"""Warnings as CAP 1.1 / 1.2 and in the 12379 dialect: one alert, several in an envelope
(EDXL-DE), Atom or RSS. Nothing outside the file is ever opened, and a document type is refused:
entities are how XML attacks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import chain
from typing import TypedDict

from lxml import etree
from lxml.etree import _Element as Element

from ems_dashboard.errors import Refused
from ems_dashboard.feeds.cap_areas import (
    areas_of,
    codes_of,
    is_coded,
    is_unreadable,
    near,
    rings_of,
)
from ems_dashboard.feeds.cap_xml import own_text, tag_of, text_in, within
from ems_dashboard.feeds.naming import area_named, event_named, heard_words
from ems_dashboard.feeds.reading import FeedContext, Problem, Reading
from ems_dashboard.feeds.values import Unreadable, moment
from ems_dashboard.moments import ValidAt, as_valid
from ems_dashboard.rules.city import City
from ems_dashboard.rules.facts import Mode
from ems_dashboard.rules.terms import Colour, MessageType, WarningKind
from ems_dashboard.rules.warnings import WarningMessage, part_of

NAME = "cap"
LARGEST_BYTES = 16 * 1024 * 1024
COLOURS = {
    "extreme": Colour.RED, "severe": Colour.ORANGE, "moderate": Colour.YELLOW, "minor": Colour.BLUE,
    "red": Colour.RED, "orange": Colour.ORANGE, "yellow": Colour.YELLOW, "blue": Colour.BLUE,
}  # fmt: skip
EVENTS = {
    "11B01": "typhoon", "11B03": "rainstorm", "11B06": "gale", "11B17": "fog",
    "11B20": "thunderstorm", "11A51": "flash_flood", "11B37": "geological",
}  # fmt: skip
KINDS = {"flash_flood": WarningKind.FLASH_FLOOD, "geological": WarningKind.GEOLOGICAL}
CHINESE = ("zh", "chi", "cmn")
"""ISO 639-1 and -2 (zho begins as zh does)."""
ENVELOPES = {"feed", "rss", "RDF", "channel", "alerts", "EDXLDistribution"}
ENTRIES = {"entry", "item", "contentObject"}


def recognises(name: str, head: bytes) -> bool:
    return name.lower().endswith((".xml", ".cap", ".atom", ".rss")) or head.lstrip(
        b"\xef\xbb\xbf \t\r\n"
    ).startswith(b"<")


def read(content: bytes, name: str, context: FeedContext) -> list[Reading]:
    root = _parsed(content, name, context)
    alerts = [node for node in root.iter() if tag_of(node) == "alert"]
    if not alerts and not _is_empty_list(root):
        raise Refused(context.words(f"feeds.{_no_alert(root)}", name=name))
    sheet = _Sheet(context)
    for alert in alerts:
        sheet.take(alert)
    return [sheet.reading(len(alerts))]


def _is_empty_list(root: Element) -> bool:
    """A list without an entry says that there is no warning today."""
    return tag_of(root) in ENVELOPES and not any(tag_of(node) in ENTRIES for node in root.iter())


def _no_alert(root: Element) -> str:
    return "only_links" if tag_of(root) in ("feed", "rss", "RDF") else "no_alert"


class Common(TypedDict):
    """The fields that every message of an alert has."""

    id: str
    references: tuple[str, ...]
    valid_at: ValidAt
    source: str
    mode: Mode


class Told(TypedDict):
    """The fields that a block of one language says in words."""

    event: str
    kind: WarningKind
    area: str
    headline: str
    issuer: str


@dataclass
class _Sheet:
    """Alerts being read: what became of each, and what there is to say. `rejected`: alerts that
    could not be read."""

    context: FeedContext
    facts: list[WarningMessage] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    left_out: list[Problem] = field(default_factory=list)
    rejected: int = 0
    elsewhere: int = 0

    def take(self, alert: Element) -> None:
        try:
            found = self._messages(alert)
        except Unreadable as error:
            value = str(error.values.get("value", ""))
            self._problem(
                alert, text_in(alert, "identifier"), value, error.sentence(self.context.words)
            )
            self.rejected += 1
            return
        self.facts += found
        self.left_out += _left_out(alert, self.context) if found else []

    def reading(self, count: int) -> Reading:
        told = [*self.problems, *self.left_out]
        if self.elsewhere:
            said = self.context.words("feeds.elsewhere", n=self.elsewhere)
            told.append(Problem(None, "geocode", "", said))
        return Reading(
            WarningMessage.KIND,
            count,
            tuple(self.facts),
            self.rejected,
            tuple(told),
            says_none=not count,
        )

    def _messages(self, alert: Element) -> list[WarningMessage]:
        """A message for every block of one language that says something of its own; those for
        other places are none."""
        common = self._common(alert)
        infos = _infos(alert)
        if not infos:
            kind, type_ = WarningKind.WEATHER, _message_type(alert, None)
            return [WarningMessage(**common, kind=kind, event="", message_type=type_)]
        made = [self._message(alert, info, common) for info in infos]
        found = [message for message in made if message is not None]
        if not found:
            return self._ended_elsewhere(alert, infos[0], common)
        return _numbered(found)

    def _common(self, alert: Element) -> Common:
        sent = moment(text_in(alert, "sent") or text_in(alert, "sendTime"))
        status = text_in(alert, "status").lower() or "actual"
        if status not in ("actual", "exercise"):
            raise Unreadable("not_actual", value=status)
        if not text_in(alert, "identifier"):
            raise Unreadable("no_identifier", value="")
        sender = text_in(alert, "sender") or text_in(alert, "senderCode")
        return {
            "id": self._id(alert, sender, sent),
            "references": tuple(self._known_as(*pair) for pair in _references(alert, sender)),
            "valid_at": as_valid(sent),
            "source": sender,
            "mode": "exercise" if status == "exercise" else "live",
        }

    def _id(self, alert: Element, sender: str, sent: datetime) -> str:
        """The identifier; with its sender before it where another sender's warning bears the
        same one."""
        identifier = text_in(alert, "identifier")
        other = self._known(identifier)
        if other is None or other.source == sender:
            return identifier
        same = other.valid_at == sent and other.event == _event(next(iter(_infos(alert)), None))
        return identifier if same else f"{sender},{identifier}"

    def _known_as(self, sender: str, identifier: str) -> str:
        own = f"{sender},{identifier}"
        return own if self._known(own) else identifier

    def _known(self, name: str) -> WarningMessage | None:
        """The warning of this id, of this file or of the ledger."""
        here = (fact for fact in self.facts if part_of(fact.id) == name)
        return next(here, None) or self.context.warning_called(name)

    def _message(self, alert: Element, info: Element, common: Common) -> WarningMessage | None:
        """None where it concerns no unit of the city."""
        place = _place(info, self.context.city, bool(common["references"]))
        if place is None:
            self.elsewhere += 1
            return None
        units, drawn = place
        if not units and not drawn:
            self._unplaced(alert, info)
            return None
        return WarningMessage(
            **common,
            **_told(info, common),
            message_type=_message_type(alert, info),
            event_code=_event_code(info)[:5],
            colour=COLOURS.get(text_in(info, "severity").lower()),
            units=units,
            polygons=drawn,
            description=text_in(info, "description"),
            instruction=text_in(info, "instruction"),
            expires_at=_expiry(info),
        )

    def _unplaced(self, alert: Element, info: Element) -> None:
        area, headline = (
            text_in(info, "areaDesc"),
            text_in(info, "headline") or text_in(info, "event"),
        )
        said = self.context.words("feeds.area_unknown", area=area[:60], headline=headline[:60])
        self._problem(alert, "areaDesc", area[:60], said)

    def _ended_elsewhere(
        self, alert: Element, info: Element, common: Common
    ) -> list[WarningMessage]:
        """An update whose ground has moved away from the city ends what it was here."""
        if not any(self._known(name) for name in common["references"]):
            return []
        told = _told(info, common)
        return [WarningMessage(**common, **told, message_type=MessageType.CANCEL)]

    def _problem(self, alert: Element, column: str, value: str, message: str) -> None:
        self.problems.append(Problem(alert.sourceline, column, value, message))


def _parsed(content: bytes, name: str, context: FeedContext) -> Element:
    if len(content) > LARGEST_BYTES:
        limit = LARGEST_BYTES // 1024 // 1024
        size = len(content) // 1024 // 1024
        raise Refused(context.words("feeds.too_large", name=name, size=size, limit=limit))
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(content.removeprefix(b"\xef\xbb\xbf").lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Refused(context.words("feeds.broken_xml", name=name)) from error
    if root.getroottree().docinfo.doctype:
        raise Refused(context.words("feeds.doctype", name=name))
    return root


def _told(info: Element, common: Common) -> Told:
    event = _event(info)
    return {
        "event": event,
        "kind": KINDS.get(event, WarningKind.WEATHER),
        "area": text_in(info, "areaDesc"),
        "headline": text_in(info, "headline"),
        "issuer": text_in(info, "senderName") or common["source"],
    }


def _expiry(info: Element) -> datetime | None:
    expires = text_in(info, "expires")
    return moment(expires) if expires else None


def _infos(alert: Element) -> list[Element]:
    """The blocks of one language, Chinese where there is any: they may differ in area and
    colour."""
    blocks = [node for node in alert if tag_of(node) == "info"]
    chinese = [block for block in blocks if _language(block).startswith(CHINESE)]
    return chinese or [block for block in blocks if _language(block) == _language(blocks[0])]


def _language(info: Element) -> str:
    return text_in(info, "language").lower()


def _numbered(found: Sequence[WarningMessage]) -> list[WarningMessage]:
    """Of several blocks those that say the same of the same ground are one; the others bear a
    number after the id."""
    first = {(m.event, m.colour, m.units, m.polygons, m.expires_at): m for m in reversed(found)}
    apart = [message for message in found if message in first.values()]
    return [replace(m, id=f"{m.id} ({n})") if n > 1 else m for n, m in enumerate(apart, 1)]


def _message_type(alert: Element, info: Element | None) -> MessageType:
    """A warning that is lifted by a message of its own, and not by a Cancel, is lifted all the
    same."""
    kind = text_in(alert, "msgType").lower() or "alert"
    if kind not in set(MessageType):
        raise Unreadable("not_in_list", value=kind, members=MessageType)
    lifted = _lifts(text_in(info, "headline").lower())
    return MessageType.CANCEL if lifted else MessageType(kind)


def _lifts(headline: str) -> bool:
    """A headline that lifts one warning and issues another does not only lift; 发布解除 issues
    nothing."""
    for issues in heard_words("headline.issues"):
        for lifts in heard_words("headline.lifts"):
            headline = headline.replace(f"{issues}{lifts}", lifts)
    goes_on = (*heard_words("headline.issues"), *heard_words("headline.changes"))
    lifted = any(word in headline for word in heard_words("headline.lifts"))
    return lifted and not any(word in headline for word in goes_on)


def _event(info: Element | None) -> str:
    code = _event_code(info)
    return EVENTS.get(code[:5]) or event_named(text_in(info, "event") or code)


Place = tuple[tuple[str, ...], tuple[str, ...]]
"""Units and rings."""


def _place(info: Element, city: City, acts_on: bool) -> Place | None:
    """Where it holds: by its codes, by what it draws, else by what its area is called; None
    where that is elsewhere. Neither units nor rings: nobody can say where."""
    codes = list(codes_of(info))
    units = tuple(dict.fromkeys(unit for code in codes for unit in area_named(code, city)))
    drawn = tuple(rings_of(info))
    if units:
        return units, drawn
    if is_coded(codes):
        return None
    if drawn:
        return ((), drawn) if acts_on or near(drawn, city) else None
    return _named_place(info, city), ()


def _named_place(info: Element, city: City) -> tuple[str, ...]:
    """By what the area is called; where that names no place at all, by the headline."""
    area = text_in(info, "areaDesc")
    found = area_named(area, city)
    elsewhere = any(word in area.lower() for word in heard_words("area.names_a_place"))
    return found if found or elsewhere else area_named(text_in(info, "headline"), city)


def _left_out(alert: Element, context: FeedContext) -> list[Problem]:
    """What is drawn and cannot be read, or is no area, of a warning that is kept."""
    areas = chain.from_iterable(map(areas_of, _infos(alert)))
    return [_no_area(node, context) for node in areas if is_unreadable(node)]


def _no_area(node: Element, context: FeedContext) -> Problem:
    name, text = tag_of(node), own_text(node)[:60]
    return Problem(node.sourceline, name, text, context.words(f"feeds.no_{name}", value=text))


def _event_code(info: Element | None) -> str:
    for name in ("eventType", "eventCode"):
        for node in within(info, name):
            text = text_in(node, "value") or own_text(node)
            if text:
                return text
    return ""


def _references(alert: Element, sender: str) -> Iterator[tuple[str, str]]:
    """(sender, identifier) of each: CAP names sender,identifier,sent; the dialect names the
    identifier alone; others put commas between identifiers."""
    for reference in text_in(alert, "references").split():
        parts = [part for part in reference.split(",") if part]
        if _in_full(parts):
            yield from zip(parts[0::3], parts[1::3], strict=True)
        elif len(parts) == 2 and parts[0] == sender:
            yield parts[0], parts[1]
        else:
            names = [part for part in parts if part != sender]
            yield from ((sender, name) for name in names if not _is_moment(name))


def _in_full(parts: Sequence[str]) -> bool:
    """sender,identifier,sent, once or several times."""
    return len(parts) % 3 == 0 and all(map(_is_moment, parts[2::3]))


def _is_moment(text: str) -> bool:
    try:
        moment(text)
    except Unreadable:
        return False
    return "-" in text or ":" in text
