"""The pages of signing in as HTML: light, calm, one column."""

from collections.abc import Sequence
from urllib.parse import urlencode

from markupsafe import Markup

from ems_dashboard import clock
from ems_dashboard.actions.demo import NOTE
from ems_dashboard.actions.ready import ready_accounts
from ems_dashboard.actions.recognising import Caller
from ems_dashboard.actions.signing_in import awaits_first
from ems_dashboard.rules.accounts import CLASSES, SHORTEST, weaknesses
from ems_dashboard.rules.roles import Role
from ems_dashboard.runtime import runtime
from ems_dashboard.screen.scripts import address_of
from ems_dashboard.screen.theme import DESK, style_sheet
from ems_dashboard.templating import rendered
from ems_dashboard.text import Words
from ems_dashboard.views.streamlit_internals import oidc

FIELDS = {
    "sign_in": (("account", "text", "username"), ("password", "password", "current-password")),
    "password": (
        ("old", "password", "current-password"),
        ("new", "password", "new-password"),
        ("again", "password", "new-password"),
    ),
    "choose": (("new", "password", "new-password"), ("again", "password", "new-password")),
    "first": (
        ("code", "text", "one-time-code"),
        ("account", "text", "username"),
        ("name", "text", "name"),
        ("new", "password", "new-password"),
        ("again", "password", "new-password"),
    ),
}
RULE_PARTS = ("short", "classes", "name", "again")
ADDRESS = {"sign_in": "/sign-in", "password": "/sign-in/password", "first": "/sign-in/first"}


def drawn(
    form: str, word: Words, caller: Caller, onward: str, error: str, given: dict[str, str]
) -> str:
    with runtime().store.reading() as reader:
        demonstration, first = bool(reader.note(NOTE)), awaits_first(reader)
    signing_in, must_choose = form == "sign_in", form == "password" and caller.must_choose
    offered = signing_in and demonstration
    body = rendered(
        "sign_in/body.html",
        must_choose=word("people.must_choose") if must_choose else "",
        ready=_ready(word, onward) if offered else None,
        form=_form(form, word, caller, onward, error, given, focused=not offered),
        error=error,
        to_first=word("people.to_first") if signing_in and first and not demonstration else "",
        single_sign_on=oidc.login_address() if signing_in else None,
        single_sign_on_label=word("people.single_sign_on"),
    )
    other = {"lang": "en" if word.lang == "zh" else "zh", "next": onward}
    return page(
        lang="zh-CN" if word.lang == "zh" else "en",
        title=word(f"people.title.{_called(form, caller)}"),
        product=word("frame.product"),
        body=body,
        other=word("frame.bar.other_language"),
        other_href=f"?{urlencode(other)}",
    )


def page(
    *, lang: str, title: str, product: str, body: Markup, other: str = "", other_href: str = ""
) -> str:
    """The shell of a page before the dashboard."""
    return rendered(
        "sign_in/page.html",
        lang=lang,
        title=title,
        product=product,
        style=Markup(style_sheet(DESK.name)),
        body=body,
        other=other,
        other_href=other_href,
    )


def _form(
    form: str,
    word: Words,
    caller: Caller,
    onward: str,
    error: str,
    given: dict[str, str],
    *,
    focused: bool,
) -> Markup:
    return rendered(
        "sign_in/form.html",
        action=_action(form, onward),
        rule=None if form == "sign_in" else _rule(word, caller, given),
        fields=[_field(word, *field, given) for field in _fields(form, caller)],
        error=error,
        label=word(f"people.do.{_called(form, caller)}"),
        script=address_of("password_rule.js"),
        focused=focused,
    )


def _fields(form: str, caller: Caller) -> Sequence[tuple[str, str, str]]:
    """Whoever came in by a one-time password typed it a moment ago."""
    return FIELDS[_called(form, caller)]


def _called(form: str, caller: Caller) -> str:
    """To choose a first password of one's own is not to change one."""
    return "choose" if form == "password" and caller.must_choose else form


def _field(
    word: Words, name: str, kind: str, complete: str, given: dict[str, str]
) -> dict[str, str]:
    kept = given.get(name, "") if kind == "text" else ""
    return {
        "name": name, "kind": kind, "complete": complete, "label": word(f"people.field.{name}"), "value": kept,
    }  # fmt: skip


def _rule(word: Words, caller: Caller, given: dict[str, str]) -> dict[str, object]:
    """What a new password needs, and what the one that was refused lacked."""
    account = caller.account.account if caller.account else given.get("account", "").strip().lower()
    password = given.get("new", "")
    lacking = {*weaknesses(password, account)} if password else set()
    if password and password != given.get("again"):
        lacking.add("again")
    parts = [
        {"name": part, "text": word(f"people.rule_part.{part}"), "missing": part in lacking}
        for part in RULE_PARTS
    ]
    shortest = {"account": account, "shortest": SHORTEST, "classes": CLASSES}
    return {"title": word("people.rule"), "parts": parts, **shortest}


def _ready(word: Words, onward: str) -> dict[str, object]:
    """The accounts of the demonstration: one press each."""
    made = ready_accounts(runtime().city, word, clock.machine_now())
    outside = (Role.COUNTY, Role.MEMBER)
    groups = {
        "people.ready.city": [one for one in made if one.role not in outside],
        "people.ready.counties": [one for one in made if one.role is Role.COUNTY],
        "people.ready.departments": [one for one in made if one.role is Role.MEMBER],
    }
    return {
        "demonstration": word("people.demonstration"),
        "action": _action("sign_in", onward),
        "groups": [(word(title), accounts) for title, accounts in groups.items() if accounts],
        "onward": onward,
        "guest": word("people.as_guest"),
        "with_password": word("people.with_password"),
    }


def _action(form: str, onward: str) -> str:
    return f"{ADDRESS[form]}?{urlencode({'next': onward})}"
