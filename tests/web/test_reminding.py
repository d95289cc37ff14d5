import time
from datetime import timedelta

from ems_dashboard import clock
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.rules.orders import Order, Reminder
from ems_dashboard.rules.terms import Hazard, OrderKind
from ems_dashboard.store import open_store


def test_the_running_server_drafts_the_reminder_by_itself(database, request):
    now = clock.now()
    ago = now - timedelta(hours=2)
    store = open_store(database)
    store.append(
        [
            Incident(incident="i", hazard=Hazard.TYPHOON, name="i", began_at=ago, valid_at=ago),
            Order(order="o", incident="i", kind=OrderKind.DIRECTIVE, serial=1, title="t", units=("350626",),
                  receipt_due=ago + timedelta(hours=1), valid_at=ago),
        ],
        moment=ago,
    )  # fmt: skip
    request.getfixturevalue("client")
    for _ in range(100):
        if drafted := store.history(Reminder):
            break
        time.sleep(0.1)
    assert [(row.order, row.unit) for row in drafted] == [("o", "350626")]
    store.close()
