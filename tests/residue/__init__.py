"""What is left of a visitor in the terminal's memory, searched from another process."""
