"""One clerk: who may sign in at a window. The PIN is known as a slow hash only."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Clerk:
    """`login` is the short number typed with the PIN; a `chief` may also do what the manager may."""

    id: int
    login: str
    name: str
    pin_hash: str = field(repr=False)
    chief: bool = False
    active: bool = True
