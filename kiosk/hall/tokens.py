"""Handing out tokens and taking them back. What a token allows is in `kiosk.hall.access`."""

from datetime import datetime

from kiosk.hall.access import Grant
from kiosk.hall.happening import Happening, What
from kiosk.hall.identity import digest
from kiosk.hall.ports import HallRecords
from kiosk.hall.refusal import Reason, Refused


def hand_out(records: HallRecords, new: Grant, token: str) -> Grant:
    """Let `token` be worth `new`. The token itself is not kept."""
    kept = records.add_grant(new, digest(token))
    if not new.clerk:
        records.tell(Happening(What.TOKENS, new.created_at, detail=f"{new.role.value} {kept.id} handed out"))
    return kept


def revoke(records: HallRecords, id_: int, now: datetime) -> None:
    """From now on it is worth nothing, in every process. Raises Refused (unknown_token)."""
    if not records.revoke_grant(id_, now):
        raise Refused(Reason.UNKNOWN_TOKEN, f"no valid token {id_}")
    records.tell(Happening(What.TOKENS, now, detail=f"{id_} revoked"))
