"""Who is believed about where a request comes from: nobody but a proxy that was named."""

import http.client
import urllib.parse

import pytest

from ems_dashboard import clock
from ems_dashboard.actions.passwords import hashed
from ems_dashboard.rules.accounts import Account
from ems_dashboard.rules.acts import Act
from ems_dashboard.rules.roles import Role
from ems_dashboard.store import open_store
from ems_dashboard.store.accounts import add_account
from tests.browser.conftest import Server

GOOD = "Correct-Horse-9"


@pytest.mark.parametrize(
    ("named", "address", "secure"), [("", "127.0.0.1", False), ("127.0.0.1", "9.9.9.9", True)]
)
def test_forwarded_headers_are_believed_of_a_named_proxy_only(
    live_database, tmp_path, monkeypatch, named, address, secure
):
    monkeypatch.setenv("EMS_PROXIES", named)
    monkeypatch.delenv("FORWARDED_ALLOW_IPS", raising=False)
    store = open_store(live_database)
    given = Account("jia", "值班员甲", Role.DUTY_OFFICER, created_at=clock.now())
    store.write(lambda connection: add_account(connection, given, hashed(GOOD)))
    server = Server(live_database, str(tmp_path / "inbox"), cold=True)
    server.start()
    try:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=15)
        form = urllib.parse.urlencode({"account": "jia", "password": GOOD})
        headers = {
            "Origin": server.base, "Content-Type": "application/x-www-form-urlencoded",
            "X-Forwarded-For": "9.9.9.9", "X-Forwarded-Proto": "https",
        }  # fmt: skip
        connection.request("POST", "/sign-in", form, headers)
        cookie = connection.getresponse().headers["Set-Cookie"]
    finally:
        server.stop()
    assert ("Secure" in cookie) is secure
    assert store.history(Act)[-1].address == address
    store.close()
