"""Who may do what on the pages of consultations and of reports, now and in the past."""

import pytest

from ems_dashboard.rules.roles import Role
from tests.pages.conftest import html_of
from tests.pages.test_screens import BUSY, opened, said

ACTS = ("record", "sign", "take", "hand-over", "edit")


def buttons(test) -> set[str]:
    return {button.key for button in test.button if button.key in ACTS}


@pytest.mark.parametrize("page", ["consultations", "reports"])
def test_who_is_not_signed_in_reads_the_demonstration_and_nothing_else(
    monkeypatch, demo_path, acting, page
):
    read = opened(monkeypatch, f"sqlite:///{demo_path}", page, as_of=BUSY)
    assert "海葵" in html_of(read)
    assert not buttons(read)
    acting(Role.STRANGER, account="", name="")
    refused = opened(monkeypatch, f"sqlite:///{demo_path}", page, as_of=BUSY)
    assert "不能查看" in html_of(refused)
    assert "海葵" not in html_of(refused)
    assert not buttons(refused)


@pytest.mark.parametrize(("page", "act"), [("consultations", "record"), ("reports", "take")])
def test_a_duty_officer_records_now_and_only_reads_the_past(
    monkeypatch, demo_path, acting, page, act
):
    acting(Role.DUTY_OFFICER)
    assert buttons(opened(monkeypatch, f"sqlite:///{demo_path}", page)) == {act}
    assert buttons(opened(monkeypatch, f"sqlite:///{demo_path}", page, as_of=BUSY)) == set()


@pytest.mark.parametrize("page", ["consultations", "reports"])
def test_a_leader_reads_and_writes_nothing(monkeypatch, demo_path, acting, page):
    acting(Role.LEADER)
    assert buttons(opened(monkeypatch, f"sqlite:///{demo_path}", page)) == set()


def test_a_past_report_shows_its_figures_with_what_changed_since_the_one_before(
    monkeypatch, demo_path, acting
):
    acting(Role.LEADER)
    shown = said(
        opened(
            monkeypatch, f"sqlite:///{demo_path}", "reports", as_of=BUSY, report="2023-TY2311-B07"
        )
    )
    assert "56,613" in shown
    assert "+17,222" in shown


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_past_consultation_is_read_by_its_address(monkeypatch, demo_path, acting, lang):
    acting(Role.LEADER)
    address = {"as_of": BUSY, "consultation": "2023-TY2311-C03", "lang": lang}
    assert "2023-09-04 15:30" in said(
        opened(monkeypatch, f"sqlite:///{demo_path}", "consultations", **address)
    )


@pytest.mark.parametrize(
    ("page", "newest"), [("consultations", "2023-09-04 15:30"), ("reports", "+17,222")]
)
@pytest.mark.parametrize("role", [Role.DUTY_OFFICER, Role.LEADER])
def test_a_replay_opens_with_the_newest_of_that_moment(
    monkeypatch, demo_path, acting, page, newest, role
):
    acting(role)
    assert newest in said(opened(monkeypatch, f"sqlite:///{demo_path}", page, as_of=BUSY))
    assert newest not in said(
        opened(monkeypatch, f"sqlite:///{demo_path}", page, as_of="2023-09-04T09:00")
    )
