"""Live updates end with what allowed them."""

import asyncio

from kiosk.hall.access import Grant, Role
from kiosk.hall.tokens import hand_out
from tests.hallkit.house import WAIT, House
from ui.hall.follow import phones_of
from ui.hall.guard import Doorman
from ui.hall.stream import Hub, Listener


def lines_of(house: House, grant: Grant, most: int) -> list[bytes]:
    """What a page gets that was let in with this grant, `most` lines at most."""
    hub = Hub(house.context, Doorman(house.context), phones_of(house.context))

    async def listen() -> list[bytes]:
        got = []
        async for line in hub.stream(Listener(frozenset(), grant), "0"):
            got.append(line)
            if len(got) == most:
                break
        return got

    return asyncio.run(asyncio.wait_for(listen(), WAIT))


def test_a_page_whose_token_is_revoked_between_door_and_stream_gets_nothing_live(house: House) -> None:
    new = Grant(0, Role.BOARD, "board", house.clock())
    grant = house.store.write(lambda records: hand_out(records, new, "s" * 32)).result(WAIT)
    house.take("key-00000001")
    assert len(lines_of(house, grant, 2)) == 2
    house.store.write(lambda records: records.revoke_grant(grant.id, house.clock())).result(WAIT)
    missed = lines_of(house, grant, 99)
    assert missed[0].startswith(b"retry")  # what it missed was its own to see; then the stream ends
