"""The administrator's page: accounts, tokens of walls, sources, and what people did."""

from collections.abc import Callable, Sequence
from datetime import datetime
from html import escape

import segno
import streamlit as st

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
from ems_dashboard.rules.feed_runs import FeedRun, FeedState
from ems_dashboard.rules.roles import Role
from ems_dashboard.runtime import runtime
from ems_dashboard.screen.here import Here
from ems_dashboard.situation import people
from ems_dashboard.situation.feeds import feed_runs
from ems_dashboard.templating import rendered
from ems_dashboard.views.accounts import many_accounts
from ems_dashboard.views.frame.acting import attempt
from ems_dashboard.views.streamlit_internals import drafts, pressing
from ems_dashboard.views.streamlit_internals.pressing import pressed

ONCE = "people-once"
"""In the session's state: a secret that is shown until its reader has put it away; it is kept nowhere else."""
SOURCE_MOODS = {FeedState.WORKING: "done", FeedState.EMPTY: "soon", FeedState.FROZEN: "soon"}
MOODS = {AccountState.ACTIVE: "done", AccountState.LOCKED: "late", AccountState.RETIRED: "open"}


def show(here: Here) -> None:
    word = here.words
    tabs = st.tabs([word(f"people.tab.{name}") for name in ("accounts", "tokens", "feeds", "acts")])
    for tab, draw in zip(tabs, (_accounts, _tokens, _feeds, _acts), strict=True):
        with tab:
            draw(here)


def _accounts(here: Here) -> None:
    found = people.accounts(here.store)
    left, right = st.columns([62, 38], gap="large")
    with left:
        st.html(
            _table(
                here,
                ("account", "name", "role", "unit", "state", "created_at"),
                [_row(here, a) for a in found],
            )
        )
    with right:
        names = {"": here.words("people.new_account")} | {
            a.account: f"{a.account} · {a.name}" for a in found
        }
        chosen = st.selectbox(
            here.words("people.choose"), list(names), format_func=names.get, key="account"
        )
        _told(here, "account")
        if not here.past:
            _form(here, next((a for a in found if a.account == chosen), None))
            many_accounts.offer(here, found)


def _row(here: Here, account: Account) -> list[str]:
    state, mood = _state(here, account)
    unit = here.city.name_of(account.unit, here.lang) if account.unit else ""
    said = [account.account, account.name, here.words(f"acts.role.{account.role}"), unit]
    return [*map(escape, said), _chip(state, mood), _day(account.created_at)]


def _day(moment: datetime | None) -> str:
    """The minute stands behind it."""
    full = full_time(moment)
    return f'<span title="{full}">{full.partition(" ")[0]}</span>'


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
        st.html(f'<p class="ems-hint">{word("people.retired")}</p>')
        return
    defaults = (
        {"name": account.name, "role": account.role, "unit": account.unit, "email": account.email}
        if account
        else {}
    )
    with st.container(key="form-account"):
        form = drafts.open(here, "account", account.account if account else "", defaults)
        wanted = account.account if account else form.text("account", word("people.column.account"))
        name = form.text("name", word("people.column.name"))
        role = form.choose(
            "role", word("people.column.role"), HELD_BY_PEOPLE, lambda r: word(f"acts.role.{r}")
        )
        holder = Holder(
            name, role, _unit(here, form, role), form.text("email", word("people.column.email"))
        )
    with st.container(key="acts-account"):
        if account is None:
            label = word("people.do.create")
            _button(
                here,
                form,
                label,
                lambda: acts.create_account(here.desk(), wanted, holder),
                wanted,
                primary=True,
            )
        else:
            _moves(here, form, account, holder)


def _unit(here: Here, form: drafts.Form, role: Role | None) -> str:
    places = {Role.COUNTY: here.city.units, Role.MEMBER: here.city.departments}.get(role, ())
    codes = [place.code for place in places]
    if not codes:
        return ""
    return (
        form.choose(
            "unit",
            here.words("people.column.unit"),
            codes,
            lambda c: here.city.name_of(c, here.lang),
        )
        or ""
    )


def _moves(here: Here, form: drafts.Form, account: Account, holder: Holder) -> None:
    """What the table of moves allows from the account's state."""
    word, name = here.words, account.account
    for move in ("retire", "lock", "unlock"):
        if account.state in MOVES[move]:
            _button(
                here,
                form,
                word(f"people.do.{move}"),
                lambda move=move: acts.move_account(here.desk(), name, move),
            )
    _button(
        here, form, word("people.do.reset"), lambda: acts.reset_password(here.desk(), name), name
    )
    label = word("people.do.change", name=account.name)
    _button(here, form, label, lambda: acts.change_holder(here.desk(), name, holder), primary=True)


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
        until = full_time(clock.now() + runtime().limits.one_time)
        said = here.words("people.done", act=label)
        if secret_of:
            said = here.words("people.one_time", account=secret_of, until=until)
        st.session_state[ONCE] = ("account", said, str(given) if secret_of else "")
        form.clear()

    attempt(act, then=done, refused=lambda sentence: form.error("email", sentence))


def _tokens(here: Here) -> None:
    word, found = here.words, people.tokens(here.store)
    rows = [
        [escape(t.name), escape(t.created_by), full_time(t.created_at), full_time(t.seen_at),
         _chip(word("people.state.revoked"), "open") if t.revoked_at else _chip(word("people.state.active"), "done")]
        for t in found
    ]  # fmt: skip
    left, right = st.columns([62, 38], gap="large")
    with left:
        st.html(_table(here, ("display", "created_by", "created_at", "seen_at", "state"), rows))
    with right:
        _told(here, "token")
        if not here.past:
            _token_forms(here, {t.token: t.name for t in found if not t.revoked_at})


def _token_forms(here: Here, names: dict[str, str]) -> None:
    word = here.words
    with st.container(key="form-token"):
        form = drafts.open(here, "token")
        name = form.text("name", word("people.column.display"))
    with st.container(key="acts-token"):
        if pressed(st, word("people.do.create_token"), type="primary", key="create-token"):

            def made(secret: str) -> None:
                address = f"{many_accounts.house_address()}/wall?token={secret}"
                st.session_state[ONCE] = ("token", word("people.token_once"), address)
                form.clear()

            attempt(
                lambda: acts.create_token(here.desk(), name),
                then=made,
                refused=lambda sentence: form.error("name", sentence),
            )
    if names:
        with st.container(key="form-revoke"):
            chosen = st.selectbox(
                word("people.revoke"), list(names), format_func=names.get, index=None
            )
        with st.container(key="acts-revoke"):
            if chosen and pressed(
                st, word("people.do.revoke", name=names[chosen]), key="revoke-token"
            ):
                attempt(lambda: acts.withdraw_token(here.desk(), chosen))


def _feeds(here: Here) -> None:
    rows = [
        [escape(run.feed), escape(run.how), _chip(*_health(here, run)),
         full_time(run.last_success), full_time(run.valid_at), full_time(run.newest_at),
         f"{run.read:,}", f"{run.accepted:,}", f"{run.rejected:,}", escape(_advice(here, run))]
        for run in feed_runs(here.store, here.as_of)
    ]  # fmt: skip
    times = ("last_success", "last_attempt", "newest")
    columns = ("feed", "how", "state", *times, "read", "accepted", "rejected", "problems")
    st.html(_table(here, columns, rows, figures=(6, 7, 8), wide=(9,)))


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


def _acts(here: Here) -> None:
    rows = []
    for act in people.acts(here.store, here.as_of):
        verb = here.words.either(
            f"people.act.{act.verb}_{act.subject}", f"{act.verb} {act.subject}"
        )
        outcome = here.words.either(f"people.outcome.{act.outcome}", act.outcome)
        role = here.words(f"acts.role.{act.role}")
        said = [
            full_time(act.valid_at),
            f"{act.name} {act.account}".strip(),
            role,
            verb,
            act.object,
        ]
        rows.append(
            [
                *map(escape, said),
                _chip(outcome, "done" if act.outcome == "done" else "late"),
                escape(act.address),
            ]
        )
    st.html(_table(here, ("at", "who", "role", "act", "object", "outcome", "address"), rows))
    st.html(
        f'<p class="ems-hint">{here.words("people.acts_note", days=people.AUDITED.days, most=people.SHOWN)}</p>'
    )


def _table(
    here: Here,
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    figures: Sequence[int] = (),
    wide: Sequence[int] = (),
) -> str:
    """`rows` hold HTML."""
    if not rows:
        return f'<p class="ems-hint">{here.words("people.none")}</p>'
    classes = {**dict.fromkeys(figures, "n"), **dict.fromkeys(wide, "w")}
    head = "".join(
        f'<th class="{classes.get(n, "")}">{escape(here.words(f"people.column.{name}"))}</th>'
        for n, name in enumerate(columns)
    )
    body = "".join(
        "<tr>"
        + "".join(f'<td class="{classes.get(n, "")}">{cell}</td>' for n, cell in enumerate(row))
        + "</tr>"
        for row in rows
    )
    return (
        f'<div class="ems-scroll people-table"><table class="ems-table"><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _told(here: Here, where: str) -> None:
    """A push may draw the page anew at any moment, so that what was read once would be gone before it is read."""
    place, said, secret = st.session_state.get(ONCE, ("", "", ""))
    if place != where:
        return
    st.html(f'<p class="ems-hint" role="status">{escape(said)}</p>')
    if secret:
        st.code(secret, language=None, wrap_lines=True)
        if where == "token":
            code = segno.make(secret, error="m", micro=False).png_data_uri(scale=4, border=2)
            st.html(rendered("wall_address.html", code=code, said=here.words("people.wall_code")))
    if pressed(st, here.words("people.do.put_away"), key=f"put-away-{where}"):
        pressing.follow(lambda: st.session_state.pop(ONCE, None))


def _chip(said: str, mood: str) -> str:
    return f'<span class="ems-chip {mood}">{escape(said)}</span>'
