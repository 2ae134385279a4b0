"""Who is connected to the hall, and how long each may keep it waiting: nobody shuts the others out. Knows no HTTP.

A newcomer always finds a place as long as somebody only lets the hall wait (a request that does not come to its end, a
line kept open for later): whoever has done so for longest leaves.
"""

import asyncio
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import ip_address, ip_network
from typing import Protocol

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Patience:
    """How long, in seconds, a peer may need for a request's head and its body, take nothing of an answer, and stay
    after a goodbye."""

    head: float = 10.0
    body: float = 30.0
    answer: float = 60.0
    parting: float = 2.0
    look: float = 1.0  # between two looks at everybody

    def __post_init__(self) -> None:
        if min(self.head, self.body, self.answer, self.parting, self.look) <= 0:
            raise ValueError("patience is a time above 0")


class Peer(Protocol):
    """One connection. `waits_since` is when it began to let the hall wait, None while it is the hall's turn."""

    address: str
    waits_since: float | None

    def overdue(self, now: float, patience: Patience) -> bool: ...

    def cut(self) -> None:
        """End it; a peer that still reads is told why."""


class Connections:
    """At most `most` in all and `of_one` from one address; addresses of `proxies` (or networks) speak for many."""

    def __init__(self, most: int, of_one: int, proxies: Iterable[str] = (), patience: Patience | None = None) -> None:
        self.patience = patience or Patience()
        self._most = most
        self._of_one = of_one
        self._proxies = [ip_network(proxy, strict=False) for proxy in proxies]
        self._peers: dict[str, dict[Peer, None]] = {}  # by address, in order of coming
        self._count = 0
        self._looking: asyncio.TimerHandle | None = None
        self._closed = False
        self._told: set[str] = set()  # addresses that have been too many since the last quiet moment

    def __len__(self) -> int:
        return self._count

    def enter(self, peer: Peer) -> bool:
        """Whether there is a place for this one."""
        if self._closed:
            return False
        mine = self._peers.get(peer.address, {})
        if len(mine) >= self._of_one and not self._is_proxy(peer.address):
            self._complain(peer.address)
            if not self._make_room(mine):
                return False
        if self._count >= self._most and not self._make_room(self._largest()):
            return False
        self._peers.setdefault(peer.address, {})[peer] = None
        self._count += 1
        if self._looking is None:
            self._look_later()
        return True

    def leave(self, peer: Peer) -> None:
        mine = self._peers.get(peer.address, {})
        if peer in mine:
            del mine[peer]
            self._count -= 1
            if not mine:
                del self._peers[peer.address]
                self._told.discard(peer.address)

    def close(self) -> None:
        """The hall ends: nobody comes any more, and who has asked for nothing goes."""
        self._closed = True
        for peer in [peer for mine in self._peers.values() for peer in mine if peer.waits_since is not None]:
            peer.cut()

    def _make_room(self, among: Iterable[Peer]) -> bool:
        """End whoever of these has let the hall wait for longest."""
        waiting = [peer for peer in among if peer.waits_since is not None]
        if not waiting:
            return False
        longest = min(waiting, key=_waits_since)
        self.leave(longest)
        longest.cut()
        return True

    def _largest(self) -> dict[Peer, None]:
        """Everybody from the address with the most connections."""
        return max(self._peers.values(), key=len)

    def _look_later(self) -> None:
        self._looking = asyncio.get_running_loop().call_later(self.patience.look, self._look)

    def _look(self) -> None:
        """End everybody who has used up the hall's patience."""
        now = asyncio.get_running_loop().time()
        for peer in [peer for mine in self._peers.values() for peer in mine if peer.overdue(now, self.patience)]:
            peer.cut()
        self._looking = None
        if self._peers:
            self._look_later()

    def _is_proxy(self, address: str) -> bool:
        if not self._proxies:
            return False
        try:
            return any(ip_address(address) in network for network in self._proxies)
        except ValueError:
            return False

    def _complain(self, address: str) -> None:
        """Once, and without the address: it may be a visitor's."""
        if address not in self._told:
            self._told.add(address)
            log.warning(
                "more than %d connections from one address: the oldest idle ones are ended. If it is a proxy, name it"
                " in [server] trusted_proxies",
                self._of_one,
            )


def _waits_since(peer: Peer) -> float:
    return peer.waits_since or 0.0
