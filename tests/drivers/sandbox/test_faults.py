"""The sandbox told to fail: each fault as a client meets it, counted down, and over when it is cleared."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

from tests.drivers.office import SECRET, TERMINAL, WAIT, City


@pytest.fixture
def city(standing_city: City) -> Iterator[City]:
    yield standing_city
    standing_city.server.desk.faults.clear()


WHO = {"terminal_id": TERMINAL, "secret": SECRET}


def sign_in(city: City, seconds: float = WAIT) -> requests.Response:
    return requests.post(f"{city.server.url}/v1/sign-in", json=WHO, timeout=seconds)


def order(city: City, **fault: object) -> requests.Response:
    return requests.post(f"{city.server.url}/sandbox/faults", json=fault, timeout=WAIT)


@pytest.mark.parametrize("kind", ["400", "500"])
def test_a_refusal_on_demand_is_in_the_contracts_form_and_counts_down(city: City, kind: str) -> None:
    assert order(city, kind=kind, times=2).status_code == 204
    assert [sign_in(city).status_code for _ in range(3)] == [int(kind), int(kind), 200]


def test_garbage_says_200_and_is_not_json(city: City) -> None:
    order(city, kind="garbage", times=1)
    answer = sign_in(city)
    assert answer.status_code == 200
    with pytest.raises(requests.JSONDecodeError):
        answer.json()


def test_silence_lasts_until_the_client_gives_up(city: City) -> None:
    order(city, kind="silence", times=1)
    with pytest.raises(requests.ReadTimeout):
        sign_in(city, 0.3)
    assert sign_in(city).status_code == 200


def test_clearing_ends_a_silence_under_way(city: City) -> None:
    order(city, kind="silence")
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(sign_in, city)
        while not answer.done():
            requests.delete(f"{city.server.url}/sandbox/faults", timeout=WAIT)
        assert answer.result().status_code in (200, 500)
    assert requests.get(f"{city.server.url}/sandbox/faults", timeout=WAIT).json() == []


def test_slow_answers_come_late_and_right(city: City) -> None:
    order(city, kind="slow", seconds=0.3, times=1)
    begun = time.monotonic()
    assert sign_in(city).status_code == 200
    assert time.monotonic() - begun >= 0.3


def test_a_fault_hits_its_endpoint_only(city: City) -> None:
    order(city, kind="500", endpoint="catalogue")
    token = sign_in(city).json()["token"]
    headers = {"Authorization": f"Bearer {token}"}
    url = f"{city.server.url}/v1"
    assert requests.get(f"{url}/catalogue", headers=headers, timeout=WAIT).status_code == 500
    assert requests.get(f"{url}/submissions/1", headers=headers, timeout=WAIT).status_code == 404
    assert requests.get(f"{city.server.url}/openapi.json", timeout=WAIT).status_code == 200


@pytest.mark.parametrize("fault", [{"kind": "502"}, {"kind": "500", "times": 0}, {"kind": "slow", "seconds": -1}, {}])
def test_an_unknown_fault_is_refused(city: City, fault: dict[str, object]) -> None:
    assert order(city, **fault).status_code == 422
    assert city.server.desk.faults.orders() == []
