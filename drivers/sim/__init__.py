"""Simulators: transports that speak the real bytes, so that the real drivers run in every test and demonstration."""
