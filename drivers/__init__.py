"""Everything outside the process: devices, the platform, the hall, stores, and their simulators. Never imports `ui`."""
