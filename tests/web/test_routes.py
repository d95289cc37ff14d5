import gzip
import json

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from ems_dashboard.actions.inbox import LAST
from ems_dashboard.screen.scripts import address_of
from ems_dashboard.screen.theme import ASSETS
from ems_dashboard.web.headers import Headers


def test_health_says_that_the_database_answers(client, monkeypatch):
    monkeypatch.setattr(LAST, "success", None)
    monkeypatch.setattr(LAST, "file", "")
    answer = client.get("/health").json()
    assert answer["database"] == "ok"
    assert answer["version"] == 0
    assert answer["inbox"] == {"last_success": None, "last_file": ""}


def test_assets_are_compressed_and_kept_by_the_browser(client):
    answer = client.get("/assets/theme.css")
    assert answer.headers["content-encoding"] == "gzip"
    assert "max-age" in answer.headers["cache-control"]
    assert answer.text == (ASSETS / "theme.css").read_text(encoding="utf-8")
    again = client.get("/assets/theme.css", headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304
    plain = client.get("/assets/theme.css", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert len(gzip.compress(plain.content)) < len(plain.content)


def test_a_script_is_kept_for_good_under_the_address_of_its_content_and_no_other(client):
    now = client.get(address_of("bar.js"))
    assert "immutable" in now.headers["cache-control"]
    assert now.headers["content-type"].startswith(("text/javascript", "application/javascript"))
    before = client.get("/assets/0123456789ab/scripts/bar.js")
    assert before.text == now.text
    assert before.headers["cache-control"] == "no-cache"
    assert client.get("/assets/0123456789ab/../theme.py").status_code == 404


def test_assets_do_not_lead_out_of_their_folder(client):
    assert client.get("/assets/../theme.py").status_code == 404
    assert client.get("/assets/%2e%2e/theme.py").status_code == 404
    assert client.get("/assets//etc/passwd").status_code == 404


def test_every_answer_carries_the_security_headers(client):
    headers = client.get("/health").headers
    assert headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'self'" in headers["content-security-policy"]
    assert "http:" not in headers["content-security-policy"]


def test_a_page_is_asked_for_anew_on_the_way_back_and_what_is_no_page_says_so_itself():
    async def page(request: Request) -> Response:
        return HTMLResponse("<p>", headers={"Cache-Control": "no-cache"})

    async def script(request: Request) -> Response:
        return Response("", media_type="text/javascript", headers={"Cache-Control": "max-age=9"})

    door = TestClient(Headers(Starlette(routes=[Route("/", page), Route("/a.js", script)])))
    assert door.get("/").headers["cache-control"] == "no-store"
    assert door.get("/a.js").headers["cache-control"] == "max-age=9"


def test_nobody_outside_can_name_himself():
    async def echo(request: Request) -> JSONResponse:
        return JSONResponse([name for name in request.headers if name.startswith("x-")])

    app = Headers(Starlette(routes=[Route("/", echo)]))
    answer = TestClient(app).get(
        "/", headers={"X-Ems-User": "admin", "x-eMs-Role": "chief", "X-Other": "1"}
    )
    assert json.loads(answer.text) == ["x-other"]


def test_the_first_page_typed_by_name_keeps_its_address(client):
    answer = client.get("/overview?as_of=2023-09-04T20:24&lang=en", follow_redirects=False)
    assert answer.headers["location"] == "/?as_of=2023-09-04T20:24&lang=en"


def test_a_past_moment_has_a_stamp_and_nonsense_is_refused(client):
    first = client.get("/stamp", params={"as_of": "2023-09-04T20:24"}).json()
    other = client.get("/stamp", params={"as_of": "2023-09-04T21:24"}).json()
    assert first["stamp"] == other["stamp"], "nothing was known at either moment"
    assert client.get("/stamp", params={"as_of": "yesterday"}).status_code == 400
