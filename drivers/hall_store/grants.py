"""Tokens and sessions in the database (`kiosk.hall.ports.AccessRecords`)."""

from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select, union_all, update

from drivers.hall_store.tables import token
from drivers.hall_store.tickets import Tickets
from kiosk.hall.access import Grant

NAMES = ("id", "role", "name", "created_at", "window", "clerk", "expires_at", "revoked_at")
COLUMNS = tuple(token.c[name] for name in NAMES)
BY_DIGEST = select(*COLUMNS).where(token.c.hall == bindparam("of_hall"), token.c.digest == bindparam("wanted"))
DEVICES = (token.c.hall == bindparam("of_hall"), token.c.expires_at.is_(None), token.c.revoked_at.is_(None))
"""Devices' tokens are worth something until they are taken back, clerks' sessions until they end: the many that have
ended are passed over."""
GRANTS = select(*COLUMNS).where(*DEVICES, token.c.clerk == 0).order_by(token.c.id)
VALID = union_all(
    select(token.c.id).where(*DEVICES),
    select(token.c.id).where(
        token.c.hall == bindparam("of_hall"), token.c.expires_at > bindparam("now"), token.c.revoked_at.is_(None)
    ),
)


class Grants(Tickets):
    def grant(self, digest: str) -> Grant | None:
        row = self.connection.execute(BY_DIGEST, {"of_hall": self.hall_id, "wanted": digest}).first()
        return Grant(*row) if row else None

    def grants(self) -> list[Grant]:
        return [Grant(*row) for row in self.connection.execute(GRANTS, {"of_hall": self.hall_id})]

    def valid_grants(self, now: datetime) -> frozenset[int]:
        return frozenset(self.connection.execute(VALID, {"of_hall": self.hall_id, "now": now}).scalars())

    def add_grant(self, new: Grant, digest: str) -> Grant:
        values: dict[str, Any] = {**asdict(new), "hall": self.hall_id, "digest": digest}
        del values["id"]
        id_ = self._change(token.insert().returning(token.c.id), **values).scalar_one()
        return replace(new, id=id_)

    def revoke_grant(self, id_: int, now: datetime) -> bool:
        chosen = update(token).where(token.c.hall == self.hall_id, token.c.id == id_, token.c.revoked_at.is_(None))
        return bool(self._change(chosen.values(revoked_at=now)).rowcount)
