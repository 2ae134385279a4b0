"""How much a request may bring: told before anything is read where the request says it itself."""

from fastapi import HTTPException
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.hall.answers import http_fault

MOST_BYTES = 1_000_000
"""Two hundred island numbers, the longest that is ever sent, are 60 kB."""
TOO_MUCH = 413


class BodyLimit:
    """ASGI middleware: 413 and an end of the connection for a longer body."""

    def __init__(self, app: ASGIApp, most: int = MOST_BYTES) -> None:
        self._app = app
        self._most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if int(headers.get("content-length", 0)) > self._most:
            await http_fault(TOO_MUCH, connection="close")(scope, receive, send)
        elif "transfer-encoding" in headers:
            await self._app(scope, self._counted(receive), send)
        else:
            await self._app(scope, receive, send)

    def _counted(self, receive: Receive) -> Receive:
        """Nobody said how long it is: it is counted as it comes."""
        came = 0

        async def counted() -> Message:
            nonlocal came
            message = await receive()
            came += len(message.get("body", b""))
            if came > self._most:
                raise HTTPException(TOO_MUCH, headers={"Connection": "close"})
            return message

        return counted
