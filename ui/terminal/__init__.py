"""The terminal's face: Qt Quick screens over the core. Reads `kiosk`, never a driver."""
