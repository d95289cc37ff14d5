"""The store: the only place with SQL. `open_store(url)` migrates and gives the ledger."""

from sqlalchemy import Connection

from ems_dashboard.store.appending import Appended
from ems_dashboard.store.counting import MonthCount
from ems_dashboard.store.ledger import Store, open_store
from ems_dashboard.store.reader import Reader

__all__ = ["Appended", "Connection", "MonthCount", "Reader", "Store", "open_store"]
