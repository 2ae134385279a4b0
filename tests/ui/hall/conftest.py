from tests.hallkit.fixtures import database, house, postgres

__all__ = ["database", "house", "postgres"]
