"""Warnings as CAP 1.1 / 1.2 and in the 12379 dialect: one alert, several in an envelope (EDXL-DE), Atom or RSS. Nothing
outside the file is ever opened, and a document type is refused: entities are how XML attacks."""

import re
from collections.abc import Iterator
from itertools import chain

from lxml import etree

from ems_dashboard.errors import Refused
from ems_dashboard.feeds.naming import event_named
from ems_dashboard.feeds.reading import FeedContext, Problem, Reading
from ems_dashboard.feeds.values import Unreadable, moment
from ems_dashboard.rules.city import City
from ems_dashboard.rules.geometry import destination
from ems_dashboard.rules.terms import Colour, MessageType, WarningKind
from ems_dashboard.rules.warnings import WarningMessage, rings

NAME = "cap"
LARGEST_BYTES = 16 * 1024 * 1024
COLOURS = {
    "extreme": Colour.RED, "severe": Colour.ORANGE, "moderate": Colour.YELLOW, "minor": Colour.BLUE,
    "red": Colour.RED, "orange": Colour.ORANGE, "yellow": Colour.YELLOW, "blue": Colour.BLUE,
}  # fmt: skip
EVENTS = {
    "11B01": "typhoon", "11B03": "rainstorm", "11B06": "gale", "11B17": "fog", "11B20": "thunderstorm",
    "11A51": "flash_flood", "11B37": "geological",
}  # fmt: skip
KINDS = {"flash_flood": WarningKind.FLASH_FLOOD, "geological": WarningKind.GEOLOGICAL}
ADCODE = re.compile(r"[1-6]\d{5}")
CIRCLE = re.compile(r"(-?\d{1,2}(?:\.\d+)?),(-?\d{1,3}(?:\.\d+)?)\s+(\d{1,4}(?:\.\d+)?)")
CIRCLE_STEP = 10
AROUND = 0.5
"""Degrees around the city's places within which a drawn area may touch it."""
Element = etree._Element


def recognises(name: str, head: bytes) -> bool:
    return name.lower().endswith((".xml", ".cap", ".atom", ".rss")) or head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(
        b"<"
    )


def read(content: bytes, name: str, context: FeedContext) -> list[Reading]:
    root = _parsed(content, name, context)
    alerts = [node for node in root.iter() if _tag(node) == "alert"]
    if not alerts:
        links = _tag(root) in ("feed", "rss", "RDF")
        raise Refused(context.words("feeds.only_links" if links else "feeds.no_alert", name=name))
    facts: list[WarningMessage] = []
    problems: list[Problem] = []
    left_out: list[Problem] = []
    elsewhere = 0
    for alert in alerts:
        try:
            fact = _message(alert, context)
        except Unreadable as error:
            value = str(error.values.get("value", ""))
            problems.append(Problem(alert.sourceline, _said(alert, "identifier"), value, error.sentence(context.words)))
            continue
        if fact is None:
            elsewhere += 1
        else:
            facts.append(fact)
            left_out += _left_out(alert, context)
    rejected = len(problems)
    problems += left_out
    if elsewhere:
        problems.append(Problem(None, "geocode", "", context.words("feeds.elsewhere", n=elsewhere)))
    return [Reading(WarningMessage.KIND, len(alerts), tuple(facts), rejected, tuple(problems))]


def _parsed(content: bytes, name: str, context: FeedContext) -> Element:
    if len(content) > LARGEST_BYTES:
        limit = LARGEST_BYTES // 1024 // 1024
        raise Refused(context.words("feeds.too_large", name=name, size=len(content) // 1024 // 1024, limit=limit))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Refused(context.words("feeds.broken_xml", name=name)) from error
    if root.getroottree().docinfo.doctype:
        raise Refused(context.words("feeds.doctype", name=name))
    return root


def _message(alert: Element, context: FeedContext) -> WarningMessage | None:
    """The message, or None where it concerns no unit of the city."""
    sent = moment(_said(alert, "sent") or _said(alert, "sendTime"))
    status = _said(alert, "status").lower() or "actual"
    if status not in ("actual", "exercise"):
        raise Unreadable("not_actual", value=status)
    identifier = _said(alert, "identifier")
    if not identifier:
        raise Unreadable("no_identifier", value="")
    kind = _said(alert, "msgType").lower() or "alert"
    if kind not in set(MessageType):
        raise Unreadable("not_in_list", value=kind, members=MessageType)
    info = _info(alert)
    codes = list(_codes(info if info is not None else alert))
    units = tuple(dict.fromkeys(code for written in codes if (code := context.city.find(written))))
    drawn, acts_on = tuple(_rings(info)), tuple(_references(alert))
    strange = not any(ADCODE.fullmatch(code) for code in codes)  # of another system than ours: what is drawn counts
    if codes and not units and not (drawn and strange):
        return None
    if drawn and not units and not acts_on and not _near(drawn, context.city):
        return None
    event_code = _event_code(info)
    event = EVENTS.get(event_code[:5]) or event_named(_said(info, "event") or event_code)
    expires = _said(info, "expires")
    return WarningMessage(
        id=identifier,
        kind=KINDS.get(event, WarningKind.WEATHER),
        event=event,
        event_code=event_code[:5],
        colour=COLOURS.get(_said(info, "severity").lower()),
        units=units,
        area=_said(info, "areaDesc"),
        polygons=drawn,
        issuer=_said(info, "senderName") or _said(alert, "sender"),
        headline=_said(info, "headline"),
        description=_said(info, "description"),
        instruction=_said(info, "instruction"),
        message_type=MessageType(kind),
        references=acts_on,
        expires_at=moment(expires) if expires else None,
        valid_at=sent,
        source=_said(alert, "sender") or _said(alert, "senderCode"),
        mode="exercise" if status == "exercise" else "live",
    )


def _info(alert: Element) -> Element | None:
    """Several blocks are languages of one alert: the Chinese one, else the first."""
    blocks = [node for node in alert if _tag(node) == "info"]
    chinese = [block for block in blocks if _said(block, "language").lower().startswith("zh")]
    return next(iter(chinese or blocks), None)


def _codes(node: Element) -> Iterator[str]:
    for geocode in _within(node, "geocode"):
        value = _said(geocode, "value") or (geocode.text or "")
        yield from (code.strip()[:6] for code in value.replace(";", ",").split(",") if code.strip())


def _rings(info: Element | None) -> Iterator[str]:
    """What is drawn and can be read. The rest does not take the warning away: its units say where it holds."""
    return (ring for node in _areas(info) if rings([ring := _ring(node)]))


def _left_out(alert: Element, context: FeedContext) -> list[Problem]:
    """What is drawn and cannot be read, or is no area, of a warning that is kept."""
    return [
        Problem(node.sourceline, _tag(node), text[:60], context.words(f"feeds.no_{_tag(node)}", value=text[:60]))
        for node in _areas(_info(alert))
        if (text := (node.text or "").strip()) and not rings([_ring(node)])
    ]


def _areas(info: Element | None) -> Iterator[Element]:
    return chain(_within(info, "polygon"), _within(info, "circle"))


def _ring(area: Element) -> str:
    """A polygon as it is; a circle, "lat,lon km", as a ring; nothing where the circle cannot be read."""
    text = (area.text or "").strip()
    if _tag(area) == "polygon":
        return text
    found = CIRCLE.fullmatch(text)
    if found is None:
        return ""
    lat, lon, km = (float(part) for part in found.groups())
    points = [destination(lon, lat, bearing, km) for bearing in (*range(0, 360, CIRCLE_STEP), 0)]
    return " ".join(f"{point_lat:.4f},{point_lon:.4f}" for point_lon, point_lat in points)


def _near(drawn: tuple[str, ...], city: City) -> bool:
    """Whether a ring comes near the city at all; which units it touches is for those who have the boundaries."""
    places = [(p.lon, p.lat) for p in (*city.units, *city.townships) if p.lon is not None and p.lat is not None]
    west, east = min(lon for lon, _ in places) - AROUND, max(lon for lon, _ in places) + AROUND
    south, north = min(lat for _, lat in places) - AROUND, max(lat for _, lat in places) + AROUND
    return any(
        min(lon for lon, _ in ring) < east and max(lon for lon, _ in ring) > west
        and min(lat for _, lat in ring) < north and max(lat for _, lat in ring) > south
        for ring in rings(drawn)
    )  # fmt: skip


def _event_code(info: Element | None) -> str:
    for name in ("eventType", "eventCode"):
        for node in _within(info, name):
            if text := _said(node, "value") or (node.text or "").strip():
                return text
    return ""


def _references(alert: Element) -> Iterator[str]:
    """CAP names sender,identifier,sent; the dialect names the identifier alone."""
    for reference in _said(alert, "references").split():
        parts = reference.split(",")
        yield parts[1] if len(parts) >= 3 else parts[0]


def _within(node: Element | None, name: str) -> Iterator[Element]:
    return (found for found in node.iter() if _tag(found) == name) if node is not None else iter(())


def _said(node: Element | None, name: str) -> str:
    return next(((found.text or "").strip() for found in _within(node, name) if found is not node), "")


def _tag(node: Element) -> str:
    return etree.QName(node).localname if isinstance(node.tag, str) else ""
