from tests.drivers.office import city, inbox, standing_city

__all__ = ["city", "inbox", "standing_city"]
