"""What keeps a database from being used, as a sentence that says what to do."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from ems_dashboard.config import settings
from ems_dashboard.errors import EmsError
from ems_dashboard.store.condition import Trouble, trouble_of
from ems_dashboard.store.engine import BUSY_MS
from ems_dashboard.text import words


class Unusable(EmsError):
    """The database cannot be opened, read or written at this moment, or at all."""


@contextmanager
def explained(url: str) -> Iterator[None]:
    """What a database does not let be done inside is raised as Unusable."""
    try:
        yield
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise Unusable(sentence("address", reason=error)) from error
    except UnicodeDecodeError as error:
        raise Unusable(sentence("damaged", url=shown(url), reason=error.reason)) from error
    except SQLAlchemyError as error:
        reason = str(error.orig if isinstance(error, DBAPIError) else error).partition("\n")[0]
        if "database is locked" in reason:
            raise Unusable(sentence("locked", url=shown(url), seconds=BUSY_MS // 1000)) from error
        if trouble_of(error) is Trouble.DAMAGED:
            raise Unusable(sentence("damaged", url=shown(url), reason=reason)) from error
        raise Unusable(sentence("unusable", url=shown(url), reason=reason)) from error


def shown(url: str | URL) -> str:
    """An address without its password."""
    return make_url(url).render_as_string(hide_password=True)


def sentence(key: str, **values: object) -> str:
    return words(settings().lang)(f"store.{key}", **values)
