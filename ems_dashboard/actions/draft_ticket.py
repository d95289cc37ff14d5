"""The ticket of an open form: a page that the server drew for somebody may save drafts of that
form in his name, and nobody else may. It is worth nothing after a restart; the page then fetches
a new one."""

import base64
import binascii
import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass
from datetime import datetime

from ems_dashboard import clock
from ems_dashboard.store.drafts import DraftKey

_SECRET = secrets.token_bytes(32)


@dataclass(frozen=True, slots=True)
class Ticket:
    key: DraftKey
    name: str
    base: int | None
    issued: datetime


def sealed(ticket: Ticket) -> str:
    key = ticket.key
    said = [key.account, key.form, key.item, ticket.name, ticket.base, ticket.issued.isoformat()]
    body = json.dumps(said, ensure_ascii=False).encode()
    return base64.urlsafe_b64encode(_seal(body) + body).decode()


def opened(text: str) -> Ticket | None:
    """None for what this server did not issue."""
    try:
        raw = base64.urlsafe_b64decode(text.encode("ascii"))
    except (binascii.Error, UnicodeEncodeError):
        return None
    seal, body = raw[:32], raw[32:]
    if not hmac.compare_digest(seal, _seal(body)):
        return None
    account, form, item, name, base, issued = json.loads(body)
    return Ticket(DraftKey(account, form, item), name, base, clock.parse(issued))


def _seal(body: bytes) -> bytes:
    return hmac.new(_SECRET, body, hashlib.sha256).digest()
