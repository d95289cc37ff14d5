"""/m: the county's telephone. Own light pages that work without any script; the acts are those of
the desk."""

from collections.abc import Callable
from urllib.parse import quote, urlencode

from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from ems_dashboard import clock
from ems_dashboard.actions.evacuation import Entered, read_entry, report, standing
from ems_dashboard.actions.receipts import receive
from ems_dashboard.clock import short_time
from ems_dashboard.errors import Refused
from ems_dashboard.rules.roles import may
from ems_dashboard.rules.terms import ReceiptState
from ems_dashboard.runtime import runtime
from ems_dashboard.screen import phone
from ems_dashboard.screen.here import Here, stand
from ems_dashboard.screen.phone import Round, Told, Typed
from ems_dashboard.situation.orders import OrderFile
from ems_dashboard.text import LANGS
from ems_dashboard.views.frame.guard import COOKIE as LANG_COOKIE
from ems_dashboard.web.identity import address_of, caller_of
from ems_dashboard.web.sign_in import language_of

LARGEST = 20_000
NO_STORE = {"Cache-Control": "no-store"}
YEAR_SECONDS = 365 * 24 * 3600
Fields = dict[str, str]
Answer = tuple[Markup, Told, int]
"""A page: its body, what stands above it, the status."""


async def home(request: Request) -> Response:
    return await _drawn(request, lambda here: (phone.home(here), _told_home(request, here), 200))


def _told_home(request: Request, here: Here) -> Told:
    """What became of the figures that were handed in before."""
    for name in ("sent", "proposed"):
        count, at = request.query_params.get(name, ""), request.query_params.get("at", "")
        if count.isascii() and count.isdigit():
            return Told(said=here.words(f"phone.{name}", n=int(count), at=at[:11]))
    return Told()


async def order(request: Request) -> Response:
    def draw(here: Here) -> Answer:
        file = _file(request, here)
        if file is None:
            return _absent(here)
        done = request.query_params.get("done", "")
        known = done in (state.value for state in ReceiptState)
        state = here.words(f"terms.receipt_state.{done}") if known else ""
        return phone.order(here, file), Told(_done(here, state)), 200

    return await _drawn(request, draw)


def _done(here: Here, state: str) -> str:
    return here.words("phone.done", state=state) if state else ""


def _file(request: Request, here: Here) -> OrderFile | None:
    """The order of the address where it is one to the person's own unit."""
    wanted, unit = request.path_params["order"], here.actor.unit
    book = here.cache.orders(here.situation)
    files = (*book.addressed_to(unit), *book.ended_for(unit)) if unit else ()
    return next((file for file in files if file.order.order == wanted), None)


def _absent(here: Here) -> Answer:
    return Markup(), Told(error=here.words("phone.no_order")), 404


async def take_order(request: Request) -> Response:
    form = await _form(request)

    def act(here: Here) -> Answer | str:
        file = _file(request, here)
        if file is None:
            return _absent(here)
        state, note = form.get("state", ""), form.get("note", "")
        try:
            receive(here.desk(), file.order.order, here.actor.unit, ReceiptState(state), note)
        except Refused as refusal:
            cell = file.cell(here.actor.unit)
            if cell is None or cell.state != state:  # else it was sent twice, and is done
                return phone.order(here, file, note), Told(error=str(refusal)), 422
        except ValueError:
            return phone.order(here, file, note), Told(), 400
        return f"/m/orders/{quote(file.order.order)}?{urlencode({'done': state})}"

    return await _acted(request, act)


async def figures(request: Request) -> Response:
    def draw(here: Here) -> Answer:
        asked_for = phone.round_of(here)
        if asked_for is None or not _reports(here):
            return _not_asked(here)
        said = here.words("phone.unchanged") if "unchanged" in request.query_params else ""
        return phone.figures(here, asked_for, Typed()), Told(said), 200

    return await _drawn(request, draw)


def _reports(here: Here) -> bool:
    return here.actor.unit in here.city.by_code and may(here.role, "report:evacuation")


def _not_asked(here: Here) -> Answer:
    key = "phone.no_incident" if _reports(here) else "phone.not_yours"
    return Markup(), Told(error=here.words(key)), 404


async def take_figures(request: Request) -> Response:
    form = await _form(request)

    def act(here: Here) -> Answer | str:
        asked_for = phone.round_of(here)
        if asked_for is None or not _reports(here):
            return _not_asked(here)
        return _take(here, asked_for, form)

    return await _acted(request, act)


def _take(here: Here, asked_for: Round, form: Fields) -> Answer | str:
    reason = form.get("reason", "").strip()
    try:
        entered = _read(here, asked_for, form)
        if entered is None or (not entered.rows and not entered.wrong):
            return "/m/figures?unchanged=1"
        if entered.wrong or (entered.asks and not reason):
            typed = Typed(form, reason, entered.wrong, entered)
            return phone.figures(here, asked_for, typed), Told(), 422
        report(here.desk(), entered, reason)
    except Refused as refusal:
        return phone.figures(here, asked_for, Typed(form, reason)), Told(error=str(refusal)), 422
    except ValueError:
        error = here.words("entry.no_moment")
        return phone.figures(here, asked_for, Typed(form, reason)), Told(error=error), 400
    kind, at = "proposed" if entered.closed else "sent", short_time(entered.rows[0].valid_at)
    return f"/m?{urlencode({kind: len(entered.rows), 'at': at})}"


def _read(here: Here, asked_for: Round, form: Fields) -> Entered | None:
    """None where nothing was typed. The moment and the incident are those that the person saw."""
    unit, desk = here.actor.unit, here.desk()
    valid_at = clock.parse(form.get("valid_at", ""))
    incident = form.get("incident", "")
    before = standing(desk, incident, valid_at)
    stands = {category: row for (code, category), row in before.items() if code == unit}
    rows = phone.filled(form, asked_for.categories, stands)
    cells = {(unit, category): texts for category, texts in rows.items()}
    return read_entry(desk, cells, valid_at, (), incident) if cells else None


async def _form(request: Request) -> Fields:
    """Nothing of what is too large or no form."""
    if int(request.headers.get("content-length") or LARGEST + 1) > LARGEST:
        return {}
    async with request.form(max_files=0, max_fields=40) as form:
        return {name: value for name, value in form.items() if isinstance(value, str)}


def _here(request: Request) -> Here:
    caller = caller_of(request)
    query = {"unit": caller.actor.unit} if caller.actor.unit else {}
    lang, came_from = language_of(request), address_of(request)
    return stand(runtime(), "overview", caller.actor, lang, query, came_from)


async def _drawn(request: Request, draw: Callable[[Here], Answer]) -> Response:
    return await _acted(request, draw)


async def _acted(request: Request, act: Callable[[Here], Answer | str]) -> Response:
    """The page that `act` gives, or the way to the next one."""

    def done() -> Response:
        here = _here(request)
        found = act(here)
        if isinstance(found, str):
            return RedirectResponse(found, 303, NO_STORE)
        body, told, status = found
        return HTMLResponse(phone.page(here, body, told), status, NO_STORE)

    if not may(caller_of(request).actor.role, "read:overview"):
        return Response(status_code=403)
    answer = await run_in_threadpool(done)
    if (lang := request.query_params.get("lang")) in LANGS:
        answer.set_cookie(LANG_COOKIE, lang, YEAR_SECONDS, path="/", samesite="lax")
    return answer


routes = [
    Route("/m", home),
    Route("/m/orders/{order}", order),
    Route("/m/orders/{order}", take_order, methods=["POST"]),
    Route("/m/figures", figures),
    Route("/m/figures", take_figures, methods=["POST"]),
]
