"""How a part of the hall's application is begun."""

from typing import Any

from fastapi import APIRouter
from fastapi.routing import APIRoute

from ui.hall.answers import FAULTS


def routes_of(tag: str, prefix: str = "", **more: Any) -> APIRouter:
    """The routes of one part. In the published contract each is named after the part's tag and its own function."""
    return APIRouter(prefix=prefix, tags=[tag], generate_unique_id_function=_operation, **{"responses": FAULTS} | more)


def _operation(route: APIRoute) -> str:
    return f"{route.tags[0]}_{route.name}"
