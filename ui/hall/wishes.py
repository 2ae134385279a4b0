"""What may be asked of the hall's API, as models that refuse everything else (control characters, endless texts)."""

from datetime import date
from typing import Annotated, Literal

from fastapi import Header, Path
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from kiosk.contract import KEY_HEADER

Words = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f\x7f]*$", max_length=60)]
ThemeCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]$")]
WindowNumber = Annotated[int, Path(ge=1, le=999)]
FollowCode = Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{12}$")]
Key = Annotated[
    str,
    Header(alias=KEY_HEADER, pattern=r"^[!-~]{8,80}$", description="The same key gives the same answer, however often"),
]
Priority = Literal["age_60", "disabled", "pregnant", "soldier"]


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
    phone: Annotated[str, StringConstraints(pattern=r"^\+?[0-9 -]{7,20}$")] | None = None
    priority: Priority | None = Field(None, description="The stated reason; age is also taken from the card")
    errands: Annotated[list[Words], Field(max_length=12)] = Field(
        [], description="Several errands in one visit (一件事)"
    )
