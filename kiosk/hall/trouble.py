"""What can be wrong with a hall's database, as far as it makes a difference to who has to mend it."""

from enum import StrEnum


class StoreTrouble(StrEnum):
    AWAY = "store_away"  # no connection, no file
    LOCKED = "store_locked"  # another program holds it
    FULL = "store_full"
    READ_ONLY = "store_read_only"
    DAMAGED = "store_damaged"


class StoreFailedError(Exception):
    """The database could not do it. Nothing that was asked together with this has been answered as done."""

    def __init__(self, trouble: StoreTrouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble
