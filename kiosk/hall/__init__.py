"""The rules of a hall's queue: tickets, windows, appointments, settlement. No database, no HTTP, no clock."""
