"""Reading an HTTP address: bounded in time and size; whatever goes wrong is a sentence that does not name the address.
httpx is used for its time-out of every step and its bodies piece by piece."""

from pathlib import PurePosixPath
from time import monotonic
from urllib.parse import urlsplit

import httpx

from ems_dashboard.errors import Refused
from ems_dashboard.feeds import LARGEST_BYTES
from ems_dashboard.feeds.sources import Source
from ems_dashboard.text import Words


class Unreached(Refused):
    """The source cannot be read now; later it may be."""


def fetch(source: Source, say: Words) -> bytes:
    try:
        with (
            httpx.Client(timeout=source.timeout, headers={"User-Agent": "ems-dashboard"}) as client,
            client.stream("GET", source.address) as answer,
        ):
            if not answer.is_success:
                raise Unreached(say("feeds.answered", status=answer.status_code))
            return _body(answer, source, say)
    except httpx.TimeoutException as error:
        raise Unreached(say("feeds.timed_out", seconds=f"{source.timeout:g}")) from error
    except httpx.RemoteProtocolError as error:
        raise Unreached(say("feeds.body_cut_off")) from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise Unreached(say("feeds.no_answer", reason=type(error).__name__)) from error


def _body(answer: httpx.Response, source: Source, say: Words) -> bytes:
    """The time-out holds for the whole body too: one byte a second is no answer."""
    ends, content = monotonic() + source.timeout, bytearray()
    for part in answer.iter_bytes():
        content += part
        if len(content) > LARGEST_BYTES:
            raise Unreached(say("feeds.body_too_large", limit=LARGEST_BYTES // 1024 // 1024))
        if monotonic() > ends:
            raise Unreached(say("feeds.timed_out", seconds=f"{source.timeout:g}"))
    return bytes(content)


def name_of(source: Source) -> str:
    """The file name under which the content is read. A table says its kind by `holds`, and needs an ending."""
    name = PurePosixPath(urlsplit(source.address).path).name or source.name
    return f"{name}.csv" if source.holds and "." not in name else name
