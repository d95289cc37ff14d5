"""/drafts: keeps what is typed into a form, and tells the writer who else has it open."""

import json
import re

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from ems_dashboard import clock
from ems_dashboard.actions import draft_ticket
from ems_dashboard.actions.draft_ticket import Ticket
from ems_dashboard.rules.typed import clean
from ems_dashboard.runtime import runtime
from ems_dashboard.store import Connection
from ems_dashboard.store.drafts import TooLarge, others_in, save_draft
from ems_dashboard.web.identity import caller_of

LARGEST = 200_000
LARGEST_FORM = 400_000
"""Characters of all fields of a form together: posts add up."""
FIELD = re.compile(r"\w{1,80}", re.ASCII)
NO_STORE = {"Cache-Control": "no-store"}


async def drafts(request: Request) -> Response:
    body = await _limited(request)
    if body is None:
        return JSONResponse({"error": "too large"}, status_code=413, headers=NO_STORE)
    try:
        sent = json.loads(body)
        ticket = draft_ticket.opened(str(sent["ticket"]))
        fields = {str(name): clean(str(text)) for name, text in dict(sent["fields"]).items()}
    except (ValueError, KeyError, TypeError, RecursionError):
        return JSONResponse({"error": "unreadable"}, status_code=400, headers=NO_STORE)
    account = caller_of(request).actor.account
    if (
        ticket is None
        or ticket.key.account != account
        or not all(FIELD.fullmatch(name) for name in fields)
    ):
        return JSONResponse({"error": "ticket"}, status_code=403, headers=NO_STORE)
    try:
        answer = await run_in_threadpool(_keep, ticket, fields)
    except TooLarge:
        return JSONResponse({"error": "too large"}, status_code=413, headers=NO_STORE)
    return JSONResponse(answer, headers=NO_STORE)


async def _limited(request: Request) -> bytes | None:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            return None
    return body


def _keep(ticket: Ticket, fields: dict[str, str]) -> dict[str, object]:
    store, moment = runtime().store, clock.machine_now()

    def save(connection: Connection) -> bool:
        return save_draft(
            connection,
            ticket.key,
            dict(fields),
            name=ticket.name,
            moment=moment,
            issued=ticket.issued,
            base=ticket.base,
            most=LARGEST_FORM,
        )

    kept = store.write(save)
    with store.reading() as reader:
        others = [other.name for other in others_in(reader.connection, ticket.key, moment)]
    return {"kept": kept, "at": f"{clock.beijing(moment):%H:%M:%S}", "others": others}


routes = [Route("/drafts", drafts, methods=["POST"])]
