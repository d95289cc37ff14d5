"""Single sign-on through Streamlit's own st.login: its routes speak with the provider and leave a
signed cookie, which is exchanged once for a session of ours, so that idle time, sign-out and locks
hold for everybody alike."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from streamlit.auth_util import (
    encode_provider_token,
    generate_default_provider_section,
    get_secrets_auth_section,
)
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME
from streamlit.web.server.starlette.starlette_websocket import _get_signed_cookie_with_chunks

USER_COOKIE = USER_COOKIE_NAME
FRESH = timedelta(minutes=10)
"""Streamlit's cookie is good for 30 days; ours takes it at the moment of signing in only."""


def login_address() -> str | None:
    """What st.login() leads to; None where no provider is configured."""
    section = get_secrets_auth_section()
    if not section or not generate_default_provider_section(section):
        return None
    return f"/auth/login?provider={encode_provider_token('default')}"


def identities(cookies: Mapping[str, str], moment: datetime) -> list[str]:
    """By what the provider named the viewer: his e-mail, unless the provider says that nobody
    verified it, and his subject. Empty for a cookie that is not Streamlit's or not fresh."""
    if not get_secrets_auth_section():
        return []
    raw = _get_signed_cookie_with_chunks(dict(cookies), USER_COOKIE)
    claims = json.loads(raw) if raw else {}
    issued = claims.get("iat")
    if (
        not isinstance(issued, int | float)
        or abs(moment - datetime.fromtimestamp(issued, UTC)) > FRESH
    ):
        return []
    email = claims.get("email", "") if claims.get("email_verified", True) is True else ""
    return [
        name.strip().lower()
        for name in (email, claims.get("sub", ""))
        if isinstance(name, str) and name.strip()
    ]
