"""The contract's client: signs in, asks, uploads, submits. Knows HTTP and the contract; no thread, no store."""

import time
from dataclasses import dataclass, field
from typing import TypeVar

import msgspec

from drivers.http.failure import ExchangeError
from drivers.http.wire import Answer, Wire
from drivers.platform.trouble import trouble_of
from kiosk.catalogue import Catalogue
from kiosk.contract import API, KEY_HEADER, Notice, Progress, Receipt, Session, SignIn, Submission
from kiosk.events import Stage
from kiosk.trouble import Trouble

Body = TypeVar("Body")
JSON = "application/json"
RENEW_EARLY = 30.0  # seconds before its end that a token is no longer used
NUMBER_LIMIT = 50  # GB/T 39046: an..50


@dataclass(frozen=True)
class PlatformAccess:
    """Where the platform is and who asks. Times are in seconds."""

    url: str
    terminal_id: str
    secret: str = field(repr=False)
    connect_seconds: float = 3.0
    answer_seconds: float = 20.0
    ca_file: str = ""  # PEM of the platform's own certificate authority; empty: the public ones


@dataclass(frozen=True)
class Edition:
    """A catalogue and the ETag to ask for a newer one with."""

    catalogue: Catalogue
    etag: str


@dataclass
class BrokenCatalogueError(ExchangeError):
    """The platform answers, but its catalogue cannot be used; `etag` names the edition that is broken."""

    etag: str = ""


class PlatformClient:
    """Speaks to the platform, for one thread. Every call raises ExchangeError where it does not succeed."""

    def __init__(self, access: PlatformAccess) -> None:
        """Raises ValueError for an address that is neither https nor on loopback, or a missing `ca_file`."""
        self._access = access
        self._wire = Wire(access.url, access.connect_seconds, access.answer_seconds, access.ca_file)
        self._token = ""
        self._token_ends = 0.0

    def close(self) -> None:
        self._wire.close()

    def newer_catalogue(self, *etags: str) -> Edition | None:
        """The platform's catalogue, or None where it is one of these editions. Raises BrokenCatalogueError."""
        headers = {"If-None-Match": ", ".join(etags)} if etags else {}
        answer = self._ask("GET", "/catalogue", headers)
        if answer.status == 304:
            return None
        etag = answer.headers.get("etag", "")
        try:
            return Edition(checked_catalogue(answer.body), etag)
        except ValueError as error:
            raise BrokenCatalogueError(Trouble.NOT_UNDERSTOOD, reason=str(error), etag=etag) from error

    def upload(self, sha256: str, content: bytes) -> None:
        """Upload one page or signature."""
        kind = "image/png" if content.startswith(b"\x89PNG") else "image/jpeg"
        self._ask("PUT", f"/pages/{sha256}", {"Content-Type": kind}, content)

    def submit(self, key: str, submission: bytes) -> Receipt:
        """Submit an errand: JSON of a Submission, sent byte for byte. Also raises PagesMissingError."""
        headers = {"Content-Type": JSON, KEY_HEADER: key}
        receipt = _decoded(self._ask("POST", "/submissions", headers, submission), Receipt)
        if not 1 <= len(receipt.acceptance_number) <= NUMBER_LIMIT:
            raise ExchangeError(Trouble.NOT_UNDERSTOOD, reason="a receipt without a number")
        return receipt

    def progress(self, number: str) -> Progress:
        """How far an errand is; `number` is the platform's, or the terminal's own from a receipt printed before."""
        if not (number.isascii() and number.replace("-", "").isalnum()):
            raise ExchangeError(Trouble.UNKNOWN_NUMBER, final=True)
        progress = _decoded(self._ask("GET", f"/submissions/{number}", {}), Progress)
        if progress.stage not in list(Stage):
            raise ExchangeError(Trouble.NOT_UNDERSTOOD, reason="an unknown stage")
        return progress

    def notify(self, key: str, notice: Notice) -> None:
        """Send a text message; the same key sends it once."""
        self._ask("POST", "/notices", {"Content-Type": JSON, KEY_HEADER: key}, msgspec.json.encode(notice))

    def _ask(self, method: str, path: str, headers: dict[str, str], body: bytes | None = None) -> Answer:
        """One request as a terminal that is signed in; a token that has gone stale is renewed once."""
        fresh = self._sign_in_if_needed()
        answer = self._send(method, path, headers, body)
        if answer.status == 401 and not fresh:
            self._token = ""
            self._sign_in_if_needed()
            answer = self._send(method, path, headers, body)
        if answer.status == 304 or 200 <= answer.status < 300:
            return answer
        raise trouble_of(answer.status, answer.body)

    def _send(self, method: str, path: str, headers: dict[str, str], body: bytes | None) -> Answer:
        return self._wire.exchange(method, API + path, headers | {"Authorization": f"Bearer {self._token}"}, body)

    def _sign_in_if_needed(self) -> bool:
        """True where this call has just signed in."""
        if self._token and time.monotonic() < self._token_ends:
            return False
        who = SignIn(self._access.terminal_id, self._access.secret)
        answer = self._wire.exchange("POST", f"{API}/sign-in", {"Content-Type": JSON}, msgspec.json.encode(who))
        if not 200 <= answer.status < 300:
            raise _sign_in_trouble(answer)
        session = _decoded(answer, Session)
        self._token = session.token
        self._token_ends = time.monotonic() + max(session.expires_in - RENEW_EARLY, session.expires_in / 2)
        return True


def _sign_in_trouble(answer: Answer) -> ExchangeError:
    """A refusal at sign-in is about the terminal: it is never the last word about an errand."""
    error = trouble_of(answer.status, answer.body)
    refused = 400 <= answer.status < 500 and error.trouble is not Trouble.NOT_UNDERSTOOD
    return ExchangeError(Trouble.NOT_SIGNED_IN if refused else error.trouble, reason=error.reason)


def _decoded(answer: Answer, kind: type[Body]) -> Body:
    try:
        return msgspec.json.decode(answer.body, type=kind)
    except ValueError as error:  # msgspec's errors and undecodable text
        raise ExchangeError(Trouble.NOT_UNDERSTOOD, reason=f"not a {kind.__name__}") from error


def checked_catalogue(body: bytes) -> Catalogue:
    """The catalogue in this JSON. Raises ValueError where it is not one that a terminal can offer."""
    catalogue = msgspec.json.decode(body, type=Catalogue)
    codes = [item.code for item in catalogue.items]
    if not codes or len(set(codes)) != len(codes):
        raise ValueError("expected items, each code once")
    return catalogue


def submission_json(submission: Submission) -> bytes:
    """What `submit` sends: made once, when the errand is taken, so that every retry is the same."""
    return msgspec.json.encode(submission)
