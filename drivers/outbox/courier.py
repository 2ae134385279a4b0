"""Delivers what waits until the platform has answered for good. One round is plain code; `Outbox` gives it a thread."""

import logging
import random
import secrets
from collections.abc import Callable
from dataclasses import dataclass

from drivers.http.failure import ExchangeError
from drivers.outbox.seal import SealBrokenError
from drivers.outbox.store import Claim, Store
from drivers.platform.client import PlatformClient
from drivers.platform.trouble import PagesMissingError
from kiosk.contract import Receipt
from kiosk.events import ErrandDelivered, ErrandRefused
from kiosk.trouble import Trouble

log = logging.getLogger(__name__)

Report = Callable[[ExchangeError | None], None]
"""Told of every exchange with the platform: None where it worked."""


@dataclass(frozen=True)
class Tried:
    """One errand was tried; `settled` is the platform's last word on it, where it has been said."""

    settled: ErrandDelivered | ErrandRefused | None = None


@dataclass(frozen=True)
class Pace:
    """How often to try. Seconds; each wait doubles up to `longest`, and half of it is by chance, so that the
    terminals of a city do not all come back in the same second."""

    first: float = 1.0
    longest: float = 60.0
    lease: float = 60.0  # longer than one request can take; renewed before each

    def wait(self, attempts: int) -> float:
        """How long to wait after `attempts` earlier failures."""
        return min(self.longest, self.first * 2.0 ** min(attempts, 30)) * random.uniform(0.5, 1.0)  # noqa: S311


class LeaseLostError(Exception):
    """Somebody else is delivering this errand by now."""


class Courier:
    """Takes due errands from the store, one after the other, and settles each with the platform."""

    def __init__(self, client: PlatformClient, report: Report, pace: Pace) -> None:
        self._client = client
        self._report = report
        self._pace = pace
        self.owner = secrets.token_hex(8)

    def deliver_one(self, store: Store) -> Tried | None:
        """Try the next errand that is due; None where none is. Raises sqlite3.Error."""
        claim = store.claim(self.owner, self._pace.lease, self._pace.longest)
        return Tried(self._settle(store, claim)) if claim else None

    def _settle(self, store: Store, claim: Claim) -> ErrandDelivered | ErrandRefused | None:
        try:
            receipt = self._deliver(store, claim)
        except ExchangeError as error:
            return self._not_delivered(store, claim, error)
        except SealBrokenError:
            return self._unreadable(store, claim)
        except LeaseLostError:
            log.info("errand %s is being delivered by another process", claim.local_number)
            return None
        return self._delivered(store, claim, receipt)

    def _deliver(self, store: Store, claim: Claim) -> Receipt:
        """Submit; where the platform lacks pages, upload just these and submit once more."""
        submission = store.submission(claim)
        try:
            return self._client.submit(claim.key, submission)
        except PagesMissingError as error:
            for sha256 in error.missing:
                self._upload(store, claim, sha256)
        self._keep(store, claim)
        return self._client.submit(claim.key, submission)

    def _upload(self, store: Store, claim: Claim, sha256: str) -> None:
        page = store.page(claim, sha256)
        if page is None:
            raise ExchangeError(Trouble.NOT_UNDERSTOOD, reason="asked for a page that is not in this errand")
        self._keep(store, claim)
        self._client.upload(sha256, page)

    def _keep(self, store: Store, claim: Claim) -> None:
        if not store.renew(claim, self.owner, self._pace.lease):
            raise LeaseLostError

    def _delivered(self, store: Store, claim: Claim, receipt: Receipt) -> ErrandDelivered | None:
        self._report(None)
        if not store.delivered(claim, receipt.acceptance_number):
            return None
        log.info("errand %s is accepted as %s", claim.local_number, receipt.acceptance_number)
        return ErrandDelivered(claim.local_number, receipt.acceptance_number)

    def _not_delivered(self, store: Store, claim: Claim, error: ExchangeError) -> ErrandRefused | None:
        self._report(error)
        if not error.final:
            store.postpone(claim, self.owner, error.trouble, self._pace.wait(claim.attempts))
            return None
        log.warning("errand %s is refused: %s; kept for staff", claim.local_number, error.trouble)
        return self._refused(store, claim, error.trouble, error.reason)

    def _unreadable(self, store: Store, claim: Claim) -> ErrandRefused | None:
        """The key has changed or the disk has: nothing can be sent, and nothing is thrown away."""
        log.error("errand %s cannot be unsealed; kept for staff", claim.local_number)
        return self._refused(store, claim, Trouble.GARBLED, "")

    def _refused(self, store: Store, claim: Claim, trouble: Trouble, reason: str) -> ErrandRefused | None:
        known = not store.refused(claim, trouble, reason)
        return None if known else ErrandRefused(claim.local_number, reason)
