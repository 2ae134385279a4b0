"""What a running hall takes over from its file when that was changed, and what it cannot without a new start."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime

import msgspec

from kiosk.hall.config import HallConfig
from kiosk.hall.hall import Hall
from kiosk.hall.moved import stranded
from kiosk.hall.ports import HallRecords
from kiosk.hall.window import WindowState

RESTART: Mapping[str, tuple[str, ...]] = {
    "hall": ("id", "time_zone"),
    "server": ("host", "port", "tls_certificate", "tls_key", "trusted_proxies", "connections_per_address"),
    "database": ("url",),
    "security": ("key_file",),
    "tickets": ("island_first",),
    "clock": ("steady_minutes",),
}
"""Who is connected, and what has been written already, hangs on these."""


def renewed(running: HallConfig, fresh: HallConfig) -> tuple[HallConfig, list[str]]:
    """The fresh configuration with what cannot be taken over as it runs, and the keys of that which differ."""
    kept: list[str] = []
    sections = {}
    for name, keys in RESTART.items():
        before, after = getattr(running, name), getattr(fresh, name)
        differ = [key for key in keys if getattr(before, key) != getattr(after, key)]
        kept += [f"{name}.{key}" for key in differ]
        sections[name] = msgspec.structs.replace(after, **{key: getattr(before, key) for key in differ})
    return msgspec.structs.replace(fresh, **sections), kept


def changed(before: HallConfig, after: HallConfig) -> list[str]:
    """The sections, and keys of them, that are not as before."""
    return list(_changed(before, after))


def _changed(before: HallConfig, after: HallConfig) -> Iterator[str]:
    for section in before.__struct_fields__:
        old, new = getattr(before, section), getattr(after, section)
        if old == new:
            continue
        if isinstance(old, msgspec.Struct):
            yield from (f"{section}.{key}" for key in old.__struct_fields__ if getattr(old, key) != getattr(new, key))
        else:
            yield section


def held_up(records: HallRecords, hall: Hall, fresh: HallConfig, now: datetime) -> list[str]:
    """Themes that are to be taken out while people are in them and no other one is named, and windows while somebody
    sits there."""
    themes = {one.theme for one in stranded(records, replace(hall, config=fresh), hall.day(now))}
    windows = {
        window.number
        for window in records.windows()
        if window.number not in fresh.windows and (window.state is not WindowState.CLOSED or window.ticket)
    }
    return [*sorted(themes), *map(str, sorted(windows))]
