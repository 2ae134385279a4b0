"""Clerks at their windows, as the console works: sign in with a PIN, then act."""

from dataclasses import dataclass
from typing import Any

import requests

from kiosk.hall.access import Role
from tests.hallkit.house import House

PIN = "246810"


@dataclass
class ClerkAtWindow:
    """`does` posts an act of the window and wants it to succeed."""

    house: House
    window: int
    session: str

    def ask(self, method: str, path: str, **more: Any) -> requests.Response:
        return self.house.ask(method, path, self.session, **more)

    def act(self, what: str, **body: Any) -> requests.Response:
        return self.ask("POST", f"/v1/windows/{self.window}/{what}", json=body)

    def does(self, what: str, **body: Any) -> dict[str, Any]:
        answer = self.act(what, **body)
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def refused(self, what: str, **body: Any) -> str:
        """The reason of the refusal."""
        answer = self.act(what, **body)
        assert 400 <= answer.status_code < 500, answer.text
        return str(answer.json()["reason"])


def take_on(house: House, login: str = "101", chief: bool = False, name: str = "王工") -> None:
    body = {"login": login, "name": name, "pin": PIN, "chief": chief}
    answer = house.ask("POST", "/v1/clerks", Role.MANAGER, json=body)
    assert answer.status_code in (201, 409), answer.text


def sign_in(house: House, login: str, pin: str = PIN, device: str = "") -> requests.Response:
    return house.ask("POST", "/v1/sign-in", device or Role.WINDOW, json={"login": login, "pin": pin})


def clerk_at(house: House, window: int = 1, login: str = "", open_: bool = True, **themes: Any) -> ClerkAtWindow:
    """A clerk of their own, signed in, the window open."""
    login = login or str(100 + window)
    take_on(house, login)
    clerk = ClerkAtWindow(house, window, sign_in(house, login).json()["token"])
    if open_:
        clerk.does("open", **themes)
    return clerk
