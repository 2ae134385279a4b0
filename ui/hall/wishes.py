"""What may be asked of the hall's API, as models that refuse everything else (control characters, endless texts)."""

from datetime import UTC, date, datetime
from typing import Annotated, Literal

from fastapi import Header, Path, Query
from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from kiosk.contract import KEY_HEADER
from kiosk.hall.ticket import Rating
from kiosk.numbers import is_mobile
from kiosk.phones import can_be_called, plain_phone

Words = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f\x7f]*$", max_length=60)]
ThemeCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]$")]
WindowNumber = Annotated[int, Path(ge=1, le=999)]
AtWindow = Annotated[int, Query(ge=0, le=999, description="Also who waits for this window alone; 0: for any")]
After = Annotated[int, Query(ge=0, le=2**53, description="At least as new as this happening, where there is that one")]
PathNumber = Annotated[str, Path(pattern=r"^[A-Z][0-9]{3,4}$", description="As on the paper: A001")]
FollowCode = Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{12}$")]
Key = Annotated[
    str,
    Header(alias=KEY_HEADER, pattern=r"^[!-~]{8,80}$", description="The same key gives the same answer, however often"),
]
AppointmentText = Annotated[str, StringConstraints(pattern=r"^[2-9A-Z]{8}$")]
AppointmentCode = Annotated[str, Path(pattern=r"^[2-9A-Z]{8}$")]


def _called(number: str) -> str:
    """In its plain form, so that one telephone is one person. Raises ValueError where nobody could be called."""
    plain = plain_phone(number)
    if not can_be_called(plain):
        raise ValueError("a telephone number has seven digits at least")
    return plain


def _texted(number: str) -> str:
    if not is_mobile(number):
        raise ValueError("text messages go to mobile numbers alone")
    return number


Phone = Annotated[str, StringConstraints(min_length=1, max_length=32), AfterValidator(_called)]
Mobile = Annotated[Phone, AfterValidator(_texted)]
Priority = Literal["age_60", "disabled", "pregnant", "soldier"]


Moment = Annotated[AwareDatetime, Field(ge=datetime(2000, 1, 1, tzinfo=UTC), le=datetime(2200, 1, 1, tzinfo=UTC))]


class Wish(BaseModel):
    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)


class Holder(Wish):
    """From the card. The hall keeps a keyed hash of the number and the masked name, nothing else."""

    number: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9()]{5,20}$")]
    name: Annotated[Words, Field(min_length=1)]
    birth: date | None = None


class NumberWish(Wish):
    """One number. Nothing but the theme: an anonymous one."""

    theme: ThemeCode
    holder: Holder | None = None
    phone: Phone | None = None
    priority: Priority | None = Field(None, description="The stated reason; age is also taken from the card")
    appointment: AppointmentText | None = Field(None, description="The code of an appointment: check in")
    errands: Annotated[list[Words], Field(max_length=12)] = Field(
        [], description="Several errands in one visit (一件事)"
    )


Themes = Annotated[
    str, Query(pattern=r"^([A-Z](,[A-Z])*)?$", max_length=60, description="Theme codes with commas; empty: all")
]
Id = Annotated[int, Field(ge=1, le=2**53)]
PathTheme = Annotated[str, Path(pattern=r"^[A-Z]$")]
PathId = Annotated[int, Path(ge=1, le=2**53)]
Login = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z]{1,12}$")]
Pin = Annotated[str, StringConstraints(pattern=r"^[0-9]{6,12}$")]
Note = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x08\x0b-\x1f\x7f]*$", max_length=500)]
Token = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{20,80}$")]


class BookWish(Wish):
    """`begins` is a half hour that `slots` offers."""

    theme: ThemeCode
    begins: Moment
    holder: Holder | None = None
    phone: Phone | None = None


class NoticeWish(Wish):
    """Where the message goes. `day` is the ticket's: numbers begin anew every day."""

    day: date
    phone: Mobile


class MoveWish(Wish):
    begins: Moment


class DeviceWish(Wish):
    token: Token


class SignInWish(Wish):
    login: Login
    pin: Pin


class OpenWish(Wish):
    themes: Annotated[list[ThemeCode], Field(max_length=26)] = Field([], description="Empty: all it can serve")


class TicketWish(Wish):
    ticket: Id


class NoteWish(Wish):
    note: Note = ""


class FinishWish(Wish):
    outcome: Literal["done", "taken_in", "to_complete", "advised"]
    note: Note = ""


class TransferWish(Wish):
    """To a theme or to a window: exactly one of them."""

    theme: ThemeCode | None = None
    window: Annotated[int, Field(ge=1, le=999)] | None = None
    keep_place: bool = True
    note: Note = ""


class RatingWish(Wish):
    """`level` null: the visitor would rather not."""

    level: Rating | None


class ReasonWish(Wish):
    reason: Words = ""


class QrWish(Wish):
    text: Annotated[str, StringConstraints(pattern=r"^[!-~]{1,300}$")]


class TokenWish(Wish):
    kind: Literal["terminal", "window", "board", "manager"]
    name: Annotated[Words, Field(min_length=1)]
    window: Annotated[int, Field(ge=0, le=999)] = 0


class ClerkWish(Wish):
    login: Login
    name: Annotated[Words, Field(min_length=1)]
    pin: Pin
    chief: bool = False


class ClerkChange(Wish):
    """Only what is given is changed."""

    name: Annotated[Words, Field(min_length=1)] | None = None
    pin: Pin | None = None
    chief: bool | None = None
    active: bool | None = None
