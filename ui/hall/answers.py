"""Answers as JSON, and every refusal in one form. No answer repeats what was sent: it may be personal."""

from pathlib import Path
from typing import Any

import msgspec
from fastapi import FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.templating import Jinja2Templates
from pydantic import BaseModel
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.responses import Response, StreamingResponse

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


templates = Jinja2Templates(Path(__file__).with_name("templates"))
NO_PAGES = ("/v1/", "/assets/", "/sounds/")


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


class EventStream(StreamingResponse):
    """Server-sent events; the published contract names it too."""

    media_type = "text/event-stream"


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


async def _store_failed(request: Request, error: Exception) -> Response:
    assert isinstance(error, StoreFailedError)  # noqa: S101 - the handler is registered for this class
    if wants_page(request):
        return page_fault(request, 503, *TROUBLES[error.trouble])
    return store_fault(error.trouble)


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)  # noqa: S101 - the handler is registered for this class
    zh, en = REASONS[error.reason]
    status = STATUS.get(error.reason, 409)
    if wants_page(request):
        return page_fault(request, status, zh, en)
    return fault(status, error.reason.value, zh, en, error.detail)


async def _not_understood(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101
    if wants_page(request):  # an address that no page has
        return page_fault(request, 404, *HTTP[404])
    places = sorted({".".join(str(part) for part in issue["loc"]) for issue in error.errors()})
    return fault(422, "not_understood", "请求格式不对", "The request is not understood", ", ".join(places)[:300])


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, StarletteHTTPException)  # noqa: S101
    if wants_page(request):
        return page_fault(request, error.status_code, *words_of(error.status_code), **(error.headers or {}))
    return http_fault(error.status_code, str(error.detail), **(dict(error.headers) if error.headers else {}))


async def _broken(request: Request, _error: Exception) -> Response:
    """The server writes the traceback; whoever asked is told that it is not their fault."""
    return page_fault(request, 500, *HTTP[500]) if wants_page(request) else http_fault(500)


def http_fault(status: int, detail: str = "", **headers: str) -> Response:
    """A refusal of HTTP itself; `detail` is for whoever reads the API, in English."""
    return fault(status, "http", *words_of(status), detail, **headers)


def words_of(status: int) -> tuple[str, str]:
    return HTTP.get(status, HTTP[400 if status < 500 else 500])


def wants_page(request: Request) -> bool:
    """A person's browser on the way to a page, not a page's script or a device."""
    return "text/html" in request.headers.get("accept", "") and not request.url.path.startswith(NO_PAGES)


def page_fault(request: Request, status: int, zh: str, en: str, **headers: str) -> Response:
    """The same as a page, in both languages: the one that was asked for first."""
    asked = request.query_params.get("lang") or request.cookies.get("hall_language")
    lang = "en" if asked == "en" else "zh"
    said = (en, zh) if lang == "en" else (zh, en)
    facts = {"lang": lang, "said": said}
    return templates.TemplateResponse(request, "refused.html", facts, status_code=status, headers=headers)
