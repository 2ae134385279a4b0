"""What every test is held to, beyond its own assertions: see `tests/conftest.py` for the list."""
