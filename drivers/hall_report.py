"""The settled day as a PDF for the file: the figures that must agree, then one line for each number. No person."""

import io
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from drivers.printer.fonts import pdf_fonts
from kiosk.hall.settled import Settlement
from kiosk.hall.ticket import HallTicket, Outcome, Rating, State

FONT = "hall-report"
TITLE = ParagraphStyle("title", fontName=FONT, fontSize=16, leading=24)
TEXT = ParagraphStyle("text", fontName=FONT, fontSize=10, leading=15)
GRID = TableStyle([
    ("FONT", (0, 0), (-1, -1), FONT, 8.5),
    ("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#e8edf5")),
    ("LINEBELOW", (0, 0), (-1, -1), 0.3, colors.HexColor("#aab4c3")),
    ("ALIGN", (2, 1), (-1, -1), "RIGHT"),
])  # fmt: skip
STATES = {
    State.FINISHED: "办结",
    State.NO_SHOW: "过号",
    State.CANCELLED: "取消",
    State.CARRIED_OVER: "结转次日",
}
RATINGS = {
    Rating.VERY_SATISFIED: "非常满意",
    Rating.SATISFIED: "满意",
    Rating.FAIR: "基本满意",
    Rating.DISSATISFIED: "不满意",
    Rating.VERY_DISSATISFIED: "非常不满意",
}


def settlement_pdf(settlement: Settlement, tickets: Sequence[HallTicket], zone: ZoneInfo) -> bytes:
    """A4. Raises drivers.printer.fonts.FontMissingError."""
    if FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(FONT, str(pdf_fonts()[0])))
    out = io.BytesIO()
    title = f"日清日结 {settlement.day}"
    document = SimpleDocTemplate(out, pagesize=A4, title=title, author=settlement.hall_name)
    document.build([*_head(settlement, zone), _sums(settlement), Spacer(1, 8 * mm), _lines(tickets, zone)])
    return out.getvalue()


def _head(settlement: Settlement, zone: ZoneInfo) -> list[Flowable]:
    agree = "一致" if settlement.balanced else "不一致,请核查"
    ratings = "  ".join(f"{name} {settlement.ratings.get(level, 0)}" for level, name in RATINGS.items())
    return [
        Paragraph(f"{settlement.hall_name} 日清日结 {settlement.day}", TITLE),
        Paragraph(f"结算时间 {settlement.settled_at.astimezone(zone):%Y-%m-%d %H:%M}", TEXT),
        *_amended(settlement, zone),
        Paragraph(f"发号 = 办结 + 过号 + 取消 + 结转 + 叫号未结:{agree}", TEXT),
        Paragraph(f"评价(邀请 {settlement.asked}):{ratings}  预约未到 {settlement.missed_appointments}", TEXT),
        Spacer(1, 5 * mm),
    ]


def _amended(settlement: Settlement, zone: ZoneInfo) -> list[Flowable]:
    if settlement.amended_at is None:
        return []
    told = f"{settlement.amended_at.astimezone(zone):%Y-%m-%d %H:%M} 补记：结算后收到的离线号码，计入结转"
    return [Paragraph(told, TEXT)]


def _sums(settlement: Settlement) -> Table:
    head = [
        "",
        "主题",
        "发号",
        "办结",
        "过号",
        "取消",
        "结转",
        "叫号未结",
        "未记录结果",
        "离线号",
        "平均等候",
        "平均办理",
    ]
    rows = [
        [t.code, t.name_zh, t.issued, t.served, t.no_show, t.cancelled, t.carried_over, t.left_open, t.unrecorded,
         t.island, f"{t.mean_wait:g}", f"{t.mean_service:g}"]
        for t in settlement.themes
    ]  # fmt: skip
    counts = ("issued", "served", "no_show", "cancelled", "carried_over", "left_open", "unrecorded", "island")
    totals = [sum(getattr(theme, count) for theme in settlement.themes) for count in counts]
    return Table([head, *rows, ["", "合计", *totals, "", ""]], repeatRows=1, style=GRID)


def _lines(tickets: Sequence[HallTicket], zone: ZoneInfo) -> Table:
    head = ["号码", "结果", "取号", "叫号", "结束", "窗口"]
    rows = [[t.number, _ended(t), *_clocks(t, zone), t.window or ""] for t in tickets]
    return Table([head, *rows], repeatRows=1, style=GRID, hAlign="LEFT", colWidths=[25 * mm] * 6)


def _ended(ticket: HallTicket) -> str:
    """A visit that nobody finished counts as served; it is no less left open."""
    return "办理未记录" if ticket.outcome is Outcome.UNRECORDED else STATES[ticket.state]


def _clocks(ticket: HallTicket, zone: ZoneInfo) -> list[str]:
    moments = (ticket.issued_at, ticket.first_called_at, ticket.ended_at)
    return [f"{moment.astimezone(zone):%H:%M:%S}" if moment else "" for moment in moments]
