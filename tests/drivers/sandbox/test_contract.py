"""The sandbox's contract, asked over real HTTP by a plain client that shares no code with the terminal's."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace
from typing import Any

import pytest
import requests

from drivers.sandbox.numbering import is_acceptance_number
from drivers.sandbox.server import SandboxServer
from kiosk.contract import Submission
from tests.drivers.office import CODE, SECRET, TERMINAL, WAIT, City, picture, submission, sum_of, write_item

PAGE, SIGNATURE = picture(1), picture(0)


class Caller:
    """One terminal's HTTP calls."""

    def __init__(self, city: City) -> None:
        self.url = city.server.url
        who = {"terminal_id": TERMINAL, "secret": SECRET}
        token = requests.post(f"{self.url}/v1/sign-in", json=who, timeout=WAIT).json()["token"]
        self.headers = {"Authorization": f"Bearer {token}"}

    def get(self, path: str, **headers: str) -> requests.Response:
        return requests.get(self.url + path, headers=self.headers | headers, timeout=WAIT)

    def put_page(self, content: bytes, sha256: str = "") -> requests.Response:
        path = f"{self.url}/v1/pages/{sha256 or sum_of(content)}"
        return requests.put(path, content, headers=self.headers, timeout=WAIT)

    def submit(self, body: Submission | dict[str, Any], key: str = "key-00000001") -> requests.Response:
        data = asdict(body) if isinstance(body, Submission) else body
        headers = self.headers | {"Idempotency-Key": key}
        return requests.post(f"{self.url}/v1/submissions", json=data, headers=headers, timeout=WAIT)


@pytest.fixture
def caller(city: City) -> Caller:
    return Caller(city)


def uploaded(caller: Caller) -> Submission:
    """A submission whose pages the platform has."""
    assert [caller.put_page(page).status_code for page in (PAGE, SIGNATURE)] == [204, 204]
    return submission(PAGE)


@pytest.mark.parametrize("who", [{"terminal_id": TERMINAL, "secret": "x"}, {"terminal_id": "nobody", "secret": ""}])
def test_a_stranger_is_not_signed_in(city: City, who: dict[str, str]) -> None:
    answer = requests.post(f"{city.server.url}/v1/sign-in", json=who, timeout=WAIT)
    assert (answer.status_code, answer.json()["code"]) == (401, "wrong_credentials")


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/catalogue"), ("PUT", f"/pages/{'0' * 64}"), ("GET", "/submissions/1")]
)
def test_nothing_is_told_to_who_has_not_signed_in(city: City, method: str, path: str) -> None:
    for headers in ({}, {"Authorization": "Bearer nonsense"}, {"Authorization": "Basic eDp5"}):
        answer = requests.request(method, f"{city.server.url}/v1{path}", headers=headers, timeout=WAIT)
        assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in")


def test_the_catalogue_is_sent_once_and_again_when_a_file_has_changed(city: City, caller: Caller) -> None:
    first = caller.get("/v1/catalogue")
    assert [item["code"] for item in first.json()["items"]] == [CODE]
    assert caller.get("/v1/catalogue", **{"If-None-Match": f'"old", {first.headers["ETag"]}'}).status_code == 304
    write_item(city.plan.catalogue, "000133099001")
    second = caller.get("/v1/catalogue", **{"If-None-Match": first.headers["ETag"]})
    assert second.status_code == 200
    assert second.json()["version"] != first.json()["version"]
    assert len(second.json()["items"]) == 2


@pytest.mark.logs("WARNING", "the catalogue stays at")
def test_a_broken_item_file_leaves_the_edition_that_was_good(city: City, caller: Caller) -> None:
    good = caller.get("/v1/catalogue").headers["ETag"]
    (city.plan.catalogue / "zz.toml").write_text("code = 1")
    assert caller.get("/v1/catalogue").headers["ETag"] == good


def test_a_page_is_kept_as_it_was_sent_and_again_is_as_good_as_once(city: City, caller: Caller) -> None:
    assert [caller.put_page(PAGE).status_code for _ in range(2)] == [204, 204]
    assert (city.plan.data / "pages" / sum_of(PAGE)).read_bytes() == PAGE


@pytest.mark.parametrize(
    ("content", "sha256", "refusal"),
    [
        (PAGE, "0" * 64, (400, "sum_mismatch")),
        (PAGE, "../../etc/passwd", (404, "http")),
        (PAGE, sum_of(PAGE).upper(), (422, "invalid")),
        (b"", "", (415, "not_a_picture")),
        (b"%PDF-1.7", "", (415, "not_a_picture")),
        (b"\xff\xd8\xff" + bytes(8 * 1024 * 1024), "", (413, "page_too_large")),
    ],
)
def test_what_is_no_page_is_refused_and_leaves_nothing(
    city: City, caller: Caller, content: bytes, sha256: str, refusal: tuple[int, str]
) -> None:
    answer = caller.put_page(content, sha256)
    assert (answer.status_code, answer.json()["code"]) == refusal
    assert list((city.plan.data / "pages").iterdir()) == []


def test_missing_pages_are_listed_in_order_and_the_errand_is_not_there(city: City, caller: Caller) -> None:
    answer = caller.submit(submission(PAGE, picture(2), PAGE))
    assert answer.status_code == 409
    assert answer.json()["missing"] == [sum_of(PAGE), sum_of(picture(2)), sum_of(SIGNATURE)]
    assert city.errands() == []


def test_the_same_key_gives_the_same_number_and_one_errand(city: City, caller: Caller) -> None:
    body = uploaded(caller)
    first, second = caller.submit(body), caller.submit(body)
    assert (first.status_code, first.json()["known"]) == (201, False)
    assert (second.status_code, second.json()["known"]) == (200, True)
    number = first.json()["acceptance_number"]
    assert second.json()["acceptance_number"] == number
    assert number.startswith("1309002603020010001")
    assert is_acceptance_number(number)
    assert len(city.errands()) == 1


def test_another_submission_under_the_same_key_is_refused(city: City, caller: Caller) -> None:
    body = uploaded(caller)
    caller.submit(body)
    answer = caller.submit(replace(body, answers={"name": "测试丁"}))
    assert (answer.status_code, answer.json()["code"], answer.json()["missing"]) == (409, "key_reused", [])
    assert len(city.errands()) == 1


def test_an_unknown_item_is_refused_but_what_was_accepted_stays_so(city: City, caller: Caller) -> None:
    body = uploaded(caller)
    number = caller.submit(body).json()["acceptance_number"]
    write_item(city.plan.catalogue, "000133099001")
    (city.plan.catalogue / f"{CODE}.toml").unlink()
    assert caller.submit(body).json()["acceptance_number"] == number
    answer = caller.submit(body, key="key-00000002")
    assert (answer.status_code, answer.json()["code"]) == (422, "unknown_item")


def test_many_terminals_at_once_get_numbers_without_a_gap(city: City, caller: Caller) -> None:
    body = uploaded(caller)
    keys = [f"key-{number // 2:08}" for number in range(24)]  # each twice, at the same time
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda key: caller.submit(body, key).json()["acceptance_number"], keys))
    assert answers[0::2] == answers[1::2]
    assert sorted(number[15:19] for number in set(answers)) == [f"{number:04}" for number in range(1, 13)]


def test_progress_and_its_stages(city: City, caller: Caller) -> None:
    number = caller.submit(uploaded(caller)).json()["acceptance_number"]
    assert caller.get(f"/v1/submissions/{number}").json()["stage"] == "received"
    move = {"stage": "review", "remark": "补正"}
    path = f"{city.server.url}/sandbox/errands/{number}/stage"
    assert requests.put(path, json=move, timeout=WAIT).status_code == 204
    assert caller.get(f"/v1/submissions/{number}").json() == {
        "acceptance_number": number,
        "item_name": "测试事项",
        "stage": "review",
        "remark": "补正",
    }
    assert requests.put(path, json={"stage": "nowhere"}, timeout=WAIT).status_code == 422
    assert caller.get("/v1/submissions/13090026030200100019").json()["code"] == "unknown_number"


def test_an_errand_is_also_found_by_the_terminals_own_number(city: City, caller: Caller) -> None:
    """A receipt that was printed before the platform answered carries no other."""
    submission = uploaded(caller)
    number = caller.submit(submission).json()["acceptance_number"]
    found = caller.get(f"/v1/submissions/{submission.local_number}").json()
    assert found["acceptance_number"] == number


def test_what_is_held_is_summed_again_from_the_bytes_and_names_nobody(city: City, caller: Caller) -> None:
    caller.submit(uploaded(caller))
    (held,) = city.errands()
    assert held["intact"]
    assert [page["actual"] for page in held["pages"]] == [sum_of(PAGE), sum_of(SIGNATURE)]
    assert "测试甲乙丙" not in str(held)
    assert "1990" not in str(held)
    (city.plan.data / "pages" / sum_of(PAGE)).write_bytes(PAGE[:-1])
    (damaged,) = city.errands()
    assert not damaged["intact"]
    (city.plan.data / "pages" / sum_of(PAGE)).unlink()
    assert [page["actual"] for page in city.errands()[0]["pages"]] == ["", sum_of(SIGNATURE)]


def test_a_restart_keeps_everything_but_the_sessions(city: City, caller: Caller) -> None:
    body = uploaded(caller)
    number = caller.submit(body).json()["acceptance_number"]
    city.server.close()
    city.server = SandboxServer(city.plan)
    city.server.start()
    caller.url = city.server.url
    assert caller.submit(body).status_code == 401
    again = Caller(city)
    assert again.submit(body).json()["acceptance_number"] == number
    assert again.submit(body, "key-00000002").json()["acceptance_number"][15:19] == "0002"


def test_the_contract_is_published_from_its_dataclasses(city: City) -> None:
    document = requests.get(f"{city.server.url}/openapi.json", timeout=WAIT).json()
    assert set(document["paths"]) == {
        "/v1/sign-in",
        "/v1/catalogue",
        "/v1/notices",
        "/v1/pages/{sha256}",
        "/v1/submissions",
        "/v1/submissions/{number}",
    }
    schemas = document["components"]["schemas"]
    assert set(schemas["Submission"]["properties"]) == set(asdict(submission()))
    assert {"Catalogue", "Item", "Fault", "Receipt", "Progress"} <= set(schemas)
