"""The administrator's page: accounts, tokens of walls, sources, and what people did."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

import segno
import streamlit as st
from markupsafe import Markup

from ems_dashboard import clock
from ems_dashboard.actions import accounts as acts
from ems_dashboard.actions.accounts import Holder
from ems_dashboard.clock import full_time, short_time
from ems_dashboard.rules.accounts import (
    HELD_BY_PEOPLE,
    MOVES,
    Account,
    AccountState,
    has_expired,
    one_time_until,
)
from ems_dashboard.rules.acts import Act
from ems_dashboard.rules.city import Department, Unit
from ems_dashboard.rules.feed_runs import FeedRun, FeedState
from ems_dashboard.rules.roles import Role
from ems_dashboard.runtime import runtime
from ems_dashboard.screen.here import Here
from ems_dashboard.situation import people
from ems_dashboard.situation.feeds import feed_runs
from ems_dashboard.store.tokens import Token
from ems_dashboard.templating import rendered
from ems_dashboard.views.accounts import keeping, many_accounts
from ems_dashboard.views.frame.acting import attempt
from ems_dashboard.views.streamlit_internals import drafts, pressing
from ems_dashboard.views.streamlit_internals.pressing import pressed

ONCE = "people-once"
"""In the session's state: a secret that is shown until its reader has put it away; it is kept
nowhere else."""
SOURCE_MOODS = {FeedState.WORKING: "done", FeedState.EMPTY: "soon", FeedState.FROZEN: "soon"}
KINDS = {"read": "n", "accepted": "n", "rejected": "n", "problems": "w"}
"""Columns of figures, and one that is wide."""
MOODS = {AccountState.ACTIVE: "done", AccountState.LOCKED: "late", AccountState.RETIRED: "open"}


def show(here: Here) -> None:
    word = here.words
    drawn = {"accounts": _accounts, "tokens": _tokens, "feeds": _feeds, "acts": _acts}
    drawn["keeping"] = _keeping
    tabs = st.tabs([word(f"people.tab.{name}") for name in drawn])
    for tab, draw in zip(tabs, drawn.values(), strict=True):
        with tab:
            draw(here)


@dataclass(frozen=True, slots=True)
class Cell:
    """`mood`: of a chip; "" for plain text. `title`: what stands behind it."""

    text: str
    mood: str = ""
    title: str = ""


def _accounts(here: Here) -> None:
    accounts = people.accounts(here.store)
    left, right = st.columns([62, 38], gap="large")
    with left:
        columns = ("account", "name", "role", "unit", "state", "created_at")
        st.html(_table(here, columns, [_row(here, account) for account in accounts]))
    with right:
        names = {"": here.words("people.new_account")}
        names |= {a.account: f"{a.account} · {a.name}" for a in accounts}
        label = here.words("people.choose")
        chosen = st.selectbox(label, list(names), format_func=names.__getitem__, key="account")
        _done_notice(here, "account")
        if not here.past:
            _form(here, {a.account: a for a in accounts}.get(chosen))
            many_accounts.offer(here, accounts)


def _row(here: Here, account: Account) -> list[Cell]:
    unit = here.city.name_of(account.unit, here.lang) if account.unit else ""
    return [
        Cell(account.account),
        Cell(account.name),
        Cell(here.words(f"acts.role.{account.role}")),
        Cell(unit),
        Cell(*_state(here, account)),
        _day(account.created_at),
    ]


def _day(moment: datetime | None) -> Cell:
    """The minute stands behind it."""
    full = full_time(moment)
    return Cell(full.partition(" ")[0], title=full)


def _state(here: Here, account: Account) -> tuple[str, str]:
    """In words, and how it is coloured."""
    until = one_time_until(account, runtime().limits)
    if account.state is not AccountState.ACTIVE or until is None:
        return here.words(f"people.state.{account.state}"), MOODS[account.state]
    if has_expired(account, here.as_of, runtime().limits):
        return here.words("people.state.expired"), "late"
    return here.words("people.state.one_time", until=short_time(until)), "soon"


def _form(here: Here, account: Account | None) -> None:
    word = here.words
    if account and account.state is AccountState.RETIRED:
        st.html(rendered("hint.html", said=word("people.retired")))
        return
    with st.container(key="form-account"):
        item = account.account if account else ""
        form = drafts.open(here, "account", item, _defaults(account))
        wanted = item or form.text("account", word("people.column.account"))
        holder = _holder(here, form)
    with st.container(key="acts-account"):
        if account is None:
            label = word("people.do.create")
            create = partial(_create, here, wanted, holder)
            _button(here, form, label, create, wanted, primary=True)
        else:
            _moves(here, form, account, holder)


def _defaults(account: Account | None) -> dict[str, object]:
    if account is None:
        return {}
    return {name: getattr(account, name) for name in ("name", "role", "unit", "email")}


def _holder(here: Here, form: drafts.Form) -> Holder:
    word = here.words
    name = form.text("name", word("people.column.name"))
    title = word("people.column.role")
    role = form.choose("role", title, HELD_BY_PEOPLE, lambda each: word(f"acts.role.{each}"))
    unit = _unit(here, form, role)
    return Holder(name, role, unit, form.text("email", word("people.column.email")))


def _create(here: Here, wanted: str, holder: Holder) -> str:
    return acts.create_account(here.account_desk(), wanted, holder)


def _unit(here: Here, form: drafts.Form, role: Role | None) -> str:
    places: dict[Role | None, Sequence[Unit | Department]] = {
        Role.COUNTY: here.city.units,
        Role.MEMBER: here.city.departments,
    }
    codes = [place.code for place in places.get(role, ())]
    if not codes:
        return ""
    label = here.words("people.column.unit")
    return form.choose("unit", label, codes, partial(here.city.name_of, lang=here.lang)) or ""


def _moves(here: Here, form: drafts.Form, account: Account, holder: Holder) -> None:
    """What the table of moves allows from the account's state."""
    word, name = here.words, account.account
    for move in ("retire", "lock", "unlock"):
        if account.state in MOVES[move]:
            _button(here, form, word(f"people.do.{move}"), partial(_move, here, name, move))
    _button(
        here,
        form,
        word("people.do.reset"),
        lambda: acts.reset_password(here.account_desk(), name),
        name,
    )
    label = word("people.do.change", name=account.name)
    _button(
        here,
        form,
        label,
        lambda: acts.change_holder(here.account_desk(), name, holder),
        primary=True,
    )


def _move(here: Here, name: str, move: str) -> None:
    acts.move_account(here.account_desk(), name, move)


def _button(
    here: Here,
    form: drafts.Form,
    label: str,
    act: Callable[[], object],
    secret_of: str = "",
    primary: bool = False,
) -> None:
    """`secret_of`: the account whose one-time password the act gives back."""
    if not pressed(st, label, type="primary" if primary else "secondary", key=f"account-{label}"):
        return

    def done(given: object) -> None:
        until = full_time(clock.machine_now() + runtime().limits.one_time)
        said = here.words("people.done", act=label)
        if secret_of:
            said = here.words("people.one_time", account=secret_of, until=until)
        st.session_state[ONCE] = ("account", said, str(given) if secret_of else "")
        form.clear()

    attempt(act, then=done, refused=lambda sentence: form.error("email", sentence))


def _tokens(here: Here) -> None:
    tokens = people.tokens(here.store)
    left, right = st.columns([62, 38], gap="large")
    with left:
        columns = ("display", "created_by", "created_at", "seen_at", "state")
        st.html(_table(here, columns, [_token(here, token) for token in tokens]))
    with right:
        _done_notice(here, "token")
        if not here.past:
            _new_token(here)
            _withdrawal(here, {t.token: t.name for t in tokens if not t.revoked_at})


def _token(here: Here, token: Token) -> list[Cell]:
    state, mood = ("revoked", "open") if token.revoked_at else ("active", "done")
    return [
        Cell(token.name),
        Cell(token.created_by),
        Cell(full_time(token.created_at)),
        Cell(full_time(token.seen_at)),
        Cell(here.words(f"people.state.{state}"), mood),
    ]


def _new_token(here: Here) -> None:
    word = here.words
    with st.container(key="form-token"):
        form = drafts.open(here, "token")
        name = form.text("name", word("people.column.display"))

    def made(secret: str) -> None:
        address = f"{many_accounts.house_address()}/wall?token={secret}"
        st.session_state[ONCE] = ("token", word("people.token_once"), address)
        form.clear()

    with st.container(key="acts-token"):
        if pressed(st, word("people.do.create_token"), type="primary", key="create-token"):
            attempt(
                lambda: acts.create_token(here.account_desk(), name),
                then=made,
                refused=lambda sentence: form.error("name", sentence),
            )


def _withdrawal(here: Here, names: dict[str, str]) -> None:
    if not names:
        return
    word = here.words
    with st.container(key="form-revoke"):
        label = word("people.revoke")
        chosen = st.selectbox(label, list(names), format_func=names.__getitem__, index=None)
    with st.container(key="acts-revoke"):
        if chosen and pressed(st, word("people.do.revoke", name=names[chosen]), key="revoke-token"):
            attempt(lambda: acts.withdraw_token(here.account_desk(), chosen))


def _feeds(here: Here) -> None:
    times = ("last_success", "last_attempt", "newest")
    columns = ("feed", "how", "state", *times, "read", "accepted", "rejected", "problems")
    rows = [_feed(here, run) for run in feed_runs(here.store, here.as_of)]
    st.html(_table(here, columns, rows))


def _feed(here: Here, run: FeedRun) -> list[Cell]:
    return [
        Cell(run.feed),
        Cell(run.how),
        Cell(*_health(here, run)),
        Cell(full_time(run.last_success)),
        Cell(full_time(run.valid_at)),
        Cell(full_time(run.newest_at)),
        Cell(f"{run.read:,}"),
        Cell(f"{run.accepted:,}"),
        Cell(f"{run.rejected:,}"),
        Cell(_advice(here, run)),
    ]


def _health(here: Here, run: FeedRun) -> tuple[str, str]:
    state = run.state_at(here.as_of)
    return here.words(f"people.source_state.{state}"), SOURCE_MOODS.get(state, "late")


def _advice(here: Here, run: FeedRun) -> str:
    """What to do about its state, and what there is to say of its rows."""
    state = run.state_at(here.as_of)
    if state is FeedState.WORKING:
        return run.problems
    newest, attempt = full_time(run.newest_at), full_time(run.valid_at)
    said = here.words(f"people.source_advice.{state}", newest=newest, attempt=attempt)
    return "\n".join(filter(None, (said, run.problems)))


def _keeping(here: Here) -> None:
    rows = [
        [Cell(what), Cell(state, mood), Cell(keeping.at(moment)), Cell(said)]
        for what, state, mood, moment, said in keeping.lines(here)
    ]
    st.html(_table(here, ("keeping", "state", "at", "note"), rows))


def _acts(here: Here) -> None:
    rows = [_act(here, act) for act in people.acts(here.store, here.as_of)]
    st.html(_table(here, ("at", "who", "role", "act", "object", "outcome", "address"), rows))
    days, most = people.AUDITED.days, people.SHOWN
    st.html(rendered("hint.html", said=here.words("people.acts_note", days=days, most=most)))


def _act(here: Here, act: Act) -> list[Cell]:
    word = here.words
    verb = word.either(f"people.act.{act.verb}_{act.subject}", f"{act.verb} {act.subject}")
    outcome = word.either(f"people.outcome.{act.outcome}", act.outcome)
    return [
        Cell(full_time(act.valid_at)),
        Cell(f"{act.name} {act.account}".strip()),
        Cell(word(f"acts.role.{act.role}")),
        Cell(verb),
        Cell(act.object),
        Cell(outcome, "done" if act.outcome == "done" else "late"),
        Cell(act.address),
    ]


def _table(here: Here, columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> Markup:
    if not rows:
        return rendered("hint.html", said=here.words("people.none"))
    heads = [
        {"title": here.words(f"people.column.{name}"), "kind": KINDS.get(name, "")}
        for name in columns
    ]
    return rendered("accounts/table.html", columns=heads, rows=rows)


def _done_notice(here: Here, where: str) -> None:
    """A push may draw the page anew at any moment, so that what was read once would be gone before
    it is read."""
    place, said, secret = st.session_state.get(ONCE, ("", "", ""))
    if place != where:
        return
    st.html(rendered("accounts/done.html", said=said))
    if secret:
        st.code(secret, language=None, wrap_lines=True)
        if where == "token":
            code = segno.make(secret, error="m", micro=False).png_data_uri(scale=4, border=2)
            st.html(rendered("wall_address.html", code=code, said=here.words("people.wall_code")))
    if pressed(st, here.words("people.do.put_away"), key=f"put-away-{where}"):
        pressing.follow(lambda: st.session_state.pop(ONCE, None))
