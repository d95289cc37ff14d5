"""An OpenID provider that lets everybody in at once: discovery, authorization code, signed id token, keys."""

import secrets
import socket
import threading
import time
from contextlib import contextmanager
from urllib.parse import urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.responses import JSONResponse, RedirectResponse
from starlette.routing import Route

CLIENT = "ems"


class Provider:
    """`claims`: what it says of whoever comes next."""

    def __init__(self, base):
        self.base, self.claims, self.asked = base, {}, {}
        self.key = RSAKey.generate_key(2048, parameters={"kid": "1", "use": "sig", "alg": "RS256"})
        paths = {
            "/.well-known/openid-configuration": self.discovery,
            "/authorize": self.authorize,
            "/keys": self.keys,
        }
        self.app = Starlette(
            routes=[
                *(Route(path, act) for path, act in paths.items()),
                Route("/token", self.token, methods=["POST"]),
            ]
        )

    async def discovery(self, _request):
        return JSONResponse({
            "issuer": self.base, "authorization_endpoint": f"{self.base}/authorize", "token_endpoint": f"{self.base}/token",
            "jwks_uri": f"{self.base}/keys", "id_token_signing_alg_values_supported": ["RS256"],
            "response_types_supported": ["code"], "subject_types_supported": ["public"],
        })  # fmt: skip

    async def authorize(self, request):
        code = secrets.token_hex(8)
        self.asked[code] = request.query_params.get("nonce")
        query = urlencode({"code": code, "state": request.query_params["state"]})
        return RedirectResponse(f"{request.query_params['redirect_uri']}?{query}")

    async def token(self, request):
        async with request.form() as form:
            nonce = self.asked.pop(form["code"])
        now = int(time.time())
        said = {
            "iss": self.base,
            "aud": CLIENT,
            "sub": "s-1",
            "iat": now,
            "exp": now + 300,
            "nonce": nonce,
        } | self.claims
        signed = jwt.encode({"alg": "RS256", "kid": "1"}, said, self.key)
        return JSONResponse(
            {"access_token": "x", "token_type": "Bearer", "expires_in": 300, "id_token": signed}
        )

    async def keys(self, _request):
        return JSONResponse({"keys": [self.key.as_dict(private=False)]})


@contextmanager
def providing():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    provider = Provider(f"http://127.0.0.1:{port}")
    server = uvicorn.Server(
        uvicorn.Config(provider.app, host="127.0.0.1", port=port, log_level="error")
    )
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        yield provider
    finally:
        server.should_exit = True
        thread.join()
