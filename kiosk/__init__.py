"""The hall's rules in plain Python: no Qt, no device library, no HTTP, no threads, no clock of its own.

Only the composition root (`kiosk.__main__` and `kiosk.programs`) knows `drivers` and `ui` as well.
"""
