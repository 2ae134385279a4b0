"""From lines of print to a paper's fields: what paper it is, what stands on it, and whether that can be right."""

from kiosk.reading.read import read_lines
from kiosk.reading.reading import FIELDS, SURE, Field, Kind, Line, Reading

__all__ = ["FIELDS", "SURE", "Field", "Kind", "Line", "Reading", "read_lines"]
