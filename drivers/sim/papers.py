"""Invented papers that visitors bring, drawn at 150 dpi: what lies on the fake desk. No name or number is anybody's."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from drivers.printer.fonts import pdf_fonts

DPI = 150
A4 = (1240, 1754)
A5_WIDE = (1240, 877)
CARD = (506, 319)  # ID-1: 85.6 x 54 mm
INK, RED, GREY = (25, 25, 30), (200, 30, 35), (120, 120, 125)


@dataclass(frozen=True)
class FakePaper:
    """`says` is what stands on the bench's button."""

    key: str
    says: str
    draw: Callable[[], Image.Image]

    def array(self) -> NDArray[np.uint8]:
        """Rows x columns x BGR."""
        return np.ascontiguousarray(np.asarray(self.draw().convert("RGB"))[:, :, ::-1])


class _Sheet:
    """A sheet with a few kinds of marks; sizes in pixels at 150 dpi."""

    def __init__(self, size: tuple[int, int], colour: tuple[int, int, int] = (252, 251, 247)) -> None:
        self.image = Image.new("RGB", size, colour)
        self._draw = ImageDraw.Draw(self.image)
        self.width, self.height = size

    def text(self, x: float, y: float, words: str, size: int = 26, colour: tuple[int, int, int] = INK) -> None:
        self._draw.text((x, y), words, font=_font(size), fill=colour)

    def title(self, y: float, words: str, size: int = 48, colour: tuple[int, int, int] = INK) -> None:
        wide = self._draw.textlength(words, font=_font(size))
        self.text((self.width - wide) / 2, y, words, size, colour)

    def table(self, top: int, rows: list[tuple[str, str]], left: int = 110, step: int = 74) -> int:
        """Two columns with lines; where it ends."""
        right, middle = self.width - left, left + (self.width - 2 * left) // 3
        for number, (label, value) in enumerate(rows):
            y = top + number * step
            self._draw.rectangle((left, y, right, y + step), outline=INK, width=2)
            self._draw.line((middle, y, middle, y + step), fill=INK, width=2)
            self.text(left + 18, y + 20, label, 26)
            self.text(middle + 18, y + 20, value, 26)
        return top + len(rows) * step

    def stamp(self, x: int, y: int, words: str, radius: int = 120) -> None:
        """A round red seal with a star."""
        box = (x - radius, y - radius, x + radius, y + radius)
        self._draw.ellipse(box, outline=RED, width=7)
        wide = self._draw.textlength(words, font=_font(24))
        self.text(x - wide / 2, y + radius * 0.3, words, 24, RED)
        self.text(x - 34, y - 62, "★", 68, RED)

    def box(self, x0: int, y0: int, x1: int, y1: int, width: int = 3) -> None:
        self._draw.rectangle((x0, y0, x1, y1), outline=INK, width=width)


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(pdf_fonts()[0]), size)


def _floor_plan() -> Image.Image:
    sheet = _Sheet(A4)
    sheet.title(110, "经营场所平面图")
    sheet.text(110, 210, "店名：运河老味小吃店    地址：沧州市新华区东风路商贸街 86 号")
    sheet.box(150, 330, 1090, 1420, 8)
    for name, x0, y0, x1, y1 in (
        ("就餐区 42 ㎡", 150, 330, 1090, 800),
        ("加工间 18 ㎡", 150, 800, 620, 1160),
        ("凉菜间 6 ㎡", 620, 800, 1090, 1160),
        ("洗消区", 150, 1160, 520, 1420),
        ("库房", 520, 1160, 820, 1420),
        ("卫生间", 820, 1160, 1090, 1420),
    ):
        sheet.box(x0, y0, x1, y1)
        sheet.text((x0 + x1) / 2 - 80, (y0 + y1) / 2 - 16, name, 30)
    sheet.text(150, 1480, "比例 1 : 50    绘图：刘志强    2026 年 11 月 20 日")
    return sheet.image


def _invoice() -> Image.Image:
    sheet = _Sheet(A5_WIDE, (250, 247, 240))
    sheet.title(50, "河北省医疗门诊收费票据（电子）", 40, RED)
    sheet.text(90, 130, "票据代码 13060126   票据号码 0004217793   开票日期 2026-11-16", 24)
    sheet.table(190, [("姓名", "王秀兰"), ("检查费", "286.00"), ("西药费", "143.50"), ("合计", "429.50")], 90, 70)
    sheet.text(90, 520, "肆佰贰拾玖元伍角整", 30)
    sheet.stamp(1010, 640, "收费专用章", 100)
    return sheet.image


def _expense_list() -> Image.Image:
    sheet = _Sheet(A4)
    sheet.title(100, "医疗费用清单")
    names = ("血常规", "肝功能", "心电图", "胸部CT", "氯化钠注射液", "阿莫西林胶囊", "挂号", "诊查", "静脉输液", "耗材")
    rows = [(name, f"{17 * (number + 3) % 113}.{number}0 元") for number, name in enumerate(names)]
    end = sheet.table(230, [("项目", "金额"), *rows])
    sheet.text(110, end + 40, "合计：429.50 元      打印时间：2026-11-16 10:22")
    return sheet.image


def _diagnosis() -> Image.Image:
    sheet = _Sheet(A4)
    sheet.title(120, "诊断证明书")
    rows = [("姓名", "王秀兰"), ("性别 年龄", "女   78 岁"), ("科室", "呼吸内科"), ("诊断", "急性支气管炎")]
    end = sheet.table(280, rows)
    for number, line in enumerate(("处理意见：", "一、对症治疗，注意休息七日；", "二、一周后复诊，如有不适随时就诊。")):
        sheet.text(130, end + 60 + number * 60, line, 30)
    sheet.text(130, end + 340, "医师签名：周明          2026 年 11 月 16 日", 30)
    sheet.stamp(900, end + 380, "诊断证明专用章")
    return sheet.image


def _household() -> Image.Image:
    sheet = _Sheet((827, 1170), (246, 240, 225))
    sheet.title(70, "常住人口登记卡", 40)
    rows = [
        ("姓名", "王秀兰"),
        ("户主或与户主关系", "户主"),
        ("性别", "女"),
        ("民族", "汉族"),
        ("出生日期", "1948 年 3 月 12 日"),
        ("籍贯", "河北省沧州市"),
        ("公民身份号码", "130903194803120028"),
        ("文化程度", "初中"),
        ("婚姻状况", "有配偶"),
    ]
    sheet.table(170, rows, 70, 84)
    sheet.stamp(640, 1040, "户口专用章", 90)
    return sheet.image


def _lease() -> Image.Image:
    sheet = _Sheet(A4)
    sheet.title(110, "房屋租赁合同")
    lines = (
        "出租方（甲方）：周建业        承租方（乙方）：李娜",
        "一、甲方将位于沧州市运河区黄河路 18 号 3 单元 402 室的房屋出租给乙方居住。",
        "二、租赁期限自 2026 年 1 月 1 日起至 2026 年 12 月 31 日止。",
        "三、每月租金人民币壹仟贰佰元整，乙方于每月五日前支付。",
        "四、租赁期间的水、电、燃气、取暖费用由乙方承担。",
        "五、乙方不得擅自改变房屋结构和用途。",
        "六、本合同一式两份，双方各执一份，签字后生效。",
    )
    for number, line in enumerate(lines):
        sheet.text(110, 280 + number * 90, line, 28)
    sheet.text(110, 1180, "甲方签字：周建业            乙方签字：李娜", 32)
    sheet.text(110, 1260, "2025 年 12 月 28 日", 30)
    return sheet.image


def _health_card() -> Image.Image:
    sheet = _Sheet(CARD, (232, 244, 236))
    sheet.title(24, "从业人员健康证明", 30, (20, 90, 50))
    for number, line in enumerate(("姓名 刘志强", "性别 男", "行业 餐饮", "有效期至 2027-05-19")):
        sheet.text(40, 90 + number * 46, line, 26)
    sheet.box(360, 90, 470, 230, 2)
    sheet.stamp(400, 250, "疾控中心", 48)
    return sheet.image


def _form() -> Image.Image:
    sheet = _Sheet(A4)
    sheet.title(100, "申请表")
    rows = [("申请人", "李娜"), ("联系电话", "139 0000 0000"), ("申请事项", "灵活就业参保"), ("缴费档次", "第二档")]
    end = sheet.table(240, rows)
    sheet.text(110, end + 80, "本人保证以上内容真实。      签名：李娜", 30)
    return sheet.image


def _licence() -> Image.Image:
    sheet = _Sheet((1754, 1240), (250, 248, 240))
    sheet.box(50, 50, 1704, 1190, 10)
    sheet.title(120, "营业执照", 84, RED)
    sheet.text(1050, 250, "统一社会信用代码 92130902MA0LA0W318", 30)
    rows = (
        ("名　　称", "沧州市新华区运河老味小吃店"),
        ("类　　型", "个体工商户"),
        ("经 营 者", "刘志强"),
        ("经营场所", "沧州市新华区东风路商贸街 86 号"),
        ("注册日期", "2026 年 10 月 20 日"),
        ("经营范围", "餐饮服务；食品销售"),
    )
    for number, (label, value) in enumerate(rows):
        sheet.text(160, 350 + number * 96, label, 34)
        sheet.text(420, 350 + number * 96, value, 34)
    sheet.stamp(1400, 960, "行政审批局", 130)
    return sheet.image


PAPERS = (
    FakePaper("licence", "营业执照", _licence),
    FakePaper("floor_plan", "场所平面图", _floor_plan),
    FakePaper("invoice", "医疗收费票据", _invoice),
    FakePaper("expense_list", "费用清单", _expense_list),
    FakePaper("diagnosis", "诊断证明", _diagnosis),
    FakePaper("household", "户口簿页", _household),
    FakePaper("lease", "租赁合同", _lease),
    FakePaper("health_card", "健康证明（卡片）", _health_card),
    FakePaper("form", "申请表", _form),
    FakePaper("blank", "白纸", lambda: _Sheet(A4).image),
)


def find(key: str) -> FakePaper:
    """By key. Raises KeyError."""
    return {paper.key: paper for paper in PAPERS}[key]
