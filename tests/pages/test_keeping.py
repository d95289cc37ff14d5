"""The administrator sees how old the last copy is and whether anything was changed."""

import os
import time

import pytest
from streamlit.testing.v1 import AppTest

from ems_dashboard import clock
from ems_dashboard.actions import keeping
from ems_dashboard.actions.keeping import Kept
from ems_dashboard.config import PACKAGE, ROOT
from ems_dashboard.rules.roles import Role
from ems_dashboard.store import open_store
from ems_dashboard.store.verifying import Finding, Verification
from ems_dashboard.views.accounts import keeping as view


@pytest.fixture
def page(tmp_path, monkeypatch, acting):
    monkeypatch.setenv("EMS_DATABASE_URL", f"sqlite:///{tmp_path / 'ems.sqlite'}")
    monkeypatch.setenv("EMS_BACKUPS", str(tmp_path / "copies"))
    kept = Kept()
    for module in (keeping, view):
        monkeypatch.setattr(module, "KEPT", kept)
    open_store(f"sqlite:///{tmp_path / 'ems.sqlite'}").close()
    acting(Role.ADMINISTRATOR)

    def shown(lang="zh"):
        app = AppTest.from_file(str(PACKAGE / "views" / "frame" / "frame.py"), default_timeout=60)
        app.query_params["lang"] = lang
        app.switch_page(str(next((ROOT / "pages").glob("*_accounts.py"))))
        app.run()
        assert not app.exception
        return " ".join(block.proto.body for block in app.get("html"))

    return kept, tmp_path / "copies", shown


def test_a_live_ledger_without_a_copy_says_so(page):
    _, _, shown = page
    assert "超过一天未备份" in shown()
    assert "under way" in shown("en")


def test_the_age_of_the_copy_and_the_closing_link(page):
    kept, copies, shown = page
    copies.mkdir()
    (copies / "ems-1.sqlite").touch()
    kept.verified_at, kept.verified = clock.wall(), Verification(12_345, "c0ffee")
    text = shown()
    assert "未发现改动" in text
    assert "至第 12,345 号,封存码 c0ffee" in text
    assert "超过一天未备份" not in text
    old = time.time() - 27 * 3600
    os.utime(copies / "ems-1.sqlite", (old, old))
    assert "超过一天未备份" in shown()


def test_what_was_changed_is_named(page):
    kept, _, shown = page
    kept.verified = Verification(9, "x", [Finding("changed", "evacuation", 4)])
    kept.backup_error = "No space left on device"
    text = shown()
    assert "第 4 号(evacuation)内容已被改动" in text
    assert "No space left on device" in text
