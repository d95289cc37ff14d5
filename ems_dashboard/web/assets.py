"""/assets: our own scripts, style sheets and pictures, compressed once and kept by the browser."""

import gzip
import mimetypes
import re
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

import plotly
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ems_dashboard.screen.scripts import version
from ems_dashboard.screen.theme import ASSETS

COMPRESSED = (
    "text/",
    "application/javascript",
    "application/json",
    "application/geo+json",
    "image/svg+xml",
)
PLOTLY = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
CACHE = "public, max-age=3600, stale-while-revalidate=86400"
FOR_GOOD = "public, max-age=31536000, immutable"
VERSION = re.compile(r"[0-9a-f]{12}/")
"""What scripts.address puts before the path."""


async def asset(request: Request) -> Response:
    return await run_in_threadpool(_answer, request)


def _answer(request: Request) -> Response:
    asked = request.path_params["path"]
    name = VERSION.sub("", asked, count=1) if VERSION.match(asked) else asked
    path = PLOTLY if name == "vendor/plotly.min.js" else _own(name)
    plain, packed, tag = _content(path, path.stat().st_mtime_ns)
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    headers = {"Cache-Control": _kept(asked), "ETag": tag, "Vary": "Accept-Encoding"}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    if packed is not None and "gzip" in request.headers.get("accept-encoding", ""):
        return Response(packed, media_type=kind, headers=headers | {"Content-Encoding": "gzip"})
    return Response(plain, media_type=kind, headers=headers)


def _kept(asked: str) -> str:
    """An old version's address answers with what there is now, and that may not be kept under
    it."""
    if asked.startswith(f"{version()}/"):
        return FOR_GOOD
    return "no-cache" if VERSION.match(asked) else CACHE


def _own(name: str) -> Path:
    path = (ASSETS / name).resolve()
    if not path.is_relative_to(ASSETS) or not path.is_file():
        raise HTTPException(404)
    return path


@lru_cache(maxsize=256)
def _content(path: Path, _changed: int) -> tuple[bytes, bytes | None, str]:
    plain = path.read_bytes()
    kind = mimetypes.guess_type(path.name)[0] or ""
    worth = kind.startswith(COMPRESSED) and len(plain) > 500
    tag = f'"{blake2b(plain, digest_size=8).hexdigest()}"'
    return plain, gzip.compress(plain, 6) if worth else None, tag


routes = [Route("/assets/{path:path}", asset)]
