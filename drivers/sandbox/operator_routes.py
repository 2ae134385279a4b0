"""The sandbox's own routes, for whoever plays the world: faults, what is held, how far errands are.

No part of the contract, and without sign-in: the sandbox listens on loopback. They show no personal data.
"""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Path

from drivers.sandbox.desk import AtDesk, RefusalError
from drivers.sandbox.faults import FaultOrder
from drivers.sandbox.holdings import HeldErrand
from kiosk.events import Stage

router = APIRouter(prefix="/sandbox", tags=["operator"], include_in_schema=False)


@dataclass(frozen=True)
class Move:
    """The stage that an errand is set to, and the remark that the applicant sees."""

    stage: Stage
    remark: str = ""


@dataclass(frozen=True)
class SentNotice:
    template: str
    words: dict[str, str]


@router.get("/errands")
def errands(desk: AtDesk) -> list[HeldErrand]:
    """Everything that is held, oldest first, each page's sum recomputed from the stored bytes."""
    return desk.holdings.held()


@router.put("/errands/{acceptance_number}/stage", status_code=204)
def move(acceptance_number: Annotated[str, Path(max_length=50)], to: Move, desk: AtDesk) -> None:
    """Set how far an errand is."""
    if not desk.holdings.move(acceptance_number, to.stage, to.remark):
        raise RefusalError(404, "unknown_number", "no errand has this number")


@router.get("/notices")
def notices(desk: AtDesk) -> list[SentNotice]:
    """The text messages that were sent since the sandbox began, without the numbers they went to."""
    return [SentNotice(sent.template, sent.words) for sent in desk.messages.values()]


@router.get("/faults")
def faults(desk: AtDesk) -> list[FaultOrder]:
    """The faults in force."""
    return desk.faults.orders()


@router.post("/faults", status_code=204)
def add_fault(order: FaultOrder, desk: AtDesk) -> None:
    """Play this fault from the next request on."""
    desk.faults.add(order)


@router.delete("/faults", status_code=204)
def clear_faults(desk: AtDesk) -> None:
    """No more faults."""
    desk.faults.clear()


@router.delete("/sessions", status_code=204)
def sign_out_all(desk: AtDesk) -> None:
    """Every token is invalid from now on, as after a restart."""
    desk.sessions.sign_out_all()
