"""The hall's web pages: which address shows which page, and in which language. What they show, they ask of the API."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

from fastapi import Query, Request
from fastapi.templating import Jinja2Templates
from starlette.responses import HTMLResponse, Response

from ui.hall.context import context_of
from ui.hall.routing import routes_of
from ui.hall.words import Language, say

router = routes_of("pages", responses=None, default_response_class=HTMLResponse)
templates = Jinja2Templates(Path(__file__).with_name("templates"))
LANGUAGE_COOKIE = "hall_language"
YEAR = 365 * 24 * 3600
Speech = Annotated[Language | None, Query(description="The page's language from now on, on this device")]


def _page(address: str, template: str, summary: str) -> None:
    """The page is the same for everybody: it holds nothing but words, and asks for the rest with its device's token."""

    def show(request: Request, lang: Speech = None) -> Response:
        language = lang or _remembered(request)
        answer = templates.TemplateResponse(request, template, _facts(request, language))
        if lang is not None:
            answer.set_cookie(LANGUAGE_COOKIE, lang, YEAR, samesite="strict")
        return answer

    show.__name__ = Path(template).stem
    router.get(address, summary=summary, include_in_schema=False)(show)


def _remembered(request: Request) -> Language:
    return "en" if request.cookies.get(LANGUAGE_COOKIE) == "en" else "zh"


def _facts(request: Request, language: Language) -> dict[str, object]:
    def both(zh: str, en: str) -> str:
        return say((zh, en), language)

    words: Callable[[str, str], str] = both
    hall = context_of(request).hall.config.hall
    return {
        "t": words,
        "lang": "zh-CN" if language == "zh" else "en",
        "other": "en" if language == "zh" else "zh",
        "hall": hall.name_zh if language == "zh" else hall.name_en,
        "path": request.url.path,
    }


_page("/", "door.html", "Makes this browser a window's, a board's or the manager's")
_page("/board", "board.html", "The numbers called, for everybody waiting")
_page("/office", "office.html", "The day at a glance, and what the manager decides")
_page("/window", "window.html", "The clerk's console")
_page("/pad", "pad.html", "The rating pad at a window")
