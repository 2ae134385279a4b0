"""The hall's records in SQLite or PostgreSQL (`kiosk.hall.ports.Store`)."""

from drivers.hall_store.schema import migrate
from drivers.hall_store.store import HallStore

__all__ = ["HallStore", "migrate"]
