"""Files that people write (TOML): read, checked as a whole, and every fault told in one line with its place and remedy.

`read` knows the file, `syntax` what is no TOML, `lines` where a key stands, `check` what a key may hold, `kinds` the
kinds of values that several files share. Knows none of the files themselves.
"""

from kiosk.settings.check import Complaint, forbidden
from kiosk.settings.faults import ConfigError
from kiosk.settings.read import Settings, read_settings

__all__ = ["Complaint", "ConfigError", "Settings", "forbidden", "read_settings"]
