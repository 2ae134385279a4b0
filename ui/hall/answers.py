"""Answers as JSON, and every refusal in one form. No answer repeats what was sent: it may be personal."""

from typing import Any

import msgspec
from fastapi import FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.responses import Response

from kiosk.hall.refusal import Reason, Refused
from kiosk.hall.trouble import StoreFailedError, StoreTrouble
from ui.hall.words import HTTP, REASONS, TROUBLES

STATUS: dict[Reason, int] = {
    Reason.UNKNOWN_THEME: 404,
    Reason.UNKNOWN_TICKET: 404,
    Reason.UNKNOWN_WINDOW: 404,
    Reason.UNKNOWN_APPOINTMENT: 404,
    Reason.UNKNOWN_CLERK: 404,
    Reason.UNKNOWN_TOKEN: 404,
    Reason.UNKNOWN_DAY: 404,
    Reason.KEY_REUSED: 422,
    Reason.KIND_NOT_OFFERED: 422,
    Reason.NO_NOTICES: 422,
    Reason.HOLDER_NEEDED: 422,
    Reason.NOT_IN_RANGE: 422,
    Reason.WRONG_PIN: 401,
    Reason.PIN_LOCKED: 429,
    Reason.NOT_ALLOWED: 403,
}
"""Everything else is 409: the question is right, the hall is not in the state for it."""


class Fault(BaseModel):
    """Every refusal (4xx): a stable code and a sentence in both languages."""

    reason: str
    message: str
    message_en: str
    detail: str = ""


FAULTS: dict[int | str, dict[str, Any]] = {
    status: {"model": Fault, "description": text}
    for status, text in {
        400: "Not readable",
        401: "No valid token",
        403: "The token does not allow this",
        404: "Not found",
        409: "The hall's rules say no",
        413: "The body is too long",
        422: "Not understood",
        429: "Too many requests",
        503: "The database is not available; nothing was changed",
    }.items()
}


def json_answer(content: object, status: int = 200) -> Response:
    """Dataclasses, dates and enumerations as JSON."""
    return Response(msgspec.json.encode(content), status, media_type="application/json")


def fault(status: int, reason: str, message: str, message_en: str, detail: str = "", **headers: str) -> Response:
    content = {"reason": reason, "message": message, "message_en": message_en, "detail": detail}
    return Response(msgspec.json.encode(content), status, headers=headers, media_type="application/json")


def install_faults(app: FastAPI) -> None:
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(StoreFailedError, _store_failed)
    app.add_exception_handler(RequestValidationError, _not_understood)
    app.add_exception_handler(StarletteHTTPException, _http)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _broken)


def store_fault(trouble: StoreTrouble) -> Response:
    """The database is in trouble: nothing was changed."""
    zh, en = TROUBLES[trouble]
    return fault(503, trouble.value, zh, en)


async def _store_failed(_request: Request, error: Exception) -> Response:
    assert isinstance(error, StoreFailedError)  # noqa: S101 - the handler is registered for this class
    return store_fault(error.trouble)


async def _refused(_request: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)  # noqa: S101 - the handler is registered for this class
    zh, en = REASONS[error.reason]
    return fault(STATUS.get(error.reason, 409), error.reason.value, zh, en, error.detail)


async def _not_understood(_request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101
    places = sorted({".".join(str(part) for part in issue["loc"]) for issue in error.errors()})
    return fault(422, "not_understood", "请求格式不对", "The request is not understood", ", ".join(places)[:300])


async def _http(_request: Request, error: Exception) -> Response:
    assert isinstance(error, StarletteHTTPException)  # noqa: S101
    return http_fault(error.status_code, str(error.detail), **(dict(error.headers) if error.headers else {}))


async def _broken(_request: Request, _error: Exception) -> Response:
    """The server writes the traceback; whoever asked is told that it is not their fault."""
    return http_fault(500)


def http_fault(status: int, detail: str = "", **headers: str) -> Response:
    """A refusal of HTTP itself; `detail` is for whoever reads the API, in English."""
    zh, en = HTTP.get(status, HTTP[400 if status < 500 else 500])
    return fault(status, "http", zh, en, detail, **headers)
