"""How long a test waits for what must come. A wait ends when it has come: the limit only says when to give up, so it
is long enough for a machine with ten other things to do."""

PATIENCE = 120.0  # seconds
