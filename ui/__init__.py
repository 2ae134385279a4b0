"""Every face: the terminal (Qt Quick), the bench, and the hall (HTTP API and web pages). Never imports `drivers`."""
