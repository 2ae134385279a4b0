"""The links that open a hall's web pages for trying out."""

from pathlib import Path

import requests

from kiosk.hall.access import Role
from kiosk.programs.doors import open_doors
from tests.hallkit.house import WAIT, open_house
from tests.hallkit.laid import sqlite_url


def test_every_link_is_the_device_it_says_and_the_clerk_may_sign_in(tmp_path: Path) -> None:
    with open_house(sqlite_url(tmp_path)) as house:
        doors = open_doors(house.url, house.token(Role.MANAGER))
        tokens = {door.page: door.link.partition("#token=")[2] for door in doors.doors}
        for page, token in tokens.items():
            known = requests.post(f"{house.url}/v1/device", json={"token": token}, timeout=WAIT).json()
            assert known["role"] == page
        wish = {"login": doors.clerk, "pin": doors.pin}
        session = house.ask("POST", "/v1/sign-in", tokens["window"], json=wish).json()
        assert session["window"] == 1
        assert not any(token in repr(doors) for token in tokens.values())
