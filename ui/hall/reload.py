"""A running hall takes over its changed file, and a certificate that was renewed. What is wrong changes nothing."""

import asyncio
import logging
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.hall.config import HallConfig
from kiosk.hall.happening import Happening, What
from kiosk.hall.moved import carry_on
from kiosk.hall.notices import Messages
from kiosk.hall.ports import HallRecords
from kiosk.hall.renewal import changed, held_up, renewed
from kiosk.words import Words
from ui.hall.context import Context
from ui.hall.limits import Limits

log = logging.getLogger(__name__)

Read = Callable[[], HallConfig]
"""Reads the file anew. Raises ValueError with what is wrong in it."""


@dataclass
class Renewal:
    """What SIGHUP asks for. `messages_of` opens the platform's service that a configuration names."""

    context: Context
    limits: Limits
    read: Read
    messages_of: Callable[[HallConfig], Messages | None]
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def renew(self) -> bool:
        """Take the file over; False where it was not, and the log says why in one line."""
        async with self._turn:
            try:
                return await self._take_over(await asyncio.to_thread(self.read))
            except ValueError as error:
                for line in str(error).splitlines():
                    log.error("%s %s", self._say(WRONG), line)
            except Exception as error:  # noqa: BLE001 - the border of a task: the hall goes on as it was
                log.error("%s %s", self._say(WRONG), type(error).__name__)
            return False

    async def _take_over(self, fresh: HallConfig) -> bool:
        context, now = self.context, self.context.now()
        running = context.hall.config
        config, kept = renewed(running, fresh)
        held = await context.read(lambda records: held_up(records, context.hall, config, now))
        if held:
            log.error("%s %s", self._say(WAITED_FOR), ", ".join(held))
            return False
        if config.notices != running.notices:
            context.messages = await asyncio.to_thread(self.messages_of, config)
        if config.security != running.security:
            self.limits.set(config.security)
        context.take_over(config)
        await context.write(lambda records: carry_on(records, context.hall, now))
        done = changed(running, config)
        if done:
            await context.write(_told_to_pages(context))
        log.info("%s %s", self._say(TAKEN_OVER), ", ".join(done) or "-")
        if kept:
            log.warning("%s %s", self._say(RESTART_FOR), ", ".join(kept))
        return True

    def _say(self, words: Words) -> str:
        return words.get(self.context.hall.config.hall.language)


WRONG = Words("配置没有改变，照旧运行：", "the configuration stays as it was:")
WAITED_FOR = Words(
    "配置没有改变：还有人在等或有人在办，这些主题或窗口不能去掉：",
    "the configuration stays as it was: people are still in these themes or at these windows:",
)
TAKEN_OVER = Words("已采用新的配置：", "the new configuration is taken over:")
RESTART_FOR = Words("这些要重新启动才生效：", "these need a restart:")


def _told_to_pages(context: Context) -> Callable[[HallRecords], None]:
    """Boards and consoles ask anew, as after a theme was opened."""
    told = Happening(What.THEME, context.now(), detail="settings")
    return lambda records: records.tell(told)


class Certificate:
    """The hall's certificate on disk, and the TLS context that shows it; new connections get the renewed one."""

    def __init__(self, context: ssl.SSLContext, certificate: Path, key: Path) -> None:
        self._context = context
        self._files = (certificate, key)
        self._seen = self._stamps()

    def look(self) -> None:
        """Take up a pair that was changed; one that does not fit (half is written yet) waits for the next change."""
        stamps = self._stamps()
        if stamps == self._seen:
            return
        self._seen = stamps
        try:
            ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(*self._files, password=lambda: "")
            self._context.load_cert_chain(*self._files)
        except (OSError, ValueError) as error:  # SSLError is an OSError
            log.error("the renewed certificate cannot be used, the one before goes on: %s", error)
            return
        log.info("the renewed certificate is shown from now on: %s", self._files[0])

    def _stamps(self) -> tuple[tuple[int, int] | None, ...]:
        return tuple(map(_stamp, self._files))


def _stamp(file: Path) -> tuple[int, int] | None:
    """When and where it was written: a renewal may write into the file, or put another in its place."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ino
