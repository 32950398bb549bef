"""What every answer is wrapped in: the check of the Host header and the security headers.

A page on the web can make a browser look up its own name as 127.0.0.1 and so read what is
served there (DNS rebinding). It cannot make the browser send another Host header, and it
cannot own an address made of numbers: names other than localhost are therefore refused.
"""

from collections.abc import Collection
from ipaddress import ip_address

import msgspec
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.api.answers import ErrorAnswer

# 'wasm', 'unsafe-inline' and 'unsafe-eval' are not here and must not come: text of reports is
# shown by this page, and whatever it holds must stay text. blob: is the map's own images.
CONTENT_SECURITY_POLICY = "; ".join((
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' blob: data:",
    "connect-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
))  # fmt: skip

SECURITY_HEADERS = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}


def is_own_host(header: str, *, names: Collection[str] = ()) -> bool:
    """Is this Host header an address made of numbers, localhost, or one of `names`?"""
    host = header.rpartition("]")[0][1:] if header.startswith("[") else header.partition(":")[0]
    if host.lower() in {"localhost", *names}:
        return True
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


class Guard:
    """Wraps the application: refuses foreign hosts, adds the security headers."""

    def __init__(self, app: ASGIApp, *, names: Collection[str] = ()) -> None:
        self._app = app
        self._names = frozenset(name.lower() for name in names)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(SECURITY_HEADERS)
            await send(message)

        own = is_own_host(Headers(scope=scope).get("host", ""), names=self._names)
        await (self._app if own else _refuse)(scope, receive, send_guarded)


async def _refuse(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer 421: this server is not the host that was asked for."""
    answer = ErrorAnswer(
        slug="foreign-host",
        message="The Host header names another site. Open the page by the address that dateline printed.",
    )
    refusal = Response(msgspec.json.encode(answer), status_code=421, media_type="application/json")
    await refusal(scope, receive, send)
