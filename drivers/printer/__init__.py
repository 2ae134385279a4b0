"""The receipt printer: paper to ESC/POS bytes or PDF, and the device that prints it."""

from drivers.printer.device import PrinterDevice

__all__ = ["PrinterDevice"]
