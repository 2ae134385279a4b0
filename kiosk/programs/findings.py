"""What `kiosk doctor` finds, and how it is shown: a line each, and what to do under it."""

import unicodedata
from dataclasses import dataclass
from typing import Literal

from kiosk.programs.shell import language

MARKS = {"ok": ("正常", "ok  "), "warn": ("注意", "warn"), "fail": ("故障", "FAIL")}
TITLES = {
    "library": "系统库", "paper font": "打印字体", "screen font": "屏幕字体", "keyboard": "屏幕键盘",
    "configuration": "配置文件", "catalogue": "事项目录", "paper wording": "打印用语", "translations": "界面翻译",
    "state folder": "数据文件夹", "outbox": "待送件", "outbox put aside": "留存的待送件",
    "island numbers": "离线号码", "island numbers put aside": "留存的离线号码", "ports": "现有端口",
    "card reader": "读卡器", "printer": "凭条打印机", "scanner": "扫码器", "camera": "摄像头", "copier": "A4 打印机",
    "hall": "大厅系统", "platform": "审批平台", "clock": "时钟", "secrets": "密钥和令牌",
}  # fmt: skip
WIDTH = 18


@dataclass(frozen=True)
class Finding:
    """One line: what was looked at (a name that never changes), how it is, and what to do if it is not well."""

    what: str
    state: Literal["ok", "warn", "fail"]
    detail: str = ""
    advice: str = ""

    def lines(self) -> list[str]:
        """As it is shown, in this command's language."""
        english = language() == "en"
        first, _, rest = self.what.partition(" ")
        title = self.what if english else TITLES.get(self.what) or f"{TITLES.get(first, first)} {rest}".strip()
        head, *more = self.detail.splitlines() or [""]
        indent = " " * (6 + WIDTH + 1)
        shown = [f"{MARKS[self.state][english]}  {_padded(title)} {head}".rstrip()]
        shown += [indent + line for line in more]
        return shown + ([f"{indent}-> {self.advice}"] if self.advice and self.state != "ok" else [])


def _padded(title: str) -> str:
    """Chinese characters are two columns wide."""
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in title)
    return title + " " * max(0, WIDTH - len(title) - wide)
