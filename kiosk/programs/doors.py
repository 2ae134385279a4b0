"""Opens a hall for trying out: a device for each of its web pages, and a clerk who may sign in at the window."""

import secrets
from dataclasses import dataclass, field

import requests

SECONDS = 10.0
CLERK = "101"


@dataclass(frozen=True)
class Door:
    """A page and the link that makes a browser its device; the token behind the `#` is never sent nor logged."""

    page: str
    link: str = field(repr=False)


@dataclass(frozen=True)
class Doors:
    """`clerk` signs in at the window with `pin`."""

    doors: tuple[Door, ...]
    clerk: str
    pin: str = field(repr=False)


def open_doors(url: str, manager: str) -> Doors:
    """Hand out tokens and take a clerk on at this hall. Raises requests.RequestException."""

    def ask(path: str, wish: dict[str, object]) -> requests.Response:
        headers = {"Authorization": f"Bearer {manager}"}
        answer = requests.post(f"{url}{path}", json=wish, headers=headers, timeout=SECONDS)
        answer.raise_for_status()
        return answer

    def link(kind: str, window: int = 0) -> str:
        token = ask("/v1/tokens", {"kind": kind, "name": f"{kind} to try", "window": window}).json()["secret"]
        return f"{url}/#token={token}"

    pin = f"{secrets.randbelow(10**6):06}"
    ask("/v1/clerks", {"login": CLERK, "name": "王工", "pin": pin})
    board, window = Door("board", link("board")), Door("window", link("window", 1))
    return Doors((board, window, Door("manager", f"{url}/#token={manager}")), CLERK, pin)
