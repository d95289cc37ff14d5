"""Reading an HTTP address: bounded in time and size; whatever goes wrong is a sentence that does
not name the address. httpx is used for its bodies piece by piece, which are unpacked here: its
own decoders unpack a bomb whole."""

import asyncio
import zlib
from pathlib import PurePosixPath
from urllib.parse import urlsplit

import httpx

from ems_dashboard.errors import Refused
from ems_dashboard.feeds import LARGEST_BYTES
from ems_dashboard.feeds.sources import Source
from ems_dashboard.text import Words

HEADERS = {"User-Agent": "ems-dashboard", "Accept-Encoding": "gzip"}
GZIP = 16 + zlib.MAX_WBITS


class Unreached(Refused):
    """The source cannot be read now; later it may be."""


def fetch(source: Source, say: Words) -> bytes:
    """Called where no event loop runs. The time-out holds for the whole: one byte a second, of
    the head or of the body, is no answer, and only a loop can break off what is waiting for the
    next one."""
    try:
        return asyncio.run(_fetched(source, say))
    except (TimeoutError, httpx.TimeoutException) as error:
        raise Unreached(say("feeds.timed_out", seconds=f"{source.timeout:g}")) from error
    except (httpx.RemoteProtocolError, zlib.error) as error:
        raise Unreached(say("feeds.body_cut_off")) from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise Unreached(say("feeds.no_answer", reason=type(error).__name__)) from error


async def _fetched(source: Source, say: Words) -> bytes:
    async with (
        asyncio.timeout(source.timeout),
        httpx.AsyncClient(timeout=source.timeout, headers=HEADERS) as client,
        client.stream("GET", source.address) as answer,
    ):
        if not answer.is_success:
            raise Unreached(say("feeds.answered", status=answer.status_code))
        return await _body(answer, say)


async def _body(answer: httpx.Response, say: Words) -> bytes:
    """Raises zlib.error where what is packed is damaged, breaks off, or is followed by more."""
    packing = answer.headers.get("Content-Encoding", "identity").strip().lower()
    if packing not in ("identity", "gzip", "x-gzip"):
        raise Unreached(say("feeds.packed_otherwise", packing=packing[:40]))
    unpacking, content = (None if packing == "identity" else zlib.decompressobj(GZIP)), bytearray()
    async for part in answer.aiter_raw():
        content += (
            unpacking.decompress(part, LARGEST_BYTES + 1 - len(content)) if unpacking else part
        )
        if len(content) > LARGEST_BYTES:
            raise Unreached(say("feeds.body_too_large", limit=LARGEST_BYTES // 1024 // 1024))
        if unpacking and unpacking.unused_data:
            raise zlib.error(packing)
    if unpacking and not unpacking.eof:
        raise zlib.error(packing)
    return bytes(content)


def name_of(source: Source) -> str:
    """The file name under which the content is read. A table says its kind by `holds`, and needs
    an ending."""
    name = PurePosixPath(urlsplit(source.address).path).name or source.name
    return f"{name}.csv" if source.holds and "." not in name else name
