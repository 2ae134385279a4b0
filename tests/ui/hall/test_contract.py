"""The published contract under fire: whatever is sent, the answer is no 5xx, and it has the form it promised."""

from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error, response_schema_conformance

from kiosk.hall.access import Grant, Role
from kiosk.hall.identity import digest
from tests.hallkit.house import MONDAY, WAIT, House, config_of, open_house
from tests.hallkit.laid import sqlite_url
from tests.hallkit.people import clerk_at
from tests.ui.hall.test_closing import a_day_with_every_end

CASES = 4  # of each operation, role and mode
RATES = 'security = { pin_rate = "100000/minute", follow_rate = "100000/minute", public_rate = "100000/minute" }\n'
ROLES = (Role.TERMINAL, Role.BOARD, Role.WINDOW, Role.CHIEF)
POSITIVE, NEGATIVE = schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE


def test_whatever_is_sent_there_is_no_server_error(tmp_path: Path) -> None:
    """In the midst of a day: windows at work, numbers with every end, appointments, a settled day before."""
    with open_house(sqlite_url(tmp_path), config_of(RATES)) as house:
        known = a_day(house)
        schema = schemathesis.openapi.from_url(f"{house.url}/openapi.json")
        operations = [result.ok() for result in schema.get_all_operations()]
        assert len(operations) > 40
        tokens = [token_of(house, role) for role in ROLES]
        for operation in operations:
            if not never_ends(operation):
                fire(operation, tokens, known)


def never_ends(operation: Any) -> bool:
    """A stream of events answers as long as somebody listens; `tests.ui.hall.test_stream` does."""
    answer = operation.definition.raw["responses"].get("200", {})
    return "text/event-stream" in answer.get("content", {})


def a_day(house: House) -> dict[str, list[Any]]:
    """What there is to name in a path."""
    house.take("key-of-yesterday")
    house.clock.ahead(hours=9)
    assert house.ask("POST", f"/v1/settlements/{MONDAY:%Y-%m-%d}", Role.MANAGER).ok
    house.clock.ahead(hours=15)
    a_day_with_every_end(house)
    clerk_at(house, 2)
    begins = house.clock.at.replace(minute=30) + timedelta(days=1)
    holder = {"number": "11010119900307999X", "name": "张测试"}
    wish = {"theme": "A", "begins": begins.isoformat(), "holder": holder}
    booked = house.ask("POST", "/v1/appointments", headers={"Idempotency-Key": "key-of-booking"}, json=wish).json()
    follow = house.take("key-to-follow").json()["follow_url"].rpartition("/")[2]
    return {
        "number": [1, 2, 3],
        "ticket": list(range(1, 10)),
        "clerk": [1, 2],
        "theme": ["A", "B"],
        "code": [booked["code"], follow],
        "day": [f"{MONDAY:%Y-%m-%d}", f"{house.clock.at:%Y-%m-%d}"],
    }


def token_of(house: House, role: Role) -> str:
    token = f"token-of-{role.value}-for-the-contract"
    grant = Grant(0, role, role.value, house.clock(), clerk=1 if role is Role.CHIEF else 0)
    house.store.write(lambda records: records.add_grant(grant, digest(token))).result(WAIT)
    return token


def fire(operation: Any, tokens: list[str], known: dict[str, list[Any]]) -> None:
    """What has no meaning means nothing for anybody; what has some may mean another thing for each."""
    if operation.body or operation.query or operation.path_parameters:
        fire_one_mode(operation, NEGATIVE, tokens[-1], known)
    for token in tokens:
        fire_one_mode(operation, POSITIVE, token, known)


def fire_one_mode(operation: Any, mode: Any, token: str, known: dict[str, list[Any]]) -> None:
    """Invented paths, and such as lead to what is there."""
    turns = count()

    @settings(
        max_examples=CASES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(mode))
    def shoot(case: Any) -> None:
        turn, path = next(turns), case.path_parameters or {}
        if mode is POSITIVE and turn % 3:
            case.path_parameters = path | {name: known[name][turn % len(known[name])] for name in path if name in known}
        checks = [not_a_server_error, response_schema_conformance]
        case.call_and_validate(headers={"Authorization": f"Bearer {token}"}, checks=checks)

    shoot()
