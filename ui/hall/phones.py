"""Visitors' phones that look at their number: each is told anew when something has changed for it.

Looked up together, and not more often than the hall can afford: a called number at once, the others of its line soon.
Knows no page; `look` says what stands there."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from dataclasses import dataclass, field

from kiosk.hall.happening import Happening
from kiosk.hall.ports import HallRecords
from ui.hall.context import Context
from ui.hall.passing import passed

log = logging.getLogger(__name__)
MOST_OF_ONE = 3  # phones that look at the same number; the newest stay
MOST = 2000
GATHER_SECONDS = 0.2  # a call and what comes with it are looked up together
LINE_SECONDS = 3.0  # between two looks at everybody in a line
CHECK_SECONDS = 30.0  # time alone changes the wait that is expected
SHARE = 20  # of the time between two looks, one part in so many is spent looking
BEAT = b"event: beat\ndata: {}\n\n"


@dataclass(frozen=True)
class Standing:
    """How a number stands: its ticket, its line, and what the page is told, by its language. `over`: nothing more."""

    ticket: int
    line: str
    said: dict[str, bytes]
    over: bool


@dataclass(eq=False)
class Phone:
    """One open page."""

    code: str
    lang: str
    standing: Standing | None = None
    lines: asyncio.Queue[bytes | None] = field(default_factory=asyncio.Queue)

    def tell(self, now: Standing | None) -> None:
        """Nothing where nothing is new for it; a number that is not known any more ends the page's stream."""
        if now is None:
            self.lines.put_nowait(None)
            return
        if self.standing is None or now.said[self.lang] != self.standing.said[self.lang]:
            self.lines.put_nowait(b"event: now\ndata: %s\n\n" % now.said[self.lang])
        self.standing = now
        if now.over:
            self.lines.put_nowait(None)


Look = Callable[[HallRecords, str], Standing | None]


class Phones:
    """On the loop alone. `look` reads one number by its code, None where there is none."""

    def __init__(self, context: Context, look: Look) -> None:
        self._context = context
        self._look = look
        self._phones: dict[str, list[Phone]] = {}
        self._called: set[int] = set()  # tickets that something has happened to
        self._moved: set[str] = set()  # lines in which something has happened
        self._awake = asyncio.Event()
        self._rest = 0.0  # everybody was looked at so lately that a look must wait until then
        self._checked = 0.0
        self._count = 0
        self._ended = False

    def __len__(self) -> int:
        return self._count

    def is_full(self) -> bool:
        return self._count >= MOST

    def hear(self, news: Sequence[Happening]) -> None:
        if self._count:
            self._called.update(told.ticket for told in news if told.ticket)
            self._moved.update(told.line for told in news if told.line)
            self._awake.set()

    def end(self) -> None:
        self._ended = True
        self.begin_anew()

    def begin_anew(self) -> None:
        """Every page comes back at once."""
        for phone in self._everybody():
            phone.lines.put_nowait(None)

    async def stream(self, phone: Phone) -> AsyncIterator[bytes]:
        """The lines for one page, beginning with how its number stands."""
        self._enter(phone)
        try:
            yield b"retry: 3000\n\n"
            await self._tell([phone])
            while not self._ended and (line := await phone.lines.get()) is not None:
                yield line
        finally:
            self._leave(phone)

    async def run(self) -> None:
        """Until it is cancelled."""
        loop = asyncio.get_running_loop()
        while True:
            try:
                async with asyncio.timeout(LINE_SECONDS):
                    await self._awake.wait()
            except TimeoutError:
                pass
            self._awake.clear()
            await passed(GATHER_SECONDS)
            await self._round(loop.time())

    async def _round(self, now: float) -> None:
        called, self._called = self._called, set()
        due = [phone for phone in self._everybody() if phone.standing and phone.standing.ticket in called]
        if now >= self._rest and (self._moved or now - self._checked > CHECK_SECONDS):
            moved, self._moved = self._moved, set()
            all_ = now - self._checked > CHECK_SECONDS
            due += [phone for phone in self._everybody() if all_ or (phone.standing and phone.standing.line in moved)]
            self._checked = now if all_ else self._checked
            await self._tell(due)
            self._rest = now + max(LINE_SECONDS, SHARE * (asyncio.get_running_loop().time() - now))
        elif due:
            await self._tell(due)

    async def _tell(self, phones: Iterable[Phone]) -> None:
        due = set(phones)
        codes = {phone.code for phone in due}
        if not codes:
            return
        try:
            found = await self._context.read(lambda records: {code: self._look(records, code) for code in codes})
        except Exception as error:  # noqa: BLE001 - the border of a task that must go on
            log.error("visitors' phones could not be told: %s", type(error).__name__)
            return
        for phone in due:
            phone.tell(found[phone.code])

    def beat(self) -> None:
        for phone in self._everybody():
            if phone.lines.empty():
                phone.lines.put_nowait(BEAT)

    def _everybody(self) -> list[Phone]:
        return [phone for mine in self._phones.values() for phone in mine]

    def _enter(self, phone: Phone) -> None:
        mine = self._phones.setdefault(phone.code, [])
        mine.append(phone)
        self._count += 1
        if len(mine) > MOST_OF_ONE:
            mine[0].lines.put_nowait(None)

    def _leave(self, phone: Phone) -> None:
        mine = self._phones.get(phone.code, [])
        mine.remove(phone)
        self._count -= 1
        if not mine:
            del self._phones[phone.code]
