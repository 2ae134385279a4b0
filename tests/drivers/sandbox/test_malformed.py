"""Whatever is sent, the sandbox answers with the contract's Fault and never with a 5xx."""

import socket
from typing import Any
from urllib.parse import urlsplit

import msgspec
import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import response_schema_conformance, status_code_conformance

from kiosk.contract import Fault, SignIn
from tests.drivers.office import SECRET, TERMINAL, WAIT, City, submission

GOOD = msgspec.json.encode(submission())
PLAIN: dict[str, Any] = msgspec.to_builtins(submission())


@pytest.fixture
def city(standing_city: City) -> City:
    return standing_city


@pytest.fixture
def headers(city: City) -> dict[str, str]:
    session = city.server.desk.sessions.sign_in(SignIn(TERMINAL, SECRET))
    assert session
    return {
        "Authorization": f"Bearer {session.token}",
        "Idempotency-Key": "key-00000001",
        "Content-Type": "application/json",
    }


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b"{",
        b'"text"',
        b"\xff\xfe\x00",
        b"[" * 100_000,
        GOOD[:-1],
        GOOD.replace(b'"answers"', b'"Answers"'),
        msgspec.json.encode(PLAIN | {"materials": {}}),
        msgspec.json.encode(PLAIN | {"materials": [{"id": "photo"}]}),
        msgspec.json.encode(PLAIN | {"answers": {"name": 7}}),
        msgspec.json.encode(PLAIN | {"applicant_number": None}),
        GOOD.replace(b"resident", b"\\ud800"),
    ],
)
def test_a_malformed_submission_is_refused(city: City, headers: dict[str, str], body: bytes) -> None:
    answer = requests.post(f"{city.server.url}/v1/submissions", body, headers=headers, timeout=WAIT)
    fault = msgspec.json.decode(answer.content, type=Fault)
    assert answer.status_code in (400, 422)
    assert "11010119900307999X" not in fault.message
    assert city.errands() == []


@pytest.mark.parametrize("key", [None, "", "short", "x" * 65, "key with spaces", "key-\xff\xff\xff\xff"])
def test_a_key_has_a_form(city: City, headers: dict[str, str], key: str | None) -> None:
    sent = {name: value for name, value in headers.items() if name != "Idempotency-Key"}
    if key is not None:
        sent["Idempotency-Key"] = key
    answer = requests.post(f"{city.server.url}/v1/submissions", GOOD, headers=sent, timeout=WAIT)
    assert answer.status_code == 422
    assert msgspec.json.decode(answer.content, type=Fault).code == "invalid"


@pytest.mark.parametrize("method", ["DELETE", "PATCH", "TRACE"])
@pytest.mark.parametrize("path", ["/v1/submissions", "/v1/nothing", "/", "/v1/pages/%00", "/v1/submissions/%ff%fe"])
def test_a_wrong_method_or_path_is_refused(city: City, headers: dict[str, str], method: str, path: str) -> None:
    answer = requests.request(method, city.server.url + path, headers=headers, timeout=WAIT)
    assert 400 <= answer.status_code < 500
    assert msgspec.json.decode(answer.content, type=Fault).code == "http"


@pytest.mark.logs("WARNING", "Invalid HTTP request received")
def test_what_is_not_http_does_not_hurt(city: City, headers: dict[str, str]) -> None:
    address = urlsplit(city.server.url)
    with socket.create_connection((str(address.hostname), int(address.port or 0)), timeout=WAIT) as line:
        line.sendall(b"\x00\x01\x02 nonsense\r\n\r\n")
        assert line.recv(100).startswith(b"HTTP/1.1 400")
    assert requests.get(f"{city.server.url}/v1/catalogue", headers=headers, timeout=WAIT).status_code == 200


@pytest.mark.parametrize("field", ["terminal_id", "secret"])
def test_half_a_character_is_refused_at_sign_in(city: City, field: str) -> None:
    body = '{"terminal_id": "T-01", "secret": "x"}'.replace(f'"{field}": "', f'"{field}": "\\ud800')
    path = f"{city.server.url}/v1/sign-in"
    answer = requests.post(path, body, headers={"Content-Type": "application/json"}, timeout=WAIT)
    assert answer.status_code in (401, 422)


def test_every_answer_to_generated_requests_is_in_the_contract(city: City, headers: dict[str, str]) -> None:
    """Requests, good and bad, made out of the published document; the answers must be as published."""
    published = schemathesis.openapi.from_url(f"{city.server.url}/openapi.json")
    for found in published.get_all_operations():
        _ask_at_random(found.ok(), {"Authorization": headers["Authorization"]})


def _ask_at_random(operation: APIOperation, headers: dict[str, str]) -> None:
    checks = [not_a_server_error, status_code_conformance, response_schema_conformance]

    @settings(max_examples=15, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(operation.as_strategy())
    def ask(case: schemathesis.Case) -> None:
        case.call_and_validate(headers=headers, checks=checks)

    ask()
