"""The socket that pages live on: nobody opens it without a session, and another's page is worth nothing to a thief."""

import contextlib
import http.client

import pytest
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from ems_dashboard import clock
from ems_dashboard.actions.passwords import hashed, key_of
from ems_dashboard.rules.accounts import Account, Session
from ems_dashboard.rules.roles import Role
from ems_dashboard.runtime import runtime
from ems_dashboard.store import open_store
from ems_dashboard.store.accounts import add_account
from ems_dashboard.store.sessions import begin_session, end_sessions
from ems_dashboard.store.tokens import Token, add_token, revoke_token
from ems_dashboard.web.identity import COOKIE
from ems_dashboard.web.site import middleware
from tests.web.conftest import HERE
from tests.web.test_push import next_event, serving

SECRETS = {"jia": "secret of jia", "yi": "secret of yi"}


def admit(store):
    now = clock.now()
    for name, secret in SECRETS.items():
        account = Account(name, "值班员甲", Role.DUTY_OFFICER, created_at=now)
        store.write(lambda c, account=account: add_account(c, account, hashed("x")))
        session = Session(key_of(secret), name, now, now)
        store.write(lambda c, session=session: begin_session(c, session, runtime().limits))


async def tell(socket):
    """What Streamlit would hear: the headers of ours that reach it."""
    await socket.accept()
    await socket.send_json(
        {name: value for name, value in socket.headers.items() if name.startswith("x-ems-")}
    )
    await socket.close()


@pytest.fixture
def echo(live_database):
    admit(runtime().store)
    return TestClient(
        Starlette(routes=[WebSocketRoute("/_stcore/stream", tell)], middleware=middleware),
        base_url=HERE,
    )


def heard(client, **headers):
    with client.websocket_connect(
        "/_stcore/stream", headers={"Host": "127.0.0.1", "Origin": HERE} | headers
    ) as socket:
        return socket.receive_json()


def test_a_socket_without_a_session_is_refused(echo):
    for headers in (
        {},
        {"Cookie": f"{COOKIE}=invented"},
        {"X-Ems-User": "jia", "X-Ems-Session": key_of(SECRETS["jia"])},
    ):
        with pytest.raises(WebSocketDisconnect) as refusal:
            heard(echo, **headers)
        assert refusal.value.code == 1008


def test_a_socket_says_who_the_cookie_says_and_not_who_its_headers_say(echo):
    said = heard(
        echo,
        **{
            "Cookie": f"{COOKIE}={SECRETS['jia']}",
            "X-Ems-User": "yi",
            "x-eMs-rOle": "administrator",
            "X-Ems-Address": "1.2.3.4",
        },
    )
    assert said == {
        "x-ems-session": key_of(SECRETS["jia"]),
        "x-ems-user": "jia",
        "x-ems-role": "duty_officer",
        "x-ems-address": "testclient",
    }


def test_the_hash_that_is_stored_is_no_cookie(echo):
    with pytest.raises(WebSocketDisconnect):
        heard(echo, Cookie=f"{COOKIE}={key_of(SECRETS['jia'])}")


def test_a_token_of_a_wall_opens_no_socket(echo):
    with (
        pytest.raises(WebSocketDisconnect),
        echo.websocket_connect(
            "/_stcore/stream?token=x", headers={"Host": "127.0.0.1", "Origin": HERE}
        ),
    ):
        pass


def test_a_socket_under_a_foreign_name_is_refused(echo):
    with pytest.raises(WebSocketDisconnect):
        heard(echo, Host="evil.example", Cookie=f"{COOKIE}={SECRETS['jia']}")


@pytest.fixture
def port(live_database):
    store = open_store(live_database)
    admit(store)
    store.close()
    with serving() as port:
        yield port


@contextlib.contextmanager
def opened(port, secret, existing=""):
    """(socket, the id that Streamlit gave the page, whom it takes the viewer for)"""
    headers = {"Cookie": f"{COOKIE}={secret}", "Origin": f"http://127.0.0.1:{port}"}
    protocols = ["streamlit", "none", *([existing] if existing else [])]
    with connect(
        f"ws://127.0.0.1:{port}/_stcore/stream",
        subprotocols=protocols,
        additional_headers=headers,
        open_timeout=120,  # a busy machine answers late
    ) as socket:
        ask(socket)
        yield socket, page_of(socket)


def page_of(socket):
    while True:
        message = ForwardMsg.FromString(socket.recv(timeout=120))
        if message.HasField("new_session"):
            return message.new_session.initialize.session_id


def ask(socket):
    request = BackMsg()
    request.rerun_script.query_string = ""
    socket.send(request.SerializeToString())


def said(socket):
    """All that comes until the run has ended."""
    texts = []
    while True:
        raw = socket.recv(timeout=30)
        texts.append(raw.decode("utf-8", "ignore"))
        if ForwardMsg.FromString(raw).HasField("script_finished"):
            return " ".join(texts)


def test_a_stolen_id_of_a_page_is_worth_nothing_and_a_run_after_sign_out_shows_nothing(
    port, live_database
):
    with pytest.raises(InvalidStatus), opened(port, "invented"):
        pass
    with opened(port, SECRETS["jia"]) as (page, theirs):
        assert "ems_frame" in said(page)
        with pytest.raises(InvalidStatus), opened(port, "invented", existing=theirs):
            pass
        with opened(port, SECRETS["yi"], existing=theirs) as (_, mine):
            assert mine != theirs, "another's page is not his"
        store = open_store(live_database)
        store.write(lambda connection: end_sessions(connection, "jia"))
        store.close()
        ask(page)
        after = said(page)
        assert "to_sign_in" in after
        assert "ems_frame" not in after, "the page that was open shows nothing any more"


@pytest.mark.parametrize(
    "origin",
    ["http://evil.example", "null", "http://127.0.0.1.evil.example", "https://127.0.0.1:9", ""],
)
def test_a_socket_from_another_sites_page_is_refused(echo, origin):
    with pytest.raises(WebSocketDisconnect):
        heard(echo, Cookie=f"{COOKIE}={SECRETS['jia']}", Origin=origin)


def signs_until_closed(stream):
    """How many more signs of life the stream gives before it ends."""
    signs = 0
    with contextlib.suppress(EOFError):
        while True:
            signs += next_event(stream)[0] == "alive"
    return signs


def test_the_stream_of_a_session_that_was_ended_is_closed_within_seconds(port, live_database):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    connection.request("GET", "/events", headers={"Cookie": f"{COOKIE}={SECRETS['jia']}"})
    stream = connection.getresponse()
    assert stream.status == 200
    assert next_event(stream)[0] == "version"
    store = open_store(live_database)
    store.write(lambda connection: end_sessions(connection, "jia"))
    store.close()
    assert signs_until_closed(stream) <= 1, (
        "closed in place of the next sign of life, or of the one after"
    )


def test_the_stream_of_a_wall_whose_token_was_revoked_is_closed_within_seconds(port, live_database):
    store = open_store(live_database)
    store.write(
        lambda c: add_token(c, Token("t1", key_of("secret"), "指挥大厅", clock.now(), "boss"))
    )
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    connection.request("GET", "/events?token=secret")
    stream = connection.getresponse()
    assert next_event(stream)[0] == "version"
    store.write(lambda c: revoke_token(c, "t1", clock.now()))
    store.close()
    assert signs_until_closed(stream) <= 1, (
        "closed in place of the next sign of life, or of the one after"
    )
