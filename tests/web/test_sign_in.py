"""The door, tried as those would who have no business behind it."""

import re
import threading
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from ems_dashboard import clock
from ems_dashboard.actions import passwords, signing_in
from ems_dashboard.actions.passwords import hashed, key_of
from ems_dashboard.rules.accounts import FIRST_DELAY, TRIES, Account, AccountState
from ems_dashboard.rules.acts import Act
from ems_dashboard.rules.roles import Role, may
from ems_dashboard.runtime import runtime
from ems_dashboard.store import failures
from ems_dashboard.store.accounts import add_account, change_account, read_account
from ems_dashboard.store.notes import write_note
from ems_dashboard.store.tokens import Token, add_token, revoke_token
from ems_dashboard.text import catalogue
from ems_dashboard.web.identity import COOKIE
from tests.web.conftest import HERE, browsing

GOOD = "Correct-Horse-9"
HASH = hashed(GOOD)
REFUSED = catalogue()["people.refused"]["zh"]


def admit(account="jia", role=Role.DUTY_OFFICER, **more):
    given = Account(account, "值班员甲", role, created_at=clock.now(), **more)
    runtime().store.write(lambda connection: add_account(connection, given, HASH))


def sign_in(client, account="jia", password=GOOD, **kw):
    return client.post("/sign-in", data={"account": account, "password": password}, **kw)


def acts():
    return [
        (row.verb, row.subject, row.account, row.outcome) for row in runtime().store.history(Act)
    ]


def at(monkeypatch, moment):
    monkeypatch.setattr(clock, "machine_now", lambda: moment)


def test_a_stranger_of_a_live_database_gets_the_sign_in_page_and_no_fact(stranger):
    page = stranger.get("/overview?unit=350626", headers={"Accept": "text/html"})
    assert (page.status_code, page.headers["location"]) == (
        303,
        "/sign-in?next=%2Foverview%3Funit%3D350626",
    )
    for path in (
        "/events",
        "/stamp?as_of=2023-09-04",
        "/wall",
        "/wall/picture",
        "/media/x",
        "/x",
        "/_stcore/metrics",
        "/component/x",
        "//wall",
        "/assets",
    ):
        assert stranger.get(path).status_code == 401, path
    assert stranger.get("/health").json() == {"database": "ok"}
    assert stranger.get("/assets/sign_in.css").status_code == 200
    assert stranger.get("/sign-in").status_code == 200
    assert stranger.post("/drafts", json={}).status_code == 401


def test_a_path_that_climbs_out_of_an_open_folder_reaches_nothing(stranger):
    for path in (
        "/assets/../wall/picture",
        "/assets/%2e%2e/wall/picture",
        "/sign-in/../events",
        "/sign-in/%2e%2e/events",
        "/static/..%2fwall",
    ):
        assert stranger.get(path).status_code in (401, 404), path


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(stranger):
    admit()
    answer = sign_in(stranger)
    assert (answer.status_code, answer.headers["location"], answer.headers["cache-control"]) == (
        303,
        "/",
        "no-store",
    )
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "path=/" in cookie
    assert "secure" not in cookie
    assert stranger.get("/wall").status_code == 200
    secret = stranger.cookies[COOKIE]
    with runtime().store.reading() as reader:
        rows = reader.connection.exec_driver_sql("select * from sessions").all()
    assert len(rows) == 1
    assert secret not in str(rows)
    assert key_of(secret) in str(rows)
    assert acts() == [("begin", "sessions", "jia", "done")]


def test_behind_tls_the_cookie_is_secure_and_bound_to_the_host(stranger, monkeypatch):
    monkeypatch.setenv("EMS_PUBLIC_URL", "https://zhihui.example")
    admit()
    there = {"Host": "zhihui.example", "Origin": "https://zhihui.example"}
    cookie = sign_in(stranger, headers=there).headers["set-cookie"]
    assert cookie.startswith(f"__Host-{COOKIE}=")
    assert "Secure" in cookie
    assert stranger.get("/health", headers=there).headers["strict-transport-security"]
    monkeypatch.setenv("EMS_PUBLIC_URL", "")
    assert "strict-transport-security" not in stranger.get("/health").headers


def test_a_session_that_was_planted_before_signing_in_is_worth_nothing(stranger):
    admit()
    stranger.cookies.set(COOKIE, "planted", domain="127.0.0.1")
    assert stranger.get("/wall").status_code == 401
    sign_in(stranger)
    with browsing() as attacker:
        attacker.cookies.set(COOKIE, "planted")
        assert attacker.get("/wall").status_code == 401


def test_a_session_survives_a_restart_and_ends_everywhere_at_sign_out(stranger):
    admit()
    sign_in(stranger)
    secret = stranger.cookies[COOKIE]
    with browsing() as elsewhere:
        sign_in(elsewhere)
        other = elsewhere.cookies[COOKIE]
    with browsing() as restarted:
        restarted.cookies.set(COOKIE, secret)
        assert restarted.get("/wall").status_code == 200
        answer = restarted.post("/sign-out")
        assert answer.headers["location"] == "/sign-in"
        assert 'ems_session=""' in answer.headers["set-cookie"]
    with browsing() as thief:
        for stolen in (secret, other):
            thief.cookies.set(COOKIE, stolen)
            assert thief.get("/wall").status_code == 401
    assert ("end", "sessions", "jia", "done") in acts()


def test_nobody_is_signed_in_for_ever(stranger, monkeypatch):
    began = clock.now()
    admit()
    sign_in(stranger)
    at(monkeypatch, began + timedelta(minutes=119))
    assert stranger.get("/season").status_code == 404, (
        "through the door; this app has no pages of Streamlit"
    )
    at(monkeypatch, began + timedelta(minutes=238))
    assert stranger.get("/wall").status_code == 200, "the visit counts from its own minute"
    at(monkeypatch, began + timedelta(minutes=240))
    assert stranger.get("/wall").status_code == 401, (
        "a wall that refreshes itself is no sign of its officer"
    )


def test_activity_does_not_keep_a_session_beyond_its_longest(stranger, monkeypatch):
    began = clock.now()
    admit()
    sign_in(stranger)
    for hours in range(1, 24):
        at(monkeypatch, began + timedelta(hours=hours))
        assert stranger.get("/season").status_code == 404
    at(monkeypatch, began + timedelta(hours=24, minutes=1))
    assert stranger.get("/season").status_code == 401


@pytest.mark.parametrize("account", ["jia", "nobody"])
def test_five_failures_close_the_door_for_a_minute_whether_or_not_the_account_exists(
    stranger, monkeypatch, account
):
    began = clock.now()
    admit()
    at(monkeypatch, began)
    answers = [sign_in(stranger, account, "wrong") for _ in range(TRIES)]
    assert {answer.status_code for answer in answers} == {422}
    assert all(REFUSED in answer.text for answer in answers)
    locked = sign_in(stranger, account)
    assert (locked.status_code, COOKIE in stranger.cookies) == (422, False)
    same = re.sub(r'value="[^"]*"', "", locked.text) == re.sub(
        r'value="[^"]*"', "", answers[0].text
    )
    assert same, "the answer says nothing of why"
    at(monkeypatch, began + FIRST_DELAY)
    assert sign_in(stranger, account).status_code == (303 if account == "jia" else 422)


def browser(stranger, host):
    return TestClient(
        stranger.app,
        base_url=HERE,
        headers={"Origin": HERE},
        follow_redirects=False,
        client=(host, 1),
    )


def test_one_guest_cannot_keep_an_office_out(stranger):
    """A county's whole network stands behind one address."""
    admit()
    for number in range(3 * TRIES):
        sign_in(stranger, f"name{number}", "wrong")
    assert sign_in(stranger).status_code == 303


def test_no_stranger_can_keep_the_holder_out(stranger, monkeypatch):
    monkeypatch.setattr(failures, "WIDE_TRIES", 2 * TRIES)
    admit()
    desk = browser(stranger, "10.0.1.1")
    assert sign_in(desk).status_code == 303
    for number in range(3 * TRIES):
        sign_in(browser(stranger, f"10.0.0.{number}"), "jia", "wrong")
    assert sign_in(browser(stranger, "10.0.1.2")).status_code == 422, (
        "where nobody knows the holder"
    )
    assert sign_in(browser(stranger, "10.0.1.1")).status_code == 303


def test_an_address_that_tries_very_many_names_is_closed_and_a_network_of_ipv6_is_one(
    stranger, monkeypatch
):
    monkeypatch.setattr(failures, "WIDE_TRIES", TRIES)
    admit("yi")
    for number in range(TRIES):
        sign_in(browser(stranger, f"2001:db8::{number}"), f"name{number}", "wrong")
    assert sign_in(browser(stranger, "2001:db8::ffff"), "yi").status_code == 422
    assert sign_in(browser(stranger, "2001:db8:0:1::1"), "yi").status_code == 303


def test_signing_in_anew_ends_the_session_before(stranger):
    admit()
    sign_in(stranger)
    before = stranger.cookies[COOKIE]
    sign_in(stranger)
    assert stranger.cookies[COOKIE] != before
    stranger.cookies.clear()
    stranger.cookies.set(COOKIE, before)
    assert stranger.get("/wall").status_code == 401


def test_a_hundred_guesses_sent_together_are_five_looks_at_the_password(stranger, monkeypatch):
    admit()
    looks = []
    monkeypatch.setattr(
        signing_in, "fits", lambda password, stored: looks.append(password) or False
    )
    threads = [threading.Thread(target=sign_in, args=(stranger, "jia", str(n))) for n in range(30)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(looks) == TRIES


def test_a_success_gives_the_attempts_back(stranger):
    admit()
    for _ in range(3):
        for _ in range(TRIES - 1):
            sign_in(stranger, "jia", "wrong")
        with runtime().store.reading() as reader:
            rows = dict(
                reader.connection.exec_driver_sql("select subject, count from failures").all()
            )
        assert rows["pair jia@testclient"] == TRIES - 1
        assert sign_in(stranger).status_code == 303
        stranger.cookies.clear()


def test_an_account_that_is_not_there_costs_the_same_work(stranger, monkeypatch):
    admit()
    compared = []
    real = passwords._HASHER

    class Counting:
        hash = real.hash

        def verify(self, stored, password):
            compared.append(stored.rsplit("$", 2)[0])
            return real.verify(stored, password)

    monkeypatch.setattr(passwords, "_HASHER", Counting())
    passwords._nobodys.cache_clear()
    sign_in(stranger, "jia", "wrong")
    sign_in(stranger, "nobody", "wrong")
    assert len(compared) == 2
    assert compared[0] == compared[1], "the same parameters of argon2"


@pytest.mark.parametrize("state", [AccountState.LOCKED, AccountState.RETIRED])
def test_a_locked_account_is_out_at_once_and_is_refused_like_a_wrong_password(stranger, state):
    from dataclasses import replace

    admit()
    sign_in(stranger)
    store = runtime().store
    with store.reading() as reader:
        held = read_account(reader.connection, "jia")
    store.write(lambda connection: change_account(connection, replace(held, state=state)))
    assert stranger.get("/wall").status_code == 401
    assert REFUSED in sign_in(stranger).text


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1.evil.example"},
        {"Origin": "http://127.0.0.1@evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
@pytest.mark.parametrize(
    "path", ["/sign-in", "/sign-out", "/sign-in/password", "/sign-in/first", "/drafts"]
)
def test_another_site_cannot_post_in_our_name(client, path, headers):
    client.post("/sign-in", data={"ready": "duty1"})
    assert client.post(path, data={"ready": "duty2"}, headers=headers).status_code == 403


def test_what_does_not_say_where_it_comes_from_is_refused(client):
    del client.headers["Origin"]
    assert client.post("/sign-in", data={"ready": "duty1"}).status_code == 403
    assert (
        client.post(
            "/sign-in", data={"ready": "duty1"}, headers={"Sec-Fetch-Site": "same-origin"}
        ).status_code
        == 303
    )


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1.evil.example", "127.0.0.1@evil.example", "", "evil.example:8501"],
)
def test_a_foreign_host_name_is_refused(client, host):
    assert client.get("/sign-in", headers={"Host": host}).status_code == 421
    assert client.get("/sign-in", headers={"Host": "localhost:8501"}).status_code == 200


@pytest.mark.parametrize(
    "wanted",
    ["//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "/\t/evil.example", "/%0d%0aSet-Cookie:x", "\\/evil.example", "/sign-out", "evil", "/a b"],
)  # fmt: skip
def test_the_way_onward_leads_to_our_own_pages_only(client, wanted):
    answer = client.post("/sign-in", params={"next": wanted}, data={"ready": "duty1"})
    place = answer.headers["location"]
    assert place == "/" or (place.startswith("/%0d") and "\n" not in place)
    assert "set-cookie" in answer.headers


def test_the_way_onward_is_kept(client):
    answer = client.post(
        "/sign-in", params={"next": "/warnings?as_of=2023-09-04T20:24"}, data={"ready": "duty1"}
    )
    assert answer.headers["location"] == "/warnings?as_of=2023-09-04T20:24"


def test_nothing_typed_comes_back_as_markup(stranger):
    for field in ("account", "password"):
        answer = stranger.post(
            "/sign-in", params={"next": '/"><script>x'}, data={field: '"><script>alert(1)</script>'}
        )
        assert "<script" not in answer.text


def test_ready_accounts_are_one_press_in_the_demonstration_and_impossible_in_a_live_database(
    client, monkeypatch, tmp_path
):
    page = client.get("/sign-in").text
    for name in (
        "值班员甲",
        "审批人甲",
        "领导甲",
        "管理员",
        "东山填报人",
        "诏安填报人",
        "高新填报人",
    ):
        assert name in page
    assert page.count("填报人</button>") >= 16
    assert client.post("/sign-in", data={"ready": "350626"}).status_code == 303
    assert client.post("/sign-in", data={"ready": "nobody"}).status_code == 422
    monkeypatch.setenv("EMS_DATABASE_URL", f"sqlite:///{tmp_path / 'live.sqlite'}")
    with browsing() as live:
        assert "值班员甲" not in live.get("/sign-in").text
        assert live.post("/sign-in", data={"ready": "administrator"}).status_code == 422
        assert live.get("/wall").status_code == 401
        with runtime().store.reading() as reader:
            assert read_account(reader.connection, "administrator") is None


def test_a_ready_account_has_no_password(client):
    client.post("/sign-in", data={"ready": "duty1"})
    client.cookies.clear()
    for guess in ("", " ", "duty1"):
        assert sign_in(client, "duty1", guess).status_code == 422


def test_the_code_on_the_console_makes_one_administrator_and_no_second(live_database, capsys):
    with browsing() as client:
        code = re.search(r"([2-9A-Z]{4}-){3}[2-9A-Z]{4}", capsys.readouterr().out)[0]
        given = {
            "code": code,
            "account": "guanliyuan",
            "name": "管理员甲",
            "new": GOOD,
            "again": GOOD,
        }
        assert client.get("/sign-in/first").status_code == 200
        assert (
            client.post("/sign-in/first", data=given | {"code": "AAAA-AAAA-AAAA-AAAA"}).status_code
            == 422
        )
        assert (
            client.post(
                "/sign-in/first", data=given | {"new": "short", "again": "short"}
            ).status_code
            == 422
        )
        assert client.post("/sign-in/first", data=given).status_code == 303
        assert client.get("/wall").status_code == 200
        client.cookies.clear()
        assert client.get("/sign-in/first").headers["location"] == "/sign-in"
        assert client.post("/sign-in/first", data=given | {"account": "second"}).status_code == 422
        assert sign_in(client, "guanliyuan").status_code == 303
    with browsing():
        assert capsys.readouterr().out == "", "no code where there is an account"


def test_a_one_time_password_opens_nothing_but_the_choice_of_an_own_one(stranger):
    admit(one_time=True)
    sign_in(stranger)
    assert (
        stranger.get("/overview", headers={"Accept": "text/html"}).headers["location"]
        == "/sign-in/password?next=%2Foverview"
    )
    for path in ("/wall/picture", "/events", "/stamp?as_of=2023-09-04"):
        assert stranger.get(path).status_code == 401
    given = {"old": GOOD, "new": GOOD, "again": GOOD}
    assert stranger.post("/sign-in/password", data=given).status_code == 422, "the same again"
    new = "Another-Horse-8"
    assert (
        stranger.post(
            "/sign-in/password", data=given | {"new": new, "again": new + "x"}
        ).status_code
        == 422
    )
    assert (
        stranger.post("/sign-in/password", data=given | {"new": new, "again": new}).status_code
        == 303
    )
    assert stranger.get("/wall").status_code == 200


def test_a_new_password_ends_the_other_sessions_and_nobody_guesses_the_old_one(stranger):
    admit()
    sign_in(stranger)
    with browsing() as elsewhere:
        sign_in(elsewhere)
        given = {"old": GOOD, "new": "Another-Horse-8", "again": "Another-Horse-8"}
        assert stranger.post("/sign-in/password", data=given).status_code == 303
        assert stranger.get("/wall").status_code == 200
        assert elsewhere.get("/wall").status_code == 401
        for _ in range(TRIES):
            stranger.post("/sign-in/password", data=given | {"old": "wrong"})
        right = given | {
            "old": "Another-Horse-8",
            "new": "Third-Horse-77",
            "again": "Third-Horse-77",
        }
        assert stranger.post("/sign-in/password", data=right).status_code == 422
    assert ("change", "passwords", "jia", "done") in acts()


def test_what_is_typed_into_the_wrong_field_is_kept_nowhere(stranger):
    admit()
    for _ in range(TRIES):
        sign_in(stranger, "My-Secret-Password-1", "x")
    assert [row for row in acts() if row[3] == "refused"] == [("begin", "sessions", "", "refused")]
    assert "my-secret" not in str(runtime().store.history(Act))


def test_large_and_odd_bodies_are_refused_quietly(stranger):
    assert stranger.post("/sign-in", content=b"x" * 9000).status_code == 422
    assert (
        stranger.post("/sign-in", data={"account": "j" * 5000, "password": "x" * 2000}).status_code
        == 422
    )
    assert stranger.post("/sign-in", json={"account": "jia"}).status_code == 422
    assert stranger.post("/sign-in", files={"account": ("a", b"x")}).status_code in (400, 422)
    assert stranger.request("PUT", "/sign-in").status_code == 405


def test_the_token_of_a_wall_opens_the_wall_and_nothing_else_until_it_is_revoked(stranger):
    token = Token("t1", key_of("secret"), "指挥大厅", clock.now(), "boss")
    runtime().store.write(lambda connection: add_token(connection, token))
    for path in (
        "/wall?token=secret",
        "/wall/picture?token=secret",
        "/stamp?as_of=2023-09-04&token=secret",
    ):
        assert stranger.get(path).status_code == 200, path
    for path in (
        "/?token=secret",
        "/season?token=secret",
        "/media/x?token=secret",
        "/wall?token=other",
        "/wall?token=",
    ):
        assert stranger.get(path).status_code == 401, path
    assert stranger.post("/drafts?token=secret", json={}).status_code == 401
    assert set(stranger.get("/health?token=secret").json()) == {"database"}
    runtime().store.write(lambda connection: revoke_token(connection, "t1", clock.now()))
    assert stranger.get("/wall/picture?token=secret").status_code == 401


WEAK = {"short": "Aa1", "classes": "abcdefghijkl", "name": "Boss-2026-xx"}


def first_code(client) -> str:
    code = "ABCD-EFGH-JKLM-NPQR"
    runtime().store.write(
        lambda connection: write_note(connection, signing_in.FIRST_CODE, key_of(code))
    )
    return code


@pytest.mark.parametrize("part", WEAK)
def test_a_weak_first_password_is_no_attack_however_often_and_says_what_is_missing(stranger, part):
    code, weak = first_code(stranger), WEAK[part]
    given = {"code": code, "account": "boss", "name": "管理员甲", "new": weak, "again": weak}
    for _ in range(TRIES + 2):
        answer = stranger.post("/sign-in/first", data=given)
        assert answer.status_code == 422
        assert "密码太弱" in answer.text
        assert REFUSED not in answer.text
        assert re.findall(r'data-part="(\w+)" class="missing"', answer.text) == [part]
    good = stranger.post("/sign-in/first", data=given | {"new": GOOD, "again": GOOD})
    assert (good.status_code, good.headers["location"]) == (303, "/accounts")


def test_a_wrong_code_is_counted_and_its_lock_does_not_speak_of_a_password(stranger):
    code = first_code(stranger)
    given = {"code": "WRONG", "account": "boss", "name": "管理员甲", "new": GOOD, "again": GOOD}
    for _ in range(TRIES):
        stranger.post("/sign-in/first", data=given)
    answer = stranger.post("/sign-in/first", data=given | {"code": code})
    assert answer.status_code == 422
    assert catalogue()["people.code_locked"]["zh"] in answer.text
    assert REFUSED not in answer.text


def test_the_rule_stands_before_anything_is_typed(stranger):
    first_code(stranger)
    page = stranger.get("/sign-in/first").text
    assert page.index(catalogue()["people.rule_part.short"]["zh"]) < page.index('name="new"')


def test_a_one_time_password_is_typed_once_and_weak_choices_never_lock(stranger):
    admit(one_time=True)
    answer = sign_in(stranger, params={"next": "/warnings"})
    assert answer.headers["location"] == "/sign-in/password?next=%2Fwarnings"
    page = stranger.get(answer.headers["location"]).text
    assert 'name="old"' not in page
    for _ in range(TRIES + 2):
        assert (
            "密码太弱"
            in stranger.post("/sign-in/password", data={"new": "short", "again": "short"}).text
        )
    new = {"new": "Another-Horse-8", "again": "Another-Horse-8"}
    done = stranger.post("/sign-in/password", params={"next": "/warnings"}, data=new)
    assert (done.status_code, done.headers["location"]) == (303, "/warnings")


def test_whoever_chose_already_is_asked_for_the_present_password(stranger):
    admit()
    sign_in(stranger)
    assert 'name="old"' in stranger.get("/sign-in/password").text
    new = {"new": "Another-Horse-8", "again": "Another-Horse-8"}
    assert stranger.post("/sign-in/password", data=new).status_code == 422
    for _ in range(TRIES):
        stranger.post("/sign-in/password", data={"old": GOOD, "new": "short", "again": "short"})
    assert stranger.post("/sign-in/password", data=new | {"old": GOOD}).status_code == 303


@pytest.mark.parametrize(
    ("role", "unit", "home"),
    [
        (Role.ADMINISTRATOR, "", "/accounts"), (Role.COUNTY, "350626", "/entry"), (Role.MEMBER, "D01", "/orders"),
        (Role.DUTY_OFFICER, "", "/"), (Role.APPROVER, "", "/"), (Role.LEADER, "", "/"),
    ],
)  # fmt: skip
def test_everybody_lands_where_the_work_is_unless_another_page_was_asked_for(
    stranger, role, unit, home
):
    admit(role=role, unit=unit)
    assert sign_in(stranger).headers["location"] == home
    stranger.cookies.clear()
    assert sign_in(stranger, params={"next": "/"}).headers["location"] == home
    stranger.cookies.clear()
    assert sign_in(stranger, params={"next": "/race"}).headers["location"] == "/race"
    assert may(role, f"read:{home.strip('/') or 'overview'}")
