"""The contract's routes, version 1. Knows HTTP and the desk; what is kept and how is in `holdings`."""

import hashlib
import re
from typing import Annotated, Any

from fastapi import APIRouter, Header, Path, Request, Response
from fastapi.concurrency import run_in_threadpool

from drivers.sandbox.desk import AtDesk, RefusalError, SignedIn
from drivers.sandbox.holdings import KeyReusedError, PagesMissingError, UnknownItemError
from kiosk.contract import API, KEY_HEADER, Fault, Notice, Progress, Receipt, Session, SignIn, Submission

PAGE_LIMIT = 8 * 1024 * 1024  # bytes: an A4 page at 300 dpi is 1 to 2 MB as JPEG
PHONE = r"1[3-9]\d{9}"
SUM = r"^[0-9a-f]{64}$"
PICTURES = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}

Sum = Annotated[str, Path(pattern=SUM, description="SHA-256 of the content, lower-case hexadecimal")]
Number = Annotated[str, Path(max_length=50)]
Key = Annotated[str, Header(alias=KEY_HEADER, pattern=r"^[A-Za-z0-9-]{8,64}$")]

CATALOGUE_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Catalogue"}}}},
    304: {"description": "The client's edition is the newest"},
}
PAGE_BODY = {
    "requestBody": {
        "required": True,
        "content": {kind: {"schema": {"type": "string", "format": "binary"}} for kind in PICTURES.values()},
    }
}


def refusals(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """OpenAPI's `responses` for these refusals: every one is a Fault."""
    return {status: {"model": Fault} for status in statuses}


router = APIRouter(prefix=API, responses=refusals(422))


@router.post("/sign-in", responses=refusals(401))
def sign_in(who: SignIn, desk: AtDesk) -> Session:
    """Sign a terminal in."""
    session = desk.sessions.sign_in(who)
    if session is None:
        raise RefusalError(401, "wrong_credentials", "terminal or secret is wrong")
    return session


@router.get("/catalogue", responses=CATALOGUE_ANSWERS | refusals(401), response_class=Response)
def catalogue(desk: AtDesk, _terminal: SignedIn, if_none_match: Annotated[str, Header()] = "") -> Response:
    """The items on offer, or 304 where the client has this edition already."""
    edition = desk.shelf.edition()
    known = [tag.strip().removeprefix("W/") for tag in if_none_match.split(",")]
    headers = {"ETag": edition.etag, "Cache-Control": "no-cache"}
    if edition.etag in known or known == ["*"]:
        return Response(status_code=304, headers=headers)
    return Response(edition.json, media_type="application/json", headers=headers)


@router.put("/pages/{sha256}", status_code=204, openapi_extra=PAGE_BODY, responses=refusals(400, 401, 413, 415))
async def upload_page(sha256: Sum, request: Request, desk: AtDesk, _terminal: SignedIn) -> None:
    """Upload a page or a signature: JPEG or PNG, 8 MiB at most. Again is as good as once."""
    content = await _limited_body(request)
    if not any(content.startswith(magic) for magic in PICTURES):
        raise RefusalError(415, "not_a_picture", "a page is a JPEG or PNG picture")
    if hashlib.sha256(content).hexdigest() != sha256:
        raise RefusalError(400, "sum_mismatch", "the content does not have this sum")
    await run_in_threadpool(desk.holdings.keep_page, sha256, content)


async def _limited_body(request: Request) -> bytes:
    content = bytearray()
    async for part in request.stream():
        content += part
        if len(content) > PAGE_LIMIT:
            raise RefusalError(413, "page_too_large", f"a page has {PAGE_LIMIT} bytes at most")
    return bytes(content)


@router.post("/submissions", status_code=201, responses=refusals(401, 409) | {200: {"model": Receipt}})
def submit(submission: Submission, key: Key, response: Response, desk: AtDesk, terminal: SignedIn) -> Receipt:
    """Submit an errand: 201, or 200 where this key has been accepted before (with the same acceptance number).

    409 `pages_missing` lists the pages to upload first; 409 `key_reused`: the key belongs to another submission;
    422 `unknown_item`: not in the catalogue.
    """
    try:
        receipt = desk.holdings.accept(terminal, key, submission, desk.shelf.edition().catalogue)
    except UnknownItemError as error:
        raise RefusalError(422, "unknown_item", "no such item in the catalogue") from error
    except PagesMissingError as error:
        raise RefusalError(409, "pages_missing", "upload these pages first", error.missing) from error
    except KeyReusedError as error:
        raise RefusalError(409, "key_reused", "this key belongs to another submission") from error
    response.status_code = 200 if receipt.known else 201
    return receipt


@router.post("/notices", status_code=202, response_class=Response, responses=refusals(401, 409))
def notify(notice: Notice, key: Key, desk: AtDesk, _terminal: SignedIn) -> Response:
    """Send a text message; the same key sends it once."""
    if re.fullmatch(PHONE, notice.phone) is None:
        raise RefusalError(422, "not_a_phone", "expected a mobile number")
    known = desk.messages.setdefault(key, notice)
    if known != notice:
        raise RefusalError(409, "key_reused", "this key belongs to another message")
    return Response(status_code=202)


@router.get("/submissions/{number}", responses=refusals(401, 404))
def progress(number: Number, desk: AtDesk, _terminal: SignedIn) -> Progress:
    """How far an errand is; asked by its acceptance number, or by the terminal's own number for it."""
    found = desk.holdings.progress(number)
    if found is None:
        raise RefusalError(404, "unknown_number", "no errand has this number")
    return found
