"""Clerks and their sessions in the database (`kiosk.hall.ports.ClerkRecords`)."""

from dataclasses import asdict, replace
from datetime import datetime

from sqlalchemy import or_, select, union_all, update

from drivers.hall_store.grants import Grants
from drivers.hall_store.tables import OPEN, clerk, token
from kiosk.hall.clerk import Clerk

NAMES = ("id", "login", "name", "pin_hash", "chief", "active")
COLUMNS = tuple(clerk.c[name] for name in NAMES)


class People(Grants):
    def clerk(self, id_: int) -> Clerk | None:
        chosen = select(*COLUMNS).where(clerk.c.hall == self.hall_id, clerk.c.id == id_)
        row = self.connection.execute(chosen).first()
        return Clerk(*row) if row else None

    def clerk_by_login(self, login: str) -> Clerk | None:
        chosen = select(*COLUMNS).where(clerk.c.hall == self.hall_id, clerk.c.login == login)
        row = self.connection.execute(chosen).first()
        return Clerk(*row) if row else None

    def clerks(self) -> list[Clerk]:
        chosen = select(*COLUMNS).where(clerk.c.hall == self.hall_id).order_by(clerk.c.login)
        return [Clerk(*row) for row in self.connection.execute(chosen)]

    def add_clerk(self, new: Clerk) -> Clerk:
        values = {**asdict(new), "hall": self.hall_id}
        del values["id"]
        return replace(new, id=self._change(clerk.insert().returning(clerk.c.id), **values).scalar_one())

    def save_clerk(self, new: Clerk) -> None:
        values = asdict(new)
        self._change(update(clerk).where(clerk.c.hall == self.hall_id, clerk.c.id == values.pop("id")).values(values))

    def end_sessions(self, clerk_id: int, now: datetime) -> None:
        """Those whose time is over too: by a clock that was ahead they only seem to be."""
        mine = (token.c.hall == self.hall_id, token.c.clerk == clerk_id, OPEN)
        self._change(update(token).where(*mine).values(revoked_at=now))

    def clerks_since(self, moment: datetime) -> frozenset[int]:
        session = (token.c.hall == self.hall_id, token.c.clerk != 0)
        worth = or_(token.c.revoked_at.is_(None), token.c.revoked_at > moment)
        ends = (token.c.expires_at > moment, token.c.expires_at.is_(None))  # each by the index, together by none
        chosen = union_all(*(select(token.c.clerk).where(*session, end, worth) for end in ends))
        return frozenset(self.connection.execute(chosen).scalars())
