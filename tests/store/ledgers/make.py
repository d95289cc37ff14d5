"""`python tests/store/ledgers/make.py 0.2.0`, at every release, with the program of that release: writes <version>.sql, a
small ledger with every kind of fact and a row in every other table. The file is never made again: it is what was
released."""

import sqlite3
import sys
import tempfile
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection

ROOT = Path(__file__).parents[3]
sys.path.insert(0, str(ROOT))

from ems_dashboard.feeds import FeedContext, read_file  # noqa: E402
from ems_dashboard.feeds.city_pack import load_city  # noqa: E402
from ems_dashboard.rules.accounts import Account, Limits, Session  # noqa: E402
from ems_dashboard.rules.kinds import KINDS  # noqa: E402
from ems_dashboard.rules.origins import Origin  # noqa: E402
from ems_dashboard.rules.roles import Role  # noqa: E402
from ems_dashboard.store import Store, open_store  # noqa: E402
from ems_dashboard.store.accounts import add_account  # noqa: E402
from ems_dashboard.store.drafts import DraftKey, save_draft  # noqa: E402
from ems_dashboard.store.failures import begin_attempt  # noqa: E402
from ems_dashboard.store.schema import misdated  # noqa: E402
from ems_dashboard.store.sessions import begin_session  # noqa: E402
from ems_dashboard.store.tokens import Token, add_token  # noqa: E402
from ems_dashboard.text import words  # noqa: E402
from tests.feeds.registers import ONE  # noqa: E402

NOW = datetime(2024, 1, 1, tzinfo=UTC)
CITY = load_city(ROOT / "data" / "zhangzhou")


def main(version: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.sqlite"
        store = open_store(f"sqlite:///{path}")
        _fill(store)
        store.close()
        with closing(sqlite3.connect(path)) as connection:
            dump = "\n".join(connection.iterdump())
    (Path(__file__).parent / f"{version}.sql").write_text(dump + "\n", encoding="utf-8")


def _fill(store: Store) -> None:
    context = FeedContext(CITY, words("zh"), NOW, ONE, origin=Origin.HISTORY)
    for kind in KINDS:
        (reading,) = read_file(ROOT / "data" / "examples" / f"{kind}.csv", context)
        store.append(reading.facts[:3], moment=NOW, written_by="release")
    store.note("demonstration", "")
    store.write(_fill_beside)


def _fill_beside(connection: Connection) -> None:
    """What is no fact: accounts, a session, a token, a draft, a failed attempt, a row that a wrong clock dated."""
    account = Account("duty1", "值班员甲", Role.DUTY_OFFICER, created_at=NOW)
    add_account(connection, account, password="")
    session = Session("session-key", account.account, NOW, NOW)
    begin_session(connection, session, Limits(timedelta(hours=2), timedelta(hours=24)))
    add_token(connection, Token("token", "token-key", "大屏", NOW, account.account))
    key = DraftKey(account.account, "order")
    save_draft(connection, key, {"title": "草稿"}, name=account.name, moment=NOW, issued=NOW)
    begin_attempt(connection, ["nobody"], NOW)
    connection.execute(misdated.insert(), [{"seq": 0, "found_at": NOW}])


if __name__ == "__main__":
    main(sys.argv[1])
