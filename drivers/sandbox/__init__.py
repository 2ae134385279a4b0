"""A stand-in for the city's approval and service platform: the real HTTP contract, kept data, faults on demand.

For development, demonstration and tests. It knows `kiosk.contract` and nothing of the terminal's own code.
"""
