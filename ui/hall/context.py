"""What every request of the hall's API works with: one object, made once by the composition root."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import TypeVar
from zoneinfo import ZoneInfo

from starlette.requests import HTTPConnection

from kiosk.hall.clock import Correction, Doubt, HallClock
from kiosk.hall.config import HallConfig
from kiosk.hall.correction import correct, last_record
from kiosk.hall.earlier import EarlierDays, earlier_days
from kiosk.hall.foresee import foresee
from kiosk.hall.foresight import Foresight
from kiosk.hall.hall import Hall
from kiosk.hall.happening import Happening, What
from kiosk.hall.identity import IdentitySeal
from kiosk.hall.keeping import prune
from kiosk.hall.notices import MessageError, Messages, Turn, due, take_due
from kiosk.hall.ports import HallRecords, Store
from kiosk.hall.reopening import forget_due
from kiosk.hall.settled import Settlement
from kiosk.hall.settlement import settle_due
from kiosk.hall.ticket import HallTicket
from kiosk.hall.trouble import StoreFailedError
from kiosk.hall.windows import vacate_absent

log = logging.getLogger(__name__)
Result = TypeVar("Result")
FORESIGHT_LASTS = timedelta(minutes=1)
"""Time alone changes it too: windows come back from lunch."""


@dataclass
class Context:
    """`address` is where visitors' phones reach this hall; it is set when the port is known."""

    hall: Hall
    store: Store
    seal: IdentitySeal = field(repr=False)
    clock: HallClock
    pdf: Callable[[Settlement, list[HallTicket], ZoneInfo], bytes]
    address: str = ""
    messages: Messages | None = field(default=None, repr=False)  # None: no turn-is-near notices
    _clock_began: bool = False
    _clock_turn: asyncio.Lock = field(default_factory=asyncio.Lock, repr=False)  # a correction is made once
    _doubt_told: Doubt | None = None
    _foreseen: tuple[int, datetime] = (-1, datetime.min.replace(tzinfo=UTC))
    _earlier: tuple[date, EarlierDays] = (date.min, EarlierDays())
    _chance: Random = field(default_factory=Random, repr=False)

    def __post_init__(self) -> None:
        self._hours = self.hall.hours

    def now(self) -> datetime:
        return self.clock()

    async def write(self, work: Callable[[HallRecords], Result]) -> Result:
        """Run `work` in the hall's next transaction; it has been committed when this returns."""
        return await asyncio.wrap_future(self.store.write(work))

    async def read(self, work: Callable[[HallRecords], Result]) -> Result:
        return await asyncio.wrap_future(self.store.read(work))

    async def prove(self) -> None:
        """Raises StoreFailedError while the database is in trouble; once it has been, a write shows that it is over."""
        if self.store.trouble() is not None:
            await asyncio.wrap_future(self.store.prove())

    async def report(self, settlement: Settlement, tickets: list[HallTicket]) -> bytes:
        """The settled day as a PDF."""
        return await asyncio.to_thread(self.pdf, settlement, tickets, self.hall.config.hall.zone)

    async def watch_clock(self) -> None:
        """Judge the clock anew, and put right what a wrong one has written; a failure is logged, and it is tried again
        soon."""
        try:
            async with self._clock_turn:
                await self._judge_clock()
        except StoreFailedError:
            pass  # the store has said so
        except Exception as error:  # noqa: BLE001 - the border of a task that must go on
            log.error("the clock could not be judged: %s", type(error).__name__)
        always = self._hours.always or self.clock.knows_no_hours
        self.hall = replace(self.hall, goes_on=self.clock.goes_on, hours=replace(self._hours, always=always))

    async def _judge_clock(self) -> None:
        if not self._clock_began:
            self.clock.begin(await self.read(lambda records: last_record(records, self.hall)))
            self._clock_began = True
        correction = self.clock.look()
        if correction is not None:
            await self._correct(correction)
        await self._tell_doubt()

    async def _correct(self, correction: Correction) -> None:
        moved = await self.write(lambda records: correct(records, self.hall, correction))
        self.clock.take(correction)
        log.info("the hall's time was corrected by %.0f s: %d numbers", correction.by.total_seconds(), moved)

    async def _tell_doubt(self) -> None:
        """Into the log of happenings: what was recorded in between is uncertain."""
        state = self.clock.state()
        if state.why is self._doubt_told:
            return
        said = f"in doubt ({state.why}): the computer says {state.says:%Y-%m-%d %H:%M:%S}" if state.why else "certain"
        await self.write(lambda records: records.tell(Happening(What.CLOCK, state.now, detail=said)))
        self._doubt_told = state.why
        log.log(logging.INFO if state.why in (None, Doubt.STARTED) else logging.WARNING, "the clock is %s", said)

    async def settle_due(self) -> None:
        """Settle the days that nobody has settled, and for good what can be undone no longer, once the clock is
        certain; a failure is logged, and it is tried again later."""
        await self.watch_clock()
        if not self.clock.certain:
            return
        now = self.now()
        try:
            done = await self.write(lambda records: settle_due(records, self.hall, now))
            forgotten = await self.write(lambda records: forget_due(records, self.hall, now))
        except StoreFailedError:
            return  # the store has said so
        except Exception as error:  # noqa: BLE001 - the border of a task that must go on
            log.error("the day could not be settled: %s", type(error).__name__)
        else:
            for settlement in done:
                log.info("settled %s, balanced: %s", settlement.day, settlement.balanced)
            for day in forgotten:
                log.info("%s is settled for good", day)

    async def prune(self) -> int:
        """Let some of what is kept long enough go, while the clock is certain; how many rows. A failure is logged, and
        it is tried again later."""
        if not self.clock.certain:
            return 0
        now, hall = self.now(), self.hall
        try:
            return await self.write(lambda records: prune(records, hall, now))
        except StoreFailedError:
            return 0
        except Exception as error:  # noqa: BLE001 - the border of a task that must go on
            log.error("what is old could not be let go: %s", type(error).__name__)
            return 0

    async def vacate_absent(self) -> None:
        """Close the windows of clerks who are gone; a failure is logged, and it is tried again later. By a doubtful
        clock everybody's session may seem to have ended."""
        if not self.clock.certain:
            return
        now = self.now()
        try:
            await self.write(lambda records: vacate_absent(records, self.hall, now))
        except StoreFailedError:
            return
        except Exception as error:  # noqa: BLE001 - the border of a task that must go on
            log.error("windows left alone could not be closed: %s", type(error).__name__)

    async def look_ahead(self) -> None:
        """Make the foresight anew, where anything has happened since it was made, or a minute has gone by."""
        now, hall = self.now(), self.hall
        seen, at = self._foreseen

        def look(records: HallRecords) -> tuple[tuple[int, datetime], Foresight | None]:
            last = records.last_happening()
            if last == seen and abs(now - at) < FORESIGHT_LASTS:
                return (seen, at), None
            if (day := hall.day(now)) != self._earlier[0]:
                self._earlier = day, earlier_days(records, hall, day)
            return (last, now), foresee(records, hall, now, self._chance, self._earlier[1])

        try:
            self._foreseen, foresight = await self.read(look)
        except StoreFailedError:
            return
        except Exception as error:  # noqa: BLE001 - the border of a task that must go on
            log.error("the waits could not be forecast: %s", type(error).__name__)
            return
        if foresight is not None:
            self.hall = replace(self.hall, foresight=foresight)

    def take_over(self, config: HallConfig) -> None:
        """Go on with another configuration of this hall; what is expected is looked at anew."""
        self._hours = replace(self._hours, section=config.hours)
        self.clock.keep(self._hours)
        hours = replace(self.hall.hours, section=config.hours)
        self.hall = replace(self.hall, config=config, hours=hours)
        self._foreseen = (-1, datetime.min.replace(tzinfo=UTC))

    @property
    def earlier(self) -> EarlierDays:
        """What was seen on the days before, as far as it has been looked at today."""
        return self._earlier[1]

    async def send_notices(self) -> None:
        """Tell those whose turn is near; what cannot be sent is logged, and forgotten: soon it would be wrong."""
        if self.messages is None:
            return
        hall, now = self.hall, self.now()
        try:
            if not await self.read(lambda records: due(records, hall, now)):
                return
            turns = await self.write(lambda records: take_due(records, hall, now))
        except StoreFailedError:
            return
        except Exception as error:  # noqa: BLE001 - the border of a task that must go on
            log.error("the notices could not be read: %s", type(error).__name__)
            return
        await asyncio.gather(*(self._send(self.messages, turn) for turn in turns))

    @staticmethod
    async def _send(messages: Messages, turn: Turn) -> None:
        try:
            await asyncio.to_thread(messages.send, turn)
        except MessageError as error:
            log.warning("the notice for %s could not be sent: %s", turn.number, error)

    def follow_url(self, code: str) -> str:
        """The page of a number on a phone; empty where no phone can reach this hall."""
        base = self.hall.config.hall.public_url.rstrip("/") or self.address
        return f"{base}/t/{code}" if base else ""


def context_of(connection: HTTPConnection) -> Context:
    context: Context = connection.app.state.context
    return context
