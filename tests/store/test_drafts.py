from datetime import UTC, datetime, timedelta

from ems_dashboard.store.drafts import (
    KEPT_EMPTY,
    DraftKey,
    clear_draft,
    others_in,
    read_draft,
    rebase_draft,
    save_draft,
)

NOON = datetime(2026, 1, 1, 4, tzinfo=UTC)
SECOND = timedelta(seconds=1)
MINE, HIS = DraftKey("jia", "order", "D1"), DraftKey("yi", "order", "D1")


def save(store, key, fields, at=NOON, issued=NOON, **more) -> bool:
    given = {"name": key.account, "moment": at, "issued": issued} | more
    return store.write(lambda connection: save_draft(connection, key, fields, **given))


def read(store, key):
    with store.reading() as reader:
        return read_draft(reader.connection, key)


def others(store, key, moment):
    with store.reading() as reader:
        return [draft.name for draft in others_in(reader.connection, key, moment)]


def test_fields_gather_and_the_ledger_does_not_move(store):
    assert save(store, MINE, {"title": "指令"}, base=7)
    assert save(store, MINE, {"units": ["350626"]}, NOON + SECOND, base=9)
    draft = read(store, MINE)
    assert draft.fields == {"title": "指令", "units": ["350626"]}
    assert (draft.base, draft.updated_at) == (7, NOON + SECOND), (
        "the base is that of the first stroke"
    )
    assert store.version() == 0


def test_what_was_under_way_when_the_draft_was_handed_in_comes_too_late(store):
    save(store, MINE, {"title": "一"})
    store.write(lambda connection: clear_draft(connection, MINE, NOON + SECOND))
    assert not save(store, MINE, {"title": "二"}, NOON + 2 * SECOND, issued=NOON)
    assert read(store, MINE).fields == {}
    assert save(store, MINE, {"title": "三"}, NOON + 3 * SECOND, issued=NOON + 2 * SECOND)
    assert read(store, MINE).fields == {"title": "三"}


def test_others_in_the_form_are_seen_while_it_is_open_and_minutes_after_the_last_stroke(store):
    save(store, MINE, {})
    save(store, HIS, {})
    save(store, DraftKey("bing", "order", "D2"), {"title": "x"})
    assert others(store, MINE, NOON + 60 * SECOND) == ["yi"]
    assert others(store, MINE, NOON + 120 * SECOND) == []
    save(store, HIS, {"title": "x"}, NOON)
    assert others(store, MINE, NOON + 300 * SECOND) == ["yi"]
    assert others(store, MINE, NOON + 660 * SECOND) == []


def test_keeping_what_was_typed_over_a_changed_fact_moves_the_base(store):
    save(store, MINE, {"title": "一"}, base=7)
    store.write(lambda connection: rebase_draft(connection, MINE, 8))
    assert (read(store, MINE).base, read(store, MINE).fields) == (8, {"title": "一"})


def test_rows_with_nothing_in_them_go_after_a_day(store):
    save(store, HIS, {})
    save(store, MINE, {"title": "一"})
    store.write(lambda connection: clear_draft(connection, MINE, NOON + KEPT_EMPTY + SECOND))
    assert read(store, HIS) is None
    assert read(store, MINE).cleared_at == NOON + KEPT_EMPTY + SECOND


def test_an_emptied_draft_is_recognised_as_too_late_for_a_day_and_then_forgotten(store):
    day = timedelta(days=1)

    def clear(key, at):
        store.write(lambda connection: clear_draft(connection, key, at))

    def late(at):
        return save(store, MINE, {"title": "late"}, at, issued=NOON - SECOND)

    save(store, MINE, {"title": "指令"})
    clear(MINE, NOON)
    clear(HIS, NOON + day)
    assert not late(NOON + day)
    clear(HIS, NOON + day + SECOND)
    assert late(NOON + day + SECOND)
