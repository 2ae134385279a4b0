"""Whole copies of one hall's records: made while the hall works, checked, and put back, from and into either database.

A copy is one file, an ordinary zip: `manifest.json`, and `records.db`, an SQLite database with the hall's tables and
nobody else's rows. What is sealed in the hall's database is sealed in it; the hall's key is not in it.
"""

from drivers.hall_copy.faults import CopyError, CopyFault
from drivers.hall_copy.form import Manifest, OpenCopy, manifest_of, opened
from drivers.hall_copy.making import Copied, make_copy
from drivers.hall_copy.restoring import Wanted, restore, set_damaged_aside, suits

__all__ = [
    "Copied",
    "CopyError",
    "CopyFault",
    "Manifest",
    "OpenCopy",
    "Wanted",
    "make_copy",
    "manifest_of",
    "opened",
    "restore",
    "set_damaged_aside",
    "suits",
]
