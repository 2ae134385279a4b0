"""The published contract under fire: whatever is sent, the answer is no 5xx, and it has the form it promised."""

from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error, response_schema_conformance

from kiosk.hall.access import Grant, Role
from kiosk.hall.identity import digest
from tests.hallkit.house import WAIT, House, config_of, open_house, sqlite_url

CASES = 6  # of each operation, role and mode
RATES = 'security = { pin_rate = "100000/minute", follow_rate = "100000/minute", public_rate = "100000/minute" }\n'
MODES = (schemathesis.GenerationMode.NEGATIVE, schemathesis.GenerationMode.POSITIVE)


@pytest.mark.timeout(110)
def test_whatever_is_sent_there_is_no_server_error(tmp_path: Path) -> None:
    with open_house(sqlite_url(tmp_path), config_of(RATES)) as house:
        schema = schemathesis.openapi.from_url(f"{house.url}/openapi.json")
        operations = [result.ok() for result in schema.get_all_operations()]
        assert len(operations) > 40
        for role in (Role.TERMINAL, Role.CHIEF):
            token = token_of(house, role)
            for operation in operations:
                if operation.path != "/v1/events":  # it never ends
                    fire(operation, token)


def token_of(house: House, role: Role) -> str:
    token = f"token-of-{role.value}-for-the-contract"
    grant = Grant(0, role, role.value, house.clock(), clerk=1 if role is Role.CHIEF else 0)
    house.store.write(lambda records: records.add_grant(grant, digest(token))).result(WAIT)
    return token


def fire(operation: Any, token: str) -> None:
    for mode in MODES:
        if mode is schemathesis.GenerationMode.NEGATIVE and not has_input(operation):
            continue

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
            checks = [not_a_server_error, response_schema_conformance]
            case.call_and_validate(headers={"Authorization": f"Bearer {token}"}, checks=checks)

        shoot()


def has_input(operation: Any) -> bool:
    return bool(operation.body or operation.query or operation.path_parameters)
