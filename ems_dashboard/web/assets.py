"""/assets: our own scripts, style sheets and pictures, compressed once and kept by the browser."""

import gzip
import mimetypes
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

import plotly
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

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


async def asset(request: Request) -> Response:
    return await run_in_threadpool(_answer, request)


def _answer(request: Request) -> Response:
    path = (
        PLOTLY
        if request.path_params["path"] == "vendor/plotly.min.js"
        else _own(request.path_params["path"])
    )
    plain, packed, tag = _content(path, path.stat().st_mtime_ns)
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    headers = {"Cache-Control": CACHE, "ETag": tag, "Vary": "Accept-Encoding"}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    if packed is not None and "gzip" in request.headers.get("accept-encoding", ""):
        return Response(packed, media_type=kind, headers=headers | {"Content-Encoding": "gzip"})
    return Response(plain, media_type=kind, headers=headers)


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
