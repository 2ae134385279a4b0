"""Time that goes by on the loop, for what is gathered and what is tried again. Ends at once where its task is ended."""

import asyncio


async def passed(seconds: float) -> None:
    """Return once so many seconds have passed."""
    loop = asyncio.get_running_loop()
    over = asyncio.Event()
    timer = loop.call_later(seconds, over.set)
    try:
        await over.wait()
    finally:
        timer.cancel()
