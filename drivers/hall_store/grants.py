"""Tokens and sessions in the database (`kiosk.hall.ports.AccessRecords`)."""

from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, or_, select, update

from drivers.hall_store.tables import token
from drivers.hall_store.tickets import Tickets
from kiosk.hall.access import Grant

NAMES = ("id", "role", "name", "created_at", "window", "clerk", "expires_at", "revoked_at")
COLUMNS = tuple(token.c[name] for name in NAMES)
BY_DIGEST = select(*COLUMNS).where(token.c.hall == bindparam("of_hall"), token.c.digest == bindparam("wanted"))


class Grants(Tickets):
    def grant(self, digest: str) -> Grant | None:
        row = self.connection.execute(BY_DIGEST, {"of_hall": self.hall_id, "wanted": digest}).first()
        return Grant(*row) if row else None

    def grants(self) -> list[Grant]:
        chosen = select(*COLUMNS).where(token.c.hall == self.hall_id, token.c.clerk == 0, token.c.revoked_at.is_(None))
        return [Grant(*row) for row in self.connection.execute(chosen.order_by(token.c.id))]

    def valid_grants(self, now: datetime) -> frozenset[int]:
        chosen = select(token.c.id).where(
            token.c.hall == self.hall_id,
            token.c.revoked_at.is_(None),
            or_(token.c.expires_at.is_(None), token.c.expires_at > now),
        )
        return frozenset(self.connection.execute(chosen).scalars())

    def add_grant(self, new: Grant, digest: str) -> Grant:
        values: dict[str, Any] = {**asdict(new), "hall": self.hall_id, "digest": digest}
        del values["id"]
        id_ = self._change(token.insert().returning(token.c.id), **values).scalar_one()
        return replace(new, id=id_)

    def revoke_grant(self, id_: int, now: datetime) -> bool:
        chosen = update(token).where(token.c.hall == self.hall_id, token.c.id == id_, token.c.revoked_at.is_(None))
        return bool(self._change(chosen.values(revoked_at=now)).rowcount)
