"""Errands on their way: written durably when taken, delivered until the platform has answered, wiped afterwards."""
