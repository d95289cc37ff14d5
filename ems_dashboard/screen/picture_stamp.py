"""What the browser compares with what is pushed: the identity of the picture that a page shows."""

from dataclasses import replace
from datetime import UTC, datetime
from hashlib import blake2b

from ems_dashboard import clock
from ems_dashboard.moments import as_moment
from ems_dashboard.situation.picture import Situation
from ems_dashboard.situation.situation_cache import SituationCache

SET_BACK = "set-back"
"""A page that shows whether the server's clock is right is another when it is not."""
_EPOCH = as_moment(datetime(1970, 1, 1, tzinfo=UTC))


def stamp(cache: SituationCache, situation: Situation) -> str:
    """The same for two pictures that show the same, whatever the minute and the version of the ledger."""
    key = ("stamp", situation.version, situation.as_of)
    said = cache.once(key, lambda: _digest(situation))
    return f"{said}-{SET_BACK}" if clock.set_back() else said


def _digest(situation: Situation) -> str:
    # which incident a viewer leads with is no news: the push knows nothing of it
    said = repr(replace(situation, as_of=_EPOCH, version=0, chosen=""))
    return blake2b(said.encode(), digest_size=8).hexdigest()
