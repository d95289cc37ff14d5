"""Single sign-on against a real provider: over the button, to the provider and back into a session of ours."""

import re
import time

import httpx
import pytest

from ems_dashboard import clock
from ems_dashboard.rules.accounts import Account
from ems_dashboard.rules.roles import Role
from ems_dashboard.store import open_store
from ems_dashboard.store.accounts import add_account
from ems_dashboard.text import catalogue
from ems_dashboard.web.identity import COOKIE
from tests.services.identity_provider import CLIENT, providing
from tests.web.test_push import free_port, serving

USER = "_streamlit_user"


@pytest.fixture
def provider():
    with providing() as provider:
        yield provider


@pytest.fixture
def base(live_database, provider, tmp_path, monkeypatch):
    store = open_store(live_database)
    account = Account(
        "jia", "值班员甲", Role.DUTY_OFFICER, email="jia@example.org", created_at=clock.now()
    )
    store.write(lambda connection: add_account(connection, account, ""))
    store.close()
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    (tmp_path / "secrets.toml").write_text(
        f'[auth]\nredirect_uri = "{base}/oauth2callback"\ncookie_secret = "{"s" * 40}"\nclient_id = "{CLIENT}"\n'
        f'client_secret = "c"\nserver_metadata_url = "{provider.base}/.well-known/openid-configuration"\n'
    )
    monkeypatch.setenv("STREAMLIT_SECRETS_FILES", str(tmp_path / "secrets.toml"))
    with serving(port):
        yield base


@pytest.fixture
def browser(base):
    with httpx.Client(
        base_url=base, follow_redirects=True, headers={"Accept": "text/html"}, timeout=30
    ) as client:
        yield client


def press(browser):
    page = browser.get("/sign-in").text
    address = re.search(r'class="button" href="([^"]+)"', page)[1]
    return browser.get(address.replace("&amp;", "&"))


def test_whom_the_provider_names_is_let_in_where_an_account_bears_his_email(browser, provider):
    provider.claims = {"email": "Jia@example.org", "email_verified": True}
    answer = press(browser)
    assert (answer.status_code, answer.url.path) == (200, "/")
    assert COOKIE in browser.cookies
    assert USER not in browser.cookies, "the provider's cookie is taken once"
    assert browser.get("/wall").status_code == 200


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "other@example.org"},
        {"email": "jia@example.org", "email_verified": False},
        {
            "email": "jia@example.org",
            "iat": int(time.time()) - 3000,
            "exp": int(time.time()) + 3000,
        },
        {},
    ],
)
def test_whom_no_account_is_for_stays_outside(browser, provider, claims):
    provider.claims = claims
    answer = press(browser)
    assert catalogue()["people.unknown_identity"]["zh"] in answer.text
    assert COOKIE not in browser.cookies
    assert USER not in browser.cookies
    assert browser.get("/events", headers={"Accept": "*/*"}).status_code == 401


def test_an_invented_cookie_of_the_provider_is_worth_nothing(browser):
    browser.cookies.set(USER, "2|1:0|invented")
    assert browser.get("/").status_code == 422
    assert COOKIE not in browser.cookies
