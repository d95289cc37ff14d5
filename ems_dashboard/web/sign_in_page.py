"""The pages of signing in as HTML: light, calm, one column."""

from collections.abc import Mapping, Sequence
from html import escape
from urllib.parse import urlencode

from ems_dashboard import clock
from ems_dashboard.actions.demo import NOTE
from ems_dashboard.actions.ready import ready_accounts
from ems_dashboard.actions.recognising import Caller
from ems_dashboard.actions.signing_in import awaits_first
from ems_dashboard.rules.accounts import CLASSES, SHORTEST, Account, weaknesses
from ems_dashboard.rules.roles import Role
from ems_dashboard.runtime import runtime
from ems_dashboard.screen.scripts import address_of
from ems_dashboard.screen.theme import ASSETS, DESK, style_sheet
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
    parts = [_form(form, word, caller, onward, error, given)]
    if form == "sign_in" and first:
        parts.append(
            f'<p class="note"><a href="/sign-in/first">{escape(word("people.to_first"))}</a></p>'
        )
    if form == "sign_in" and demonstration:
        parts = [_ready(word, onward, error), _folded(word("people.with_password"), parts[0])]
    if form == "sign_in" and (address := oidc.login_address()):
        parts.append(
            f'<a class="button" href="{escape(address)}">{escape(word("people.single_sign_on"))}</a>'
        )
    if form == "password" and caller.must_choose:
        parts.insert(0, f'<p class="note">{escape(word("people.must_choose"))}</p>')
    put = {
        "lang": "zh-CN" if word.lang == "zh" else "en",
        "title": escape(word(f"people.title.{_called(form, caller)}")),
        "product": escape(word("frame.product")),
        "style": style_sheet(DESK.name),
        "body": "".join(parts),
        "other": escape(word("frame.bar.other_language")),
        "other_href": escape(
            "?" + urlencode({"lang": "en" if word.lang == "zh" else "zh", "next": onward})
        ),
    }
    return filled(put)


def filled(put: Mapping[str, str]) -> str:
    """The shell of a page before the dashboard, with HTML in its places."""
    shell = (ASSETS / "sign_in.html").read_text(encoding="utf-8")
    for name, text in put.items():
        shell = shell.replace(f"[[{name}]]", text)
    return shell


def _form(
    form: str, word: Words, caller: Caller, onward: str, error: str, given: dict[str, str]
) -> str:
    return rendered(
        "sign_in_form.html",
        action=f"{ADDRESS[form]}?{urlencode({'next': onward})}",
        rule=None if form == "sign_in" else _rule(word, caller, given),
        fields=[_field(word, *field, given) for field in _fields(form, caller)],
        error=error,
        label=word(f"people.do.{_called(form, caller)}"),
        script=address_of("password_rule.js"),
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


def _ready(word: Words, onward: str, error: str) -> str:
    """One press each."""
    home = runtime()
    made = ready_accounts(home.city, word, clock.now())
    groups = (
        ("people.ready.city", [one for one in made if one.role not in (Role.COUNTY, Role.MEMBER)]),
        ("people.ready.counties", [one for one in made if one.role is Role.COUNTY]),
        ("people.ready.departments", [one for one in made if one.role is Role.MEMBER]),
    )
    rows = "".join(
        f'<h2>{escape(word(title))}</h2><div class="ready">{"".join(map(_press, ones))}</div>'
        for title, ones in groups if ones
    )  # fmt: skip
    guest = f'<p class="note"><a href="{escape(onward)}">{escape(word("people.as_guest"))}</a></p>'
    told = f'<p class="note">{escape(word("people.demonstration"))}</p>'
    return f'{told}<form method="post" action="{_action("sign_in", onward)}">{_error(error)}{rows}</form>{guest}'


def _press(one: Account) -> str:
    return f'<button name="ready" value="{escape(one.account)}">{escape(one.name)}</button>'


def _folded(title: str, body: str) -> str:
    return f"<details><summary>{escape(title)}</summary>{body.replace(' autofocus', '')}</details>"


def _error(error: str) -> str:
    return f'<p class="ems-error" role="alert">{escape(error)}</p>' if error else ""


def _action(form: str, onward: str) -> str:
    return escape(f"{ADDRESS[form]}?{urlencode({'next': onward})}")
