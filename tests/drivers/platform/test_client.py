"""The client against the real sandbox over a cable that fails: each failure is one ExchangeError with one meaning."""

import time
from collections.abc import Callable, Iterator

import msgspec
import pytest

from drivers.http.failure import ExchangeError
from drivers.platform.client import BrokenCatalogueError, PlatformAccess, PlatformClient
from drivers.platform.trouble import PagesMissingError, trouble_of
from drivers.sim.network import Line
from kiosk.contract import Fault, Submission
from kiosk.trouble import Trouble
from tests.drivers.office import CODE, WAIT, City, picture, submission, sum_of, until, write_item

KEY = "key-00000001"
PAGE, SIGNATURE = picture(1, 300_000), picture(0)


def packed(body: Submission) -> bytes:
    return msgspec.json.encode(body)


@pytest.fixture
def client(city: City) -> Iterator[PlatformClient]:
    made = city.client()
    yield made
    made.close()


def failing(action: Callable[[], object]) -> ExchangeError:
    with pytest.raises(ExchangeError) as caught:
        action()
    return caught.value


def test_an_errand_goes_through(city: City, client: PlatformClient) -> None:
    body = packed(submission(PAGE))
    with pytest.raises(PagesMissingError) as caught:
        client.submit(KEY, body)
    assert caught.value.missing == [sum_of(PAGE), sum_of(SIGNATURE)]
    client.upload(sum_of(PAGE), PAGE)
    client.upload(sum_of(SIGNATURE), SIGNATURE)
    receipt = client.submit(KEY, body)
    assert client.progress(receipt.acceptance_number).stage == "received"
    assert client.submit(KEY, body).known
    assert [errand["intact"] for errand in city.errands()] == [True]


def test_the_catalogue_comes_once(city: City, client: PlatformClient) -> None:
    edition = client.newer_catalogue()
    assert edition is not None
    assert edition.catalogue.item(CODE) is not None
    assert client.newer_catalogue(edition.etag) is None
    write_item(city.plan.catalogue, "000133099001")
    newer = client.newer_catalogue('"broken"', edition.etag)
    assert newer is not None
    assert len(newer.catalogue.items) == 2


def test_a_token_that_has_gone_stale_is_renewed(city: City, client: PlatformClient) -> None:
    client.newer_catalogue()
    city.server.desk.sessions.sign_out_all()
    assert client.newer_catalogue() is not None


def test_wrong_credentials_are_about_the_terminal_not_the_errand(city: City) -> None:
    client = PlatformClient(PlatformAccess(city.relay.url, "T-01", "wrong", 1, 1))
    error = failing(lambda: client.submit(KEY, packed(submission())))
    assert (error.trouble, error.final) == (Trouble.NOT_SIGNED_IN, False)
    client.close()


@pytest.mark.parametrize("endpoint", ["sign-in", "submissions"])
@pytest.mark.parametrize(
    ("kind", "trouble"),
    [
        ("500", Trouble.SERVER_FAULT),
        ("garbage", Trouble.NOT_UNDERSTOOD),
        ("silence", Trouble.UNREACHABLE),
        ("lost", Trouble.UNREACHABLE),
    ],
)
def test_what_the_platform_does_not_answer_may_be_asked_again(
    city: City, endpoint: str, kind: str, trouble: Trouble
) -> None:
    client = city.client(answer_seconds=0.3 if kind in ("silence", "lost") else WAIT)
    city.fault(kind, endpoint)
    error = failing(lambda: client.submit(KEY, packed(submission())))
    assert (error.trouble, error.final) == (trouble, False)
    client.close()


def test_a_400_is_the_platforms_word(city: City, client: PlatformClient) -> None:
    city.fault("400", "submissions")
    error = failing(lambda: client.submit(KEY, packed(submission())))
    assert (error.trouble, error.final) == (Trouble.REFUSED, True)
    assert error.reason
    assert error.reason not in f"{error!s} {error!r}"


def test_an_unknown_item_and_an_unknown_number(client: PlatformClient) -> None:
    error = failing(lambda: client.submit(KEY, packed(submission(code="X" * 12))))
    assert (error.trouble, error.final) == (Trouble.UNKNOWN_ITEM, True)
    assert failing(lambda: client.progress("13090026030200100019")).trouble == Trouble.UNKNOWN_NUMBER


@pytest.mark.parametrize("number", ["", "../errands", "１２３", "1 2", "?key=1"])
def test_what_is_no_number_is_not_even_asked(city: City, client: PlatformClient, number: str) -> None:
    city.relay.set_line(Line.REFUSED)
    assert failing(lambda: client.progress(number)).trouble == Trouble.UNKNOWN_NUMBER


@pytest.mark.parametrize("line", [Line.REFUSED, Line.DROPPED, Line.STALLED])
def test_a_cut_line_is_noticed_in_time_and_mended_works_again(city: City, line: Line) -> None:
    client = city.client(connect_seconds=0.5, answer_seconds=0.5)
    until(lambda: answers(client))
    city.relay.set_line(line)
    error = failing(client.newer_catalogue)
    assert (error.trouble, error.final) == (Trouble.UNREACHABLE, False)
    city.relay.set_line(Line.OPEN)
    until(lambda: answers(client))
    client.close()


def answers(client: PlatformClient) -> bool:
    """A busy machine may need more than half a second for an answer; then it is asked again."""
    try:
        return client.newer_catalogue() is not None
    except ExchangeError:
        return False


def test_a_cut_in_mid_upload_leaves_no_half_page(city: City, client: PlatformClient) -> None:
    client.newer_catalogue()
    city.relay.cut_after(100_000)
    assert failing(lambda: client.upload(sum_of(PAGE), PAGE)).trouble == Trouble.UNREACHABLE
    assert list((city.plan.data / "pages").iterdir()) == []
    city.relay.set_line(Line.OPEN)
    client.upload(sum_of(PAGE), PAGE)
    assert (city.plan.data / "pages" / sum_of(PAGE)).read_bytes() == PAGE


def test_a_slow_line_is_not_a_dead_one(city: City) -> None:
    """The upload takes several times as long as either time-out."""
    client = city.client(connect_seconds=1.0, answer_seconds=1.0)
    page = picture(5, 6_000_000)
    until(lambda: answers(client))
    city.relay.set_line(Line.SLOW, rate=2_500_000)
    begun = time.monotonic()
    client.upload(sum_of(page), page)
    assert time.monotonic() - begun > 2
    client.close()


def test_an_answer_that_drips_is_given_up(city: City) -> None:
    client = city.client(answer_seconds=0.6)
    until(lambda: answers(client))
    for number in range(20):
        write_item(city.plan.catalogue, f"0001330991{number:02}")
    city.relay.set_line(Line.SLOW, rate=4_000)
    assert failing(client.newer_catalogue).trouble == Trouble.UNREACHABLE
    client.close()


@pytest.mark.parametrize("url", ["http://platform.example", "ftp://127.0.0.1", "127.0.0.1:80", "https://", ""])
def test_personal_data_is_never_sent_in_clear(url: str) -> None:
    with pytest.raises(ValueError, match="expected https"):
        PlatformClient(PlatformAccess(url, "T-01", "s"))


@pytest.mark.parametrize("url", ["https://platform.example/api/", "http://127.0.0.1:8000", "http://[::1]:80"])
def test_addresses_that_may_be_used(url: str) -> None:
    PlatformClient(PlatformAccess(url, "T-01", "s")).close()


@pytest.mark.parametrize(
    ("status", "body", "trouble", "final"),
    [
        (403, b"<html>the hall's proxy</html>", Trouble.NOT_UNDERSTOOD, False),
        (404, b"", Trouble.NOT_UNDERSTOOD, False),
        (302, b"", Trouble.NOT_UNDERSTOOD, False),
        (429, msgspec.json.encode(Fault("busy", "")), Trouble.REFUSED, False),
        (400, msgspec.json.encode(Fault("sum_mismatch", "")), Trouble.REFUSED, False),
        (403, msgspec.json.encode(Fault("not_allowed", "")), Trouble.REFUSED, True),
        (503, b"", Trouble.SERVER_FAULT, False),
    ],
)
def test_only_the_contracts_own_refusal_is_final(status: int, body: bytes, trouble: Trouble, final: bool) -> None:
    error = trouble_of(status, body)
    assert (error.trouble, error.final) == (trouble, final)


@pytest.mark.parametrize("items", [[], "twice"])
def test_a_catalogue_that_cannot_be_offered_is_broken(
    city: City, client: PlatformClient, items: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = city.server.desk.shelf
    edition = shelf.edition()
    plain = msgspec.to_builtins(edition.catalogue)
    plain["items"] = plain["items"] * 2 if items == "twice" else items
    broken = msgspec.json.encode(plain)
    monkeypatch.setattr(shelf, "_edition", type(edition)(edition.catalogue, broken, '"bad"'))
    with pytest.raises(BrokenCatalogueError) as caught:
        client.newer_catalogue()
    assert caught.value.etag == '"bad"'
