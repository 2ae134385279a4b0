"""Every way a ticket may go, as one table. An act that is not in it is refused."""

from enum import StrEnum

from kiosk.hall.refusal import Reason, Refused
from kiosk.hall.ticket import State


class Act(StrEnum):
    CALL = "call"
    RECALL = "recall"
    MISS = "miss"
    RETURN = "return"
    START = "start"
    TRANSFER = "transfer"
    PUT_BACK = "put_back"  # the window closed before the person was called or came
    PARK = "park"
    RESUME = "resume"
    FINISH = "finish"
    CANCEL = "cancel"
    CARRY_OVER = "carry_over"
    LEAVE_OPEN = "leave_open"  # the day ends, and nobody has noted whether the person came


TRANSITIONS: dict[tuple[State, Act], State] = {
    (State.WAITING, Act.CALL): State.CALLED,
    (State.WAITING, Act.PUT_BACK): State.WAITING,
    (State.WAITING, Act.CANCEL): State.CANCELLED,
    (State.WAITING, Act.CARRY_OVER): State.CARRIED_OVER,
    (State.CALLED, Act.RECALL): State.CALLED,
    (State.CALLED, Act.START): State.SERVING,
    (State.CALLED, Act.MISS): State.NO_SHOW,
    (State.CALLED, Act.TRANSFER): State.WAITING,
    (State.CALLED, Act.PUT_BACK): State.WAITING,
    (State.CALLED, Act.CANCEL): State.CANCELLED,
    (State.CALLED, Act.LEAVE_OPEN): State.LEFT_OPEN,
    (State.SERVING, Act.FINISH): State.FINISHED,
    (State.SERVING, Act.TRANSFER): State.WAITING,
    (State.SERVING, Act.PARK): State.PARKED,
    (State.PARKED, Act.RESUME): State.SERVING,
    (State.PARKED, Act.CANCEL): State.CANCELLED,
    (State.PARKED, Act.CARRY_OVER): State.CARRIED_OVER,
    (State.NO_SHOW, Act.RETURN): State.WAITING,
}

SETTLED = (State.FINISHED, State.NO_SHOW, State.CANCELLED, State.CARRIED_OVER, State.LEFT_OPEN)
"""The ends that a settled day may hold; a no-show has ended unless the person comes back that day."""


def after(state: State, act: Act) -> State:
    """The state that `act` leads to. Raises Refused (wrong_state) where the table has no such way."""
    try:
        return TRANSITIONS[state, act]
    except KeyError:
        raise Refused(Reason.WRONG_STATE, f"{act.value} is not possible while {state.value}") from None
