from ems_dashboard import clock
from ems_dashboard.actions.draft_ticket import Ticket, opened, sealed
from ems_dashboard.runtime import runtime
from ems_dashboard.store.drafts import DraftKey, read_draft
from ems_dashboard.web.drafts import LARGEST

KEY = DraftKey("duty1", "order", "D1")


def ticket() -> str:
    return sealed(Ticket(KEY, "值班员甲", 3, clock.now()))


def kept():
    with runtime().store.reading() as reader:
        return read_draft(reader.connection, KEY)


def test_what_is_typed_is_kept_under_the_name_on_the_ticket(client):
    client.post("/sign-in", data={"ready": "duty1"})
    answer = client.post("/drafts", json={"ticket": ticket(), "fields": {"title": "指令"}})
    assert answer.status_code == 200
    assert answer.json()["others"] == []
    assert (kept().fields, kept().name, kept().base) == ({"title": "指令"}, "值班员甲", 3)


def test_a_ticket_is_worth_nothing_to_anybody_else_and_after_signing_out(client):
    for act in (
        {"path": "/sign-in", "data": {"ready": "duty2"}},
        {"path": "/sign-out", "data": {}},
    ):
        client.post(act["path"], data=act["data"])
        assert (
            client.post("/drafts", json={"ticket": ticket(), "fields": {"title": "x"}}).status_code
            == 403
        )
    assert kept() is None


def test_a_ticket_that_was_changed_or_invented_is_worth_nothing(client):
    changed = sealed(Ticket(KEY, "值班员甲", 3, clock.now()))
    changed = changed[:-4] + ("AAAA" if changed[-4:] != "AAAA" else "BBBB")
    for forged in (changed, "", "x", "指令", "A" * 80):
        assert (
            client.post("/drafts", json={"ticket": forged, "fields": {"title": "x"}}).status_code
            == 403
        )
    assert kept() is None


def test_nonsense_is_refused_and_named(client):
    assert client.post("/drafts", content=b"{").status_code == 400
    assert client.post("/drafts", json={"ticket": ticket(), "fields": [1]}).status_code == 400
    assert (
        client.post("/drafts", json={"ticket": ticket(), "fields": {"a b": "x"}}).status_code == 403
    )
    assert client.post("/drafts", content=b"x" * (LARGEST + 1)).status_code == 413
    assert client.get("/drafts").status_code == 405


def test_a_ticket_reads_back_as_it_was_written():
    given = Ticket(KEY, "值班员甲", None, clock.now())
    assert opened(sealed(given)) == given


def test_a_draft_nested_too_deep_is_refused_and_no_error(client):
    client.post("/sign-in", data={"ready": "duty1"})
    assert client.post("/drafts", content=b"[" * 100_000).status_code == 400
    assert client.post("/drafts", content=b'{"a":' * 30_000).status_code == 400


def test_posts_of_one_form_do_not_add_up_without_end(client):
    client.post("/sign-in", data={"ready": "duty1"})
    answers = [
        client.post(
            "/drafts", json={"ticket": ticket(), "fields": {f"f{n}": "x" * 150_000}}
        ).status_code
        for n in range(6)
    ]
    assert answers[:2] == [200, 200]
    assert set(answers[2:]) == {413}
    assert set(kept().fields) == {"f0", "f1"}, "what was kept before stays"


def test_what_is_typed_is_kept_without_control_signs(client):
    client.post("/sign-in", data={"ready": "duty1"})
    client.post("/drafts", json={"ticket": ticket(), "fields": {"title": "转\u000b移\u0000"}})
    assert kept().fields == {"title": "转\n移"}
