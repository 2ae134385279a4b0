"""A settled day as a table that any office program opens: one line for each ticket, none for a person."""

import csv
import io
from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from kiosk.hall.ticket import GB_T_39046_A8, HallTicket

HEAD = "号码 主题 当前主题 方式 优先 状态 结果 取号 叫号 开始 结束 窗口 叫号次数 过号次数 离线 评价".split()  # noqa: SIM905


def tickets_csv(tickets: Sequence[HallTicket], zone: ZoneInfo) -> str:
    """With a byte order mark, so that spreadsheet programs read it as UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEAD)
    writer.writerows(_row(ticket, zone) for ticket in tickets)
    return "\ufeff" + out.getvalue()


def _row(ticket: HallTicket, zone: ZoneInfo) -> tuple[object, ...]:
    moments = (ticket.issued_at, ticket.first_called_at, ticket.served_at, ticket.ended_at)
    return (
        ticket.number,
        ticket.theme,
        ticket.topic,
        ticket.kind.value,
        ticket.claim.value,
        ticket.state.value,
        ticket.outcome.value,
        *(_clock(moment, zone) for moment in moments),
        ticket.window or "",
        ticket.calls,
        ticket.missed,
        "是" if ticket.island else "",
        GB_T_39046_A8[ticket.rating] if ticket.rating else "",
    )


def _clock(moment: datetime | None, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%H:%M:%S}" if moment else ""
