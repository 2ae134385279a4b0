"""The hall's face: an HTTP API for terminals, windows and boards, and the pages it serves. Knows no database."""
