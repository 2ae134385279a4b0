"""Print on a page read by a worker process of its own: the screen never waits, and its memory is bounded."""

from drivers.reading.device import PaperReaderDevice

__all__ = ["PaperReaderDevice"]
