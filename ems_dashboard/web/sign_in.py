"""/sign-in and what belongs to it: pages of our own, because the cookie that proves a session is
set by an answer."""

import re
from collections.abc import Callable
from functools import partial
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from ems_dashboard import clock
from ems_dashboard.actions import signing_in
from ems_dashboard.actions.passwords import key_of
from ems_dashboard.actions.recognising import Caller, recognised
from ems_dashboard.actions.signing_in import Door
from ems_dashboard.errors import Refused
from ems_dashboard.rules.roles import HOMES
from ems_dashboard.runtime import runtime
from ems_dashboard.store.sessions import end_session
from ems_dashboard.text import LANGS, Lang, words
from ems_dashboard.views.frame.guard import COOKIE as LANG_COOKIE
from ems_dashboard.views.streamlit_internals import oidc
from ems_dashboard.web import sign_in_page
from ems_dashboard.web.identity import NO_STORE, address_of, caller_of, cookie_name, is_secure

LARGEST = 8_000
OWN_ADDRESS = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]{0,1500}", re.ASCII)


async def page(request: Request) -> Response:
    caller = caller_of(request)
    if caller.account is not None:
        return _go(_onward(request, caller))
    return await _shown(request, "sign_in")


async def submit(request: Request) -> Response:
    given = await _form(request)
    if "ready" in given:
        ready = given["ready"]
        return await _entered(
            request, "sign_in", lambda door: signing_in.sign_in_ready(door, runtime().city, ready)
        )
    account, password = given.get("account", ""), given.get("password", "")
    return await _entered(
        request, "sign_in", lambda door: signing_in.sign_in(door, account, password)
    )


async def password_page(request: Request) -> Response:
    if caller_of(request).account is None:
        return _go("/sign-in")
    return await _shown(request, "password")


async def password_submit(request: Request) -> Response:
    given, account = await _form(request), caller_of(request).account
    if account is None:
        return _go("/sign-in")
    if given.get("new") != given.get("again"):
        return await _shown(
            request, "password", words(language_of(request))("people.differ"), given
        )
    old, new = given.get("old", ""), given.get("new", "")
    choose = partial(signing_in.choose_password, account=account, old=old, new=new)
    return await _entered(request, "password", choose, given)


async def first_page(request: Request) -> Response:
    return (
        await _shown(request, "first")
        if await run_in_threadpool(_awaits_first)
        else _go("/sign-in")
    )


async def first_submit(request: Request) -> Response:
    given = await _form(request)
    if given.get("new") != given.get("again"):
        return await _shown(request, "first", words(language_of(request))("people.differ"), given)
    code, account, name, new = (given.get(key, "") for key in ("code", "account", "name", "new"))
    return await _entered(
        request,
        "first",
        lambda door: signing_in.become_first(door, code, account, name, new),
        given,
    )


async def identified(request: Request) -> Response:
    """Back from the identity provider: its cookie is taken once, whatever comes of it."""
    names = await run_in_threadpool(oidc.identities, request.cookies, clock.machine_now())
    answer = await _entered(
        request, "sign_in", lambda door: signing_in.sign_in_identified(door, names)
    )
    for name in request.cookies:
        if name.startswith(oidc.USER_COOKIE):
            answer.delete_cookie(name, path="/", httponly=True, samesite="lax")
    return answer


async def sign_out(request: Request) -> Response:
    caller = caller_of(request)
    if caller.account is not None:
        door = _door(request)
        await run_in_threadpool(signing_in.sign_out, door, caller.account.actor)
    answer = _go("/sign-in")
    answer.delete_cookie(
        cookie_name(request), path="/", secure=is_secure(request), httponly=True, samesite="lax"
    )
    return answer


async def _entered(
    request: Request, form: str, enter: Callable[[Door], str], given: dict[str, str] | None = None
) -> Response:
    """The cookie of the session that `enter` opened, or the form again with the reason beside
    it."""
    try:
        secret = await run_in_threadpool(enter, _door(request))
    except Refused as refusal:
        return await _shown(request, form, str(refusal), given)
    await run_in_threadpool(_forget, request.cookies.get(cookie_name(request), ""))
    caller = await run_in_threadpool(_who, secret)
    answer = _go(_onward(request, caller))
    answer.set_cookie(
        cookie_name(request),
        secret,
        path="/",
        secure=is_secure(request),
        httponly=True,
        samesite="lax",
    )
    return answer


async def _shown(
    request: Request, form: str, error: str = "", given: dict[str, str] | None = None
) -> Response:
    def draw() -> str:
        return sign_in_page.drawn(
            form,
            words(language_of(request)),
            caller_of(request),
            _next(request),
            error,
            given or {},
        )

    return HTMLResponse(await run_in_threadpool(draw), 422 if error else 200, NO_STORE)


async def _form(request: Request) -> dict[str, str]:
    """The fields of a form; nothing of what is too large or no form."""
    if int(request.headers.get("content-length") or LARGEST + 1) > LARGEST:
        return {}
    async with request.form(max_files=0, max_fields=10) as form:
        return {name: value for name, value in form.items() if isinstance(value, str)}


def _door(request: Request) -> Door:
    home = runtime()
    return Door(
        home.store,
        words(language_of(request)),
        home.limits,
        clock.machine_now(),
        address_of(request),
    )


def _awaits_first() -> bool:
    with runtime().store.reading() as reader:
        return signing_in.awaits_first(reader)


def _next(request: Request) -> str:
    """Where to go afterwards: a place of ours, whatever the address says."""
    wanted = request.query_params.get("next", "")
    return wanted if OWN_ADDRESS.fullmatch(wanted) and not wanted.startswith("/sign-") else "/"


def _who(secret: str) -> Caller:
    home = runtime()
    return recognised(home.store, key_of(secret), clock.machine_now(), home.limits)


def _forget(secret: str) -> None:
    """Who signs in anew has left the session that this browser held before."""
    if secret:
        runtime().store.write(lambda connection: end_session(connection, key_of(secret)))


def _onward(request: Request, caller: Caller) -> str:
    """The page that was asked for, else that of the role's work; before either the password of
    who has none yet."""
    wanted = _next(request)
    if caller.must_choose:
        return f"/sign-in/password?{urlencode({'next': wanted})}"
    return HOMES.get(caller.actor.role, wanted) if wanted == "/" else wanted


def _go(place: str) -> RedirectResponse:
    return RedirectResponse(place, 303, NO_STORE)


def language_of(request: Request) -> Lang:
    for wish in (
        request.query_params.get("lang"),
        request.cookies.get(LANG_COOKIE),
        runtime().settings.lang,
    ):
        for lang in LANGS:
            if wish == lang:
                return lang
    return "zh"


routes = [
    Route("/sign-in", page),
    Route("/sign-in", submit, methods=["POST"]),
    Route("/sign-in/password", password_page),
    Route("/sign-in/password", password_submit, methods=["POST"]),
    Route("/sign-in/identified", identified),
    Route("/sign-in/first", first_page),
    Route("/sign-in/first", first_submit, methods=["POST"]),
    Route("/sign-out", sign_out, methods=["POST"]),
]
