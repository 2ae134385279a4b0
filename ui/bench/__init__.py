"""The bench: a panel beside the terminal, with which a person plays the world around it."""
