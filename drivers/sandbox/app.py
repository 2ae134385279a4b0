"""Puts the sandbox together: routes, refusals in the contract's form, the published OpenAPI document."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from drivers.sandbox import operator_routes, routes
from drivers.sandbox.desk import Desk, RefusalError
from drivers.sandbox.faults import FaultLayer, Faults
from drivers.sandbox.holdings import Holdings
from drivers.sandbox.sessions import Sessions
from drivers.sandbox.shelf import Shelf
from kiosk.catalogue import Catalogue
from kiosk.contract import Fault


def local_now() -> datetime:
    """The wall clock with the machine's time zone."""
    return datetime.now().astimezone()


@dataclass(frozen=True)
class SandboxPlan:
    """Where the sandbox keeps its data, which items it offers, and whom it knows (terminal id to secret)."""

    data: Path
    catalogue: Path
    terminals: Mapping[str, str]
    token_seconds: int = 900
    now: Callable[[], datetime] = local_now


def build_desk(plan: SandboxPlan) -> Desk:
    """Open the parts. Raises CatalogueError, OSError, sqlite3.Error."""
    return Desk(
        shelf=Shelf(plan.catalogue),
        holdings=Holdings(plan.data, plan.now),
        sessions=Sessions(plan.terminals, plan.token_seconds),
        faults=Faults(),
    )


def build_app(desk: Desk) -> FastAPI:
    """The whole application over these parts."""
    app = FastAPI(
        title="Yitang platform contract",
        version="1",
        docs_url=None,
        redoc_url=None,
        # as they are: a router that is included is built anew by each application, with its first request
        routes=[*routes.router.routes, *operator_routes.router.routes],
        telemetry={"auto_configure": False, "tracing": False, "metrics": False, "logs": False},
    )
    app.state.desk = desk
    app.add_exception_handler(RefusalError, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(UnicodeEncodeError, _not_text)
    app.add_exception_handler(ClientDisconnect, _cut_off)
    app.add_middleware(FaultLayer, faults=desk.faults)
    _publish_catalogue(app)
    return app


def _publish_catalogue(app: FastAPI) -> None:
    """Add the catalogue's schema, which msgspec knows and FastAPI does not, to the published document."""
    plain = app.openapi
    _, catalogue = msgspec.json.schema_components([Catalogue], ref_template="#/components/schemas/{name}")

    def openapi() -> dict[str, Any]:
        document = plain()
        document["components"]["schemas"].update(catalogue)
        return document

    app.openapi = openapi  # type: ignore[method-assign]


async def _refused(_request: Request, error: Exception) -> Response:
    assert isinstance(error, RefusalError)  # noqa: S101 - FastAPI calls this for RefusalError alone
    headers = {"WWW-Authenticate": "Bearer"} if error.status == 401 else {}
    return _answer(error.status, error.fault, headers)


async def _invalid(_request: Request, error: Exception) -> Response:
    """Says where and what kind, never the value: it may be personal data."""
    assert isinstance(error, RequestValidationError)  # noqa: S101
    places = [f"{'.'.join(map(str, found['loc']))}: {found['type']}" for found in error.errors()]
    return _answer(422, Fault("invalid", "; ".join(places[:10])))


async def _not_text(_request: Request, _error: Exception) -> Response:
    """JSON can spell half a character (an unpaired surrogate), which no text may hold."""
    return _answer(422, Fault("invalid", "a text is not Unicode"))


async def _cut_off(_request: Request, _error: Exception) -> Response:
    """Nobody is there to read it: the line was cut in the middle of a request, and nothing was kept."""
    return _answer(400, Fault("cut_off", "the request ended too early"))


async def _http_error(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101
    return _answer(error.status_code, Fault("http", str(error.detail)), dict(error.headers or {}))


def _answer(status: int, fault: Fault, headers: Mapping[str, str] | None = None) -> Response:
    return Response(msgspec.json.encode(fault), status, headers, media_type="application/json")
