"""Signing in, and what the manager does, over HTTP, on both databases."""

import runpy
from datetime import datetime
from pathlib import Path

import pytest
import requests

from drivers.hall_copy import make_copy
from drivers.hall_store.founding import note_copied
from kiosk.hall.access import Role
from tests.hallkit.house import WAIT, House, config_of, open_house
from tests.hallkit.people import PIN, clerk_at, sign_in, take_on
from ui.hall import pins


def test_a_wrong_pin_and_an_unknown_login_look_the_same(house: House) -> None:
    take_on(house)
    wrong, unknown = sign_in(house, "101", "000000"), sign_in(house, "999", "000000")
    assert (wrong.status_code, wrong.json()) == (401, unknown.json())


def test_pins_cannot_be_tried_for_long(house: House) -> None:
    take_on(house)
    statuses = [sign_in(house, "101", f"00000{turn}").status_code for turn in range(5)]
    assert statuses == [401] * 5
    assert sign_in(house, "101").json()["reason"] == "pin_locked"


def test_a_clerk_out_of_service_is_signed_out_and_stays_out(house: House) -> None:
    clerk = clerk_at(house)
    id_ = house.ask("GET", "/v1/clerks", Role.MANAGER).json()[0]["id"]
    answer = house.ask("PATCH", f"/v1/clerks/{id_}", Role.MANAGER, json={"active": False})
    assert not answer.json()["active"]
    assert clerk.act("next").status_code == 401
    assert sign_in(house, "101").status_code == 401


def test_a_new_pin_works_and_the_old_does_not(house: House) -> None:
    take_on(house)
    id_ = house.ask("GET", "/v1/clerks", Role.MANAGER).json()[0]["id"]
    house.ask("PATCH", f"/v1/clerks/{id_}", Role.MANAGER, json={"pin": "135790"})
    assert sign_in(house, "101").status_code == 401
    assert sign_in(house, "101", "135790").status_code == 200


def test_the_pin_is_kept_as_argon2(house: House) -> None:
    take_on(house)
    kept = house.store.read(lambda records: records.clerk_by_login("101")).result(WAIT)
    assert kept is not None
    assert kept.pin_hash.startswith("$argon2id$")
    assert PIN not in repr(kept)
    assert "argon2" not in repr(kept)


def test_a_hash_costs_what_the_standard_asks() -> None:
    """RFC 9106, section 4, for little memory: 64 MiB, three passes, four lanes. Other tests hash for nothing."""
    hasher = runpy.run_path(pins.__file__)["HASHER"]
    assert hasher.hash(PIN).startswith("$argon2id$v=19$m=65536,t=3,p=4$")


def test_a_login_is_one_clerk(house: House) -> None:
    take_on(house)
    body = {"login": "101", "name": "另一位", "pin": PIN}
    assert house.ask("POST", "/v1/clerks", Role.MANAGER, json=body).json()["reason"] == "login_taken"
    assert house.ask("PATCH", "/v1/clerks/77", Role.MANAGER, json={"name": "x"}).status_code == 404


def test_sessions_end_with_sign_out_and_with_the_day(house: House) -> None:
    clerk = clerk_at(house)
    assert clerk.ask("DELETE", "/v1/sign-in").status_code == 204
    assert clerk.act("next").status_code == 401
    again = clerk_at(house)
    house.clock.ahead(hours=12)
    assert again.act("next").status_code == 401


def test_a_chief_serves_and_manages(house: House) -> None:
    take_on(house, "200", chief=True)
    token = sign_in(house, "200").json()["token"]
    assert house.ask("GET", "/v1/overview", token).status_code == 200
    assert house.ask("GET", "/v1/line", token).status_code == 200


def test_cookies_carry_device_and_session(house: House) -> None:
    take_on(house)
    browser = requests.Session()
    known = browser.post(f"{house.url}/v1/device", json={"token": house.token(Role.WINDOW, 1)}, timeout=WAIT)
    assert known.json() == {"role": "window", "name": "window", "window": 1}
    set_cookie = known.headers["Set-Cookie"].lower()
    assert "httponly" in set_cookie
    assert "samesite=strict" in set_cookie
    assert browser.post(f"{house.url}/v1/sign-in", json={"login": "101", "pin": PIN}, timeout=WAIT).ok
    assert browser.post(f"{house.url}/v1/windows/1/open", json={}, timeout=WAIT).json()["state"] == "open"
    assert browser.get(f"{house.url}/v1/windows/1/rating", timeout=WAIT).ok  # the device's right, not the clerk's
    browser.delete(f"{house.url}/v1/sign-in", timeout=WAIT)
    assert browser.get(f"{house.url}/v1/line", timeout=WAIT).status_code == 403


def test_a_token_is_handed_out_and_taken_back(house: House) -> None:
    new = house.ask("POST", "/v1/tokens", Role.MANAGER, json={"kind": "board", "name": "东厅大屏"}).json()
    assert house.ask("GET", "/v1/board", new["secret"]).status_code == 200
    listed = house.ask("GET", "/v1/tokens", Role.MANAGER)
    assert "东厅大屏" in listed.text
    assert new["secret"] not in listed.text
    assert house.ask("DELETE", f"/v1/tokens/{new['id']}", Role.MANAGER).status_code == 204
    assert house.ask("GET", "/v1/board", new["secret"]).status_code == 401
    assert house.ask("DELETE", f"/v1/tokens/{new['id']}", Role.MANAGER).status_code == 404


def test_a_theme_is_closed_and_opened_by_the_staff(house: House) -> None:
    assert house.ask("POST", "/v1/themes/B/close", Role.MANAGER, json={"reason": "系统维护"}).status_code == 204
    assert house.take("key-00000001", "B").json()["reason"] == "closed_by_staff"
    assert house.take("key-00000002", "A").status_code == 201
    house.ask("POST", "/v1/themes/B/open", Role.MANAGER, json={})
    assert house.take("key-00000001", "B").status_code == 201
    assert house.ask("POST", "/v1/themes/Z/close", Role.MANAGER, json={}).status_code == 404


def test_a_cap_closes_the_theme_until_the_next_half_hour(database: str) -> None:
    from tests.hallkit.house import TOML

    with open_house(database, config_of(text=TOML.replace("cap_per_half_hour = 0", "cap_per_half_hour = 2"))) as house:
        statuses = [house.take(f"key-{turn:08}", "B").status_code for turn in range(3)]
        assert statuses == [201, 201, 409]
        theme = house.ask("GET", "/v1/themes", None).json()[1]
        assert (theme["open"], theme["closed_code"]) == (False, "numbers_out")
        house.clock.ahead(minutes=30)
        assert house.take("key-00000009", "B").status_code == 201


def test_the_overview_counts_the_day(house: House) -> None:
    clerk = clerk_at(house)
    for turn in range(4):
        house.take(f"key-{turn:08}")
    clerk.does("next")
    clerk.does("start")
    house.clock.ahead(minutes=10)
    clerk.does("finish", outcome="done")
    view = house.ask("GET", "/v1/overview", Role.MANAGER).json()
    theme, window = view["themes"][0], view["windows"][0]
    assert (theme["issued"], theme["waiting"], theme["served"], theme["longest_wait"]) == (4, 3, 1, 10)
    assert (theme["windows_open"], theme["coming"] + 3 >= theme["forecast"] >= 3) == (1, True)
    assert (window["state"], window["clerk_name"], window["served"]) == ("open", "王工", 1)


def test_a_window_that_serves_two_themes_is_counted_once(house: House) -> None:
    """Half an hour before closing: 40 minutes of work wait for each theme, and one window serves both."""
    for turn, theme in enumerate("AAAABB"):
        house.take(f"key-{turn:08}", theme)
    clerk_at(house, 2)
    house.clock.ahead(hours=8)

    def forecast() -> list[int]:
        themes = house.ask("GET", "/v1/overview", Role.MANAGER).json()["themes"]
        return [theme["forecast"] for theme in themes]

    assert forecast() == [2, 1]
    clerk_at(house, 1)
    assert forecast() == [4, 1]
    house.clock.ahead(hours=1)
    assert forecast() == [0, 0]


@pytest.mark.parametrize("role", [Role.TERMINAL, Role.BOARD, Role.WINDOW])
@pytest.mark.parametrize("path", ["/v1/overview", "/v1/tokens", "/v1/clerks"])
def test_only_managers_manage(house: House, role: Role, path: str) -> None:
    assert house.ask("GET", path, role).status_code == 403


def test_what_is_kept_is_told_and_that_a_copy_is_due(house: House, tmp_path: Path) -> None:
    for n in range(3):
        house.take(f"key-0000000{n}")
    kept = house.ask("GET", "/v1/kept", Role.MANAGER).json()
    numbers, log, booked, settled = kept["records"]
    assert numbers == {"name": "numbers", "since": "2026-03-02", "about": 3, "days": 1100}
    assert (log["since"], log["days"], log["about"] > 3) == ("2026-03-02", 400, True)
    assert (booked["since"], settled["since"]) == (None, None)
    assert kept["size"] > 10_000
    assert (kept["copied_at"], kept["copy_is_due"], kept["pruned_at"]) == (None, True, None)
    make_copy(house.database, "test", tmp_path / "copy", house.clock())
    note_copied(house.database, "test", house.clock())
    kept = house.ask("GET", "/v1/kept", Role.MANAGER).json()
    assert (datetime.fromisoformat(kept["copied_at"]), kept["copy_is_due"]) == (house.clock(), False)
    house.clock.ahead(days=8)
    assert house.ask("GET", "/v1/kept", Role.MANAGER).json()["copy_is_due"]
    assert house.ask("GET", "/v1/kept").status_code == 403
