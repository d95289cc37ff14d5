"""What oidc.py relies on in Streamlit: where its sign-on begins, the name of its cookie, how it is
signed and split, and what stands in it. The whole way against a provider: tests/web/test_oidc.py."""

import json
from datetime import timedelta

import pytest
from streamlit.auth_util import get_secrets_auth_section
from streamlit.runtime.secrets import secrets_singleton
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value
from streamlit.web.server.starlette.starlette_auth_routes import create_auth_routes

from ems_dashboard import clock
from ems_dashboard.views.streamlit_internals import oidc

SECRET = "s" * 40
NOW = clock.parse("2026-05-01T08:00")


@pytest.fixture
def configured(tmp_path, monkeypatch):
    place = tmp_path / "secrets.toml"
    place.write_text(
        f'[auth]\nredirect_uri = "http://127.0.0.1/oauth2callback"\ncookie_secret = "{SECRET}"\n'
        'client_id = "i"\nclient_secret = "c"\nserver_metadata_url = "http://127.0.0.1/x"\n'
    )
    monkeypatch.setattr(secrets_singleton, "_secrets", None)
    monkeypatch.setenv("STREAMLIT_SECRETS_FILES", str(place))
    from streamlit import config

    monkeypatch.setattr(
        config, "get_option", _files_first(config.get_option, [str(place)]), raising=True
    )
    secrets_singleton._reset()
    yield
    secrets_singleton._reset()


def _files_first(get_option, files):
    return lambda key: files if key == "secrets.files" else get_option(key)


def cookie(claims, name=None, secret=SECRET):
    name = name or oidc.USER_COOKIE
    signed = create_signed_value(secret, name, json.dumps(claims))
    return {name: signed.decode("latin-1")}


def claims(**more):
    return {"iat": NOW.timestamp(), "email": "A@example.org", "sub": "7"} | more


def test_the_cookie_has_the_name_that_the_sign_out_removes():
    assert oidc.USER_COOKIE == "_streamlit_user"


def test_a_signed_cookie_names_its_viewer(configured):
    assert get_secrets_auth_section()
    assert oidc.identities(cookie(claims()), NOW) == ["a@example.org", "7"]


def test_a_cookie_signed_by_another_or_for_another_name_names_nobody(configured):
    assert oidc.identities(cookie(claims(), secret="x" * 40), NOW) == []
    other = cookie(claims(), name="_streamlit_user_tokens")
    assert oidc.identities({oidc.USER_COOKIE: next(iter(other.values()))}, NOW) == []


def test_a_cookie_is_good_for_ten_minutes_to_the_second(configured):
    assert oidc.identities(cookie(claims()), NOW + oidc.FRESH)
    assert oidc.identities(cookie(claims()), NOW + oidc.FRESH + timedelta(seconds=1)) == []


def test_an_address_that_the_provider_did_not_verify_names_nobody(configured):
    assert oidc.identities(cookie(claims(email_verified=False)), NOW) == ["7"]


def test_the_sign_on_begins_where_streamlit_has_its_route(configured):
    address = oidc.login_address()
    assert address.startswith("/auth/login?provider=")
    assert "/auth/login" in {route.path for route in create_auth_routes("")}


def test_without_a_provider_there_is_no_way_and_no_identity(monkeypatch):
    monkeypatch.setattr(oidc, "get_secrets_auth_section", lambda: {})
    assert oidc.login_address() is None
    assert oidc.identities(cookie(claims()), NOW) == []
