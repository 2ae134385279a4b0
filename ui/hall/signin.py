"""Devices and clerks identify themselves: a token becomes a cookie, a PIN becomes a session."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import Depends, Request
from starlette.responses import Response

from kiosk.hall.access import Grant, Right, Role
from kiosk.hall.attempts import pin_fitted, try_pin
from kiosk.hall.clerks import session_of, sign_in, sign_out
from kiosk.hall.identity import new_token
from kiosk.hall.ports import HallRecords
from kiosk.hall.refusal import Reason, Refused
from ui.hall.answers import json_answer
from ui.hall.context import context_of
from ui.hall.guard import DEVICE_COOKIE, SESSION_COOKIE, Doorman, needs
from ui.hall.limits import Limits, limited
from ui.hall.pins import pin_fits
from ui.hall.routing import routes_of
from ui.hall.wishes import DeviceWish, SignInWish

router = routes_of("sign-in", "/v1")
YEAR = 365 * 24 * 3600


@dataclass(frozen=True)
class DeviceKnown:
    """`window`: the only window this device is for; 0: any."""

    role: Role
    name: str
    window: int


@dataclass(frozen=True)
class Session:
    """`token` may be sent as a bearer token; the cookie `hall_session` holds the same."""

    token: str
    clerk: int
    name: str
    role: Role
    window: int
    expires_at: datetime


@router.post(
    "/device",
    response_model=DeviceKnown,
    dependencies=[Depends(limited("public"))],
    summary="Make this browser the device that the token was handed out for (cookie `hall_device`)",
)
async def know_device(wish: DeviceWish, request: Request) -> Response:
    doorman: Doorman = request.app.state.doorman
    grant = await doorman.grant_of(wish.token)
    answer = json_answer(DeviceKnown(grant.role, grant.name, grant.window))
    _set_cookie(answer, request, DEVICE_COOKIE, wish.token, YEAR)
    return answer


@router.get("/device", response_model=DeviceKnown, summary="Which device this browser is")
async def device(grant: Annotated[Grant, Depends(needs(Right.BOARD))]) -> Response:
    return json_answer(DeviceKnown(grant.role, grant.name, grant.window))


@router.post("/sign-in", response_model=Session, summary="A clerk signs in at a window's or manager's device")
async def begin_session(
    wish: SignInWish, request: Request, on: Annotated[Grant, Depends(needs(Right.SIGN_IN))]
) -> Response:
    context, now = context_of(request), context_of(request).now()
    limits: Limits = request.app.state.limits
    await context.write(lambda records: try_pin(records, wish.login, limits.pins, now))
    clerk = await context.read(lambda records: records.clerk_by_login(wish.login))
    fits = await pin_fits(clerk.pin_hash if clerk else "", wish.pin)
    if clerk is None or not fits or not clerk.active:
        raise Refused(Reason.WRONG_PIN)
    session, token = session_of(context.hall, clerk, on.window, now), new_token()

    def let_in(records: HallRecords) -> None:
        pin_fitted(records, wish.login)
        sign_in(records, session, token)

    await context.write(let_in)
    ends = session.expires_at or now
    answer = json_answer(Session(token, clerk.id, clerk.name, session.role, session.window, ends))
    _set_cookie(answer, request, SESSION_COOKIE, token, int((ends - now).total_seconds()))
    return answer


@router.get("/sign-in", response_model=DeviceKnown, summary="Who is signed in here")
async def who(grant: Annotated[Grant, Depends(needs(Right.SERVE))]) -> Response:
    return json_answer(DeviceKnown(grant.role, grant.name, grant.window))


@router.delete("/sign-in", status_code=204, summary="Sign out and leave the window: every session of this clerk ends")
async def end_session(request: Request, grant: Annotated[Grant, Depends(needs(Right.SERVE))]) -> Response:
    context = context_of(request)
    now = context.now()
    await context.write(lambda records: sign_out(records, context.hall, grant.clerk, now))
    doorman: Doorman = request.app.state.doorman
    doorman.forget()
    answer = Response(status_code=204)
    answer.delete_cookie(SESSION_COOKIE)
    return answer


def _set_cookie(answer: Response, request: Request, name: str, value: str, seconds: int) -> None:
    """Not readable by scripts, and sent by no other site's page: that is what keeps forged requests out. Over TLS,
    which may end at a trusted proxy, it never goes in clear."""
    tls = request.url.scheme == "https"
    answer.set_cookie(name, value, seconds, httponly=True, secure=tls, samesite="strict")
