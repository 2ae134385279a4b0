from tests.drivers.office import city, inbox

__all__ = ["city", "inbox"]
