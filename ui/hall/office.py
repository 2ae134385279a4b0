"""What the manager's pages ask: the day at a glance, themes, tokens and clerks."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

import zxingcpp
from fastapi import Depends, Request
from starlette.responses import Response

from kiosk.hall.access import Grant, Right, Role
from kiosk.hall.clerk import Clerk
from kiosk.hall.clerks import change_clerk, take_on
from kiosk.hall.identity import new_token
from kiosk.hall.manage import close_theme, open_theme
from kiosk.hall.overview import Overview, overview
from kiosk.hall.tokens import hand_out, revoke
from kiosk.hall.windows import vacate
from ui.hall.answers import json_answer
from ui.hall.context import context_of
from ui.hall.guard import needs
from ui.hall.pins import hash_pin
from ui.hall.routing import routes_of
from ui.hall.wishes import ClerkChange, ClerkWish, PathId, PathTheme, QrWish, ReasonWish, TokenWish, WindowNumber

router = routes_of("manager", "/v1")
MayManage = Annotated[Grant, Depends(needs(Right.MANAGE))]


@dataclass(frozen=True)
class TokenShown:
    """A token without its secret."""

    id: int
    kind: Role
    name: str
    window: int
    created_at: datetime


@dataclass(frozen=True)
class NewToken:
    """`secret` is shown this once: the hall keeps only its hash."""

    id: int
    kind: Role
    name: str
    window: int
    created_at: datetime
    secret: str


@dataclass(frozen=True)
class ClerkShown:
    id: int
    login: str
    name: str
    chief: bool
    active: bool


@router.get("/overview", response_model=Overview, summary="The day by theme and window, and its ratings")
async def day(request: Request, _grant: MayManage) -> Response:
    context = context_of(request)
    clock = context.clock.state()
    return json_answer(await context.read(lambda records: overview(records, context.hall, clock, context.earlier)))


@router.post("/clock/confirm", status_code=204, summary="The computer's clock is right: no need to watch it longer")
async def confirm_clock(request: Request, _grant: MayManage) -> Response:
    context = context_of(request)
    context.clock.confirm()
    await context.watch_clock()
    return Response(status_code=204)


@router.post("/themes/{theme}/close", status_code=204, summary="Give no more numbers of a theme")
async def close(theme: PathTheme, wish: ReasonWish, request: Request, _grant: MayManage) -> Response:
    context = context_of(request)
    now = context.now()
    await context.write(lambda records: close_theme(records, context.hall, theme, wish.reason, now))
    return Response(status_code=204)


@router.post("/themes/{theme}/open", status_code=204, summary="Give numbers of a theme again")
async def reopen(theme: PathTheme, request: Request, _grant: MayManage) -> Response:
    context = context_of(request)
    now = context.now()
    await context.write(lambda records: open_theme(records, context.hall, theme, now))
    return Response(status_code=204)


@router.post("/windows/{number}/vacate", status_code=204, summary="Close a window that its clerk has left open")
async def vacate_window(number: WindowNumber, request: Request, _grant: MayManage) -> Response:
    """A number called there goes back into line, one that was being served is on hold."""
    context = context_of(request)
    now = context.now()
    await context.write(lambda records: vacate(records, context.hall, number, now))
    return Response(status_code=204)


@router.get("/tokens", response_model=list[TokenShown], summary="Every device's token that is worth something")
async def tokens(request: Request, _grant: MayManage) -> Response:
    found = await context_of(request).read(lambda records: records.grants())
    return json_answer([TokenShown(one.id, one.role, one.name, one.window, one.created_at) for one in found])


@router.post("/tokens", response_model=NewToken, status_code=201, summary="Hand out a device's token")
async def new(wish: TokenWish, request: Request, _grant: MayManage) -> Response:
    context = context_of(request)
    secret = new_token()
    grant = Grant(0, Role(wish.kind), wish.name, context.now(), wish.window)
    kept = await context.write(lambda records: hand_out(records, grant, secret))
    return json_answer(NewToken(kept.id, kept.role, kept.name, kept.window, kept.created_at, secret), 201)


@router.delete("/tokens/{token}", status_code=204, summary="Take a token back, at once and everywhere")
async def take_back(token: PathId, request: Request, _grant: MayManage) -> Response:
    context = context_of(request)
    now = context.now()
    await context.write(lambda records: revoke(records, token, now))
    request.app.state.doorman.forget()
    return Response(status_code=204)


@router.post("/qr", summary="A text as a QR code: the link that makes a device", response_class=Response)
async def qr(wish: QrWish, _grant: MayManage) -> Response:
    """The text comes in the body: an address is logged on the way, and the link holds a token."""
    code = zxingcpp.create_barcode(wish.text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    return Response(zxingcpp.write_barcode_to_svg(code), media_type="image/svg+xml")


@router.get("/clerks", response_model=list[ClerkShown], summary="Every clerk")
async def clerks(request: Request, _grant: MayManage) -> Response:
    found = await context_of(request).read(lambda records: records.clerks())
    return json_answer([_shown(clerk) for clerk in found])


@router.post("/clerks", response_model=ClerkShown, status_code=201, summary="Take a clerk on")
async def new_clerk(wish: ClerkWish, request: Request, _grant: MayManage) -> Response:
    context = context_of(request)
    now = context.now()
    clerk = Clerk(0, wish.login, wish.name, await hash_pin(wish.pin), wish.chief)
    return json_answer(_shown(await context.write(lambda records: take_on(records, clerk, now))), 201)


@router.patch("/clerks/{clerk}", response_model=ClerkShown, summary="Change a clerk; open sessions end")
async def change(clerk: PathId, wish: ClerkChange, request: Request, _grant: MayManage) -> Response:
    context = context_of(request)
    now = context.now()
    fields = wish.model_dump(exclude_none=True)
    if pin := fields.pop("pin", None):
        fields["pin_hash"] = await hash_pin(pin)
    changed = await context.write(lambda records: change_clerk(records, context.hall, clerk, now, **fields))
    request.app.state.doorman.forget()
    return json_answer(_shown(changed))


def _shown(clerk: Clerk) -> ClerkShown:
    return ClerkShown(clerk.id, clerk.login, clerk.name, clerk.chief, clerk.active)
