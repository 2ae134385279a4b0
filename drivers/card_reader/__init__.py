"""The resident ID-card reader (SAM module, "SDT"): frames, text layouts, and the device."""
