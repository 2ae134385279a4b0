"""Everything behind the terminal's counter: the platform's line and the outbox, put together from the settings."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from drivers.http.link import Link
from drivers.outbox.courier import Pace
from drivers.outbox.outbox import Outbox, OutboxPlan
from drivers.platform.client import PlatformAccess, PlatformClient
from drivers.platform.platform import PlatformLine
from kiosk.config import TerminalConfig
from kiosk.events import Post

LONGEST_QUESTION = 8.0  # seconds: somebody stands there and waits, unlike for a delivery


@dataclass(frozen=True)
class BackOffice:
    """The two ports; they share the link's state, each has its own connection."""

    platform: PlatformLine
    outbox: Outbox

    def start(self) -> None:
        self.platform.start()
        self.outbox.start()

    def close(self) -> None:
        self.outbox.close()
        self.platform.close()


def platform_access(config: TerminalConfig) -> PlatformAccess:
    """As the terminal itself signs in."""
    told = config.platform
    return PlatformAccess(
        told.url, config.terminal.id, told.secret, told.connect_seconds, told.answer_seconds, told.ca_file
    )


def open_back_office(config: TerminalConfig, folder: Path, post: Post, now: Callable[[], datetime]) -> BackOffice:
    """`folder` holds what waits and the catalogue's copy. Raises ValueError where the address or `ca_file` is wrong."""
    access = platform_access(config)
    asking = replace(access, answer_seconds=min(access.answer_seconds, LONGEST_QUESTION))
    link = Link(post)
    pace = Pace(lease=2 * (access.connect_seconds + access.answer_seconds) + 10)
    outbox = Outbox(OutboxPlan(folder, config.terminal.id, now, pace), PlatformClient(access), post, link.report)
    link.on_back(outbox.hurry)
    return BackOffice(PlatformLine(PlatformClient(asking), link, folder / "catalogue.json", post), outbox)
