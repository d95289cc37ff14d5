"""JSON as the storm services send it: bare, or in the brackets of a JavaScript call, single or
double, and in a list of one."""

import json
import re

from ems_dashboard.errors import Refused
from ems_dashboard.feeds.reading import FeedContext, decoded
from ems_dashboard.feeds.values import Unreadable

CALL = re.compile(r"\s*(?:[\w$.]+\s*\(+\s*)?")
BEGINS = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:[\w$.]+\s*\(+\s*)?[{\[]")
AFTER = " \t\r\n;)"
LARGEST_BYTES = 16 * 1024 * 1024


def is_json(head: bytes) -> bool:
    """Whether it begins as such a reply does; a table may hold JSON in a cell."""
    return BEGINS.match(head) is not None


def unwrapped(content: bytes, name: str, context: FeedContext) -> object:
    """Raises Refused with a sentence where it is cut off, too large or nested too deep."""
    say = context.words
    if len(content) > LARGEST_BYTES:
        size, limit = len(content) // 1024 // 1024, LARGEST_BYTES // 1024 // 1024
        raise Refused(say("feeds.too_large", name=name, size=size, limit=limit))
    text = decoded(content, name, context)
    called = CALL.match(text)
    body = text[called.end() if called else 0 :].rstrip(AFTER)
    try:
        value = json.loads(body, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise Refused(say("feeds.broken_json", name=name)) from error
    while isinstance(value, list) and len(value) == 1:
        value = value[0]
    return value


def _no_number(text: str) -> None:
    raise ValueError(f"{text} is no JSON")


def mapping(value: object, place: str) -> dict[str, object]:
    if not isinstance(value, dict):
        raise Unreadable("other_shape", value=str(value)[:60], column=place)
    return value


def sequence(value: object, place: str) -> list[object]:
    """None counts as an empty list."""
    if not isinstance(value, list | None):
        raise Unreadable("other_shape", value=str(value)[:60], column=place)
    return value or []


def text_of(value: object) -> str:
    return "" if value is None else str(value).strip()
