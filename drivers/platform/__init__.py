"""The central platform at the other end of the line: the contract's client, and the terminal's link to it."""
