"""Files as technicians write them: every fault in one line, with line, key and what is allowed, in both languages."""

import re
from pathlib import Path

import pytest

from kiosk.config import TerminalConfig
from kiosk.hall.config import HallConfig
from kiosk.settings import ConfigError, read_settings

FOLDER = Path(__file__).parents[3] / "config"
TERMINAL = (FOLDER / "terminal.toml").read_text("utf-8")
HALL = (FOLDER / "hall.toml").read_text("utf-8")
RAW = re.compile(r"\^\[|\$\.|Traceback|Expected `|ValidationError")
"""What no technician should read: patterns, paths of the decoder, the names of Python."""

# what is replaced, by what, the key that is named, and a part of the line in each language
TERMINALS = [
    ('id = "CZ-01"', 'id = "cz 1"', "terminal.id", "3 到 20 个大写字母", "capital letters"),
    ('id = "CZ-01"', "id = CZ-01", "terminal.id", "文字要加双引号", "texts need quotes"),
    ('id = "CZ-01"', "id = “CZ-01”", "terminal.id", "全角标点 “”", "full-width signs “”"),
    ('id = "CZ-01"', "id ＝ 3", "", "全角标点 ＝", "full-width signs ＝"),
    ('id = "CZ-01"', 'id: "CZ-01"', "terminal.id", "等号", "followed by ="),
    ('id = "CZ-01"', 'id = "CZ-01', "terminal.id", "引号没有写完", "a quote is not closed"),
    ('id = "CZ-01"', 'id = ""', "terminal.id", "3 到 20 个大写字母", "capital letters"),
    (
        "baud = 115200",
        "baud = 1200",
        "card_reader.baud",
        "9600、19200、38400、57600、115200 之一",
        "one of 9600, 19200",
    ),
    ("baud = 115200", 'baud = "9600"', "card_reader.baud", "不要加引号", "without quotes"),
    ("baud = 115200", "baud = 9600 8N1", "card_reader.baud", "只能有一个值", "one value only"),
    ("fullscreen = true", "fullscreen = True", "display.fullscreen", "用小写", "small letters"),
    ("fullscreen = true", "fullscreen = yes", "display.fullscreen", "用小写", "small letters"),
    ("fullscreen = true", "fullscreen = 1", "display.fullscreen", "true 或 false", "true or false"),
    ("dots = 576", "dotts = 576", "printer.dotts", "是不是想写 dots", "did you mean dots"),
    ("dots = 576", "Dots = 576", "printer.Dots", "是不是想写 dots", "did you mean dots"),
    ("dots = 576", "large = true", "printer.large", "[display] 一节", "the section [display]"),
    ("dots = 576", "dots = 576.5", "printer.dots", "384、512、576 之一", "one of 384, 512, 576"),
    ("[printer]", "[drucker]", "drucker", "没有这一节", "no such section"),
    ("[printer]", "[printers]", "printers", "是不是想写 printer", "did you mean printer"),
    ("[printer]", "[printer", "", "缺 ]", "] is missing"),
    ("[printer]", "[display]", "", "已经有了（第 14 行）", "there already (line 14)"),
    ("[printer]", "[[printer]]", "printer", "一节（一组键）", "a section of keys"),
    (
        'orientation = "portrait"',
        'orientation = "Portrait"',
        "display.orientation",
        '想写 "portrait"',
        'mean "portrait"',
    ),
    ("idle_seconds = 60", "idle_seconds = -5", "visit.idle_seconds", "大于 0、不大于 3600", "above 0 and not above"),
    ("idle_seconds = 60", "idle_seconds = nan", "visit.idle_seconds", "的数字", "a number"),
    ("idle_seconds = 60", 'idle_seconds = "long"', "visit.idle_seconds", "的数字", "a number"),
    ("idle_seconds = 60", "idle_seconds = 060", "visit.idle_seconds", "只能有一个值", "one value only"),
    ("idle_seconds = 60", "idle_seconds =", "visit.idle_seconds", "值写得不对", "no such value"),
    ("idle_seconds = 60", "idle_seconds = 60\nidle_seconds = 61", "visit.idle_seconds", "写了两次", "stands twice"),
    ('"https://platform.example"', '"platform.example"', "platform.url", "https:// 开头", "with https://"),
    ('"https://platform.example"', '"javascript:alert(1)"', "platform.url", "https:// 开头", "with https://"),
    ('"https://platform.example"', '"http://platform.example"', "platform.url", "https:// 开头", "with https://"),
    ('"https://platform.example"', '"https://a:99999"', "platform.url", "https:// 开头", "with https://"),
    ('"https://platform.example"', '"https://[::1"', "platform.url", "https:// 开头", "with https://"),
    (
        '"/dev/serial/by-id/receipt-printer"',
        '"socket://192.0.2.10:99999"',
        "printer.port",
        "socket://主机:9100",
        "HOST",
    ),
    ('"/dev/serial/by-id/receipt-printer"', "9100", "printer.port", "要加双引号", "in quotes"),
    ('"/dev/serial/by-id/receipt-printer"', '""', "printer.port", "串口", "a serial port"),
    ('secret = "change-me"', "", "platform.secret", "没有写", "is missing"),
    ('secret = "change-me"', 'secret = ""', "platform.secret", "不能为空", "not empty"),
    (
        'time_zone = "Asia/Shanghai"',
        'time_zone = "Beijing"',
        "terminal.time_zone",
        "如 Asia/Shanghai",
        "like Asia/Shang",
    ),
    ('time_zone = "Asia/Shanghai"', 'time_zone = "../../etc"', "terminal.time_zone", "如 Asia/Shanghai", "like Asia"),
    ('uri = ""', 'uri = "http://localhost:631/printers/a4"', "copier.uri", "ipp://", "ipp://"),
    ('folder = ""', 'folder = "C:\\data"', "store.folder", "反斜杠", "single quotes"),
    ("width = 1920", "width = 0", "camera.width", "320 到 8192 的整数", "from 320 to 8192"),
]
HALLS = [
    ("port = 8710", "port = 99999", "server.port", "0 到 65535 的整数", "from 0 to 65535"),
    ("port = 8710", "port = -1", "server.port", "0 到 65535 的整数", "from 0 to 65535"),
    ("closed_days = []", 'closed_days = ["2026-13-01"]', "hours.closed_days[1]", "如 2026-10-01", "like 2026-10-01"),
    ("closed_days = []", "closed_days = 2026-10-01", "hours.closed_days", "方括号", "in brackets"),
    ("closed_days = []", "closed_days = [2026-10-01", "", "缺 ]", "] is missing"),
    ("closed_days = []", 'closed_days = ["国庆"]', "hours.closed_days[1]", "如 2026-10-01", "like 2026-10-01"),
    ("sunday = []", 'sunday = ["8:30-12:00"]', "hours.sunday[1]", '如 "08:30-12:00"', 'like "08:30-12:00"'),
    ("sunday = []", 'sunday = ["08:30-25:00"]', "hours.sunday[1]", '如 "08:30-12:00"', 'like "08:30-12:00"'),
    ("sunday = []", "sunday = [08:30-12:00]", "hours.sunday", "", ""),
    ("sunday = []", 'sunday = "08:30-12:00"', "hours.sunday", "方括号", "in brackets"),
    ("sunday = []", 'sunday = ["13:00-17:00", "08:00-12:00"]', "hours.sunday", "从早到晚", "from early to late"),
    ("windows = [20]", "windows = [20, 20]", "themes[7].windows[2]", "窗口 20 写了两次", "window 20 stands twice"),
    ("windows = [20]", "windows = []", "themes[7].windows", "至少要 1 个", "at least 1"),
    ("windows = [20]", "windows = 20", "themes[7].windows", "方括号", "in brackets"),
    ("windows = [20]", 'windows = ["20"]', "themes[7].windows[1]", "不要加引号", "without quotes"),
    ('icon = "general"', 'icon = "generall"', "themes[1].icon", '想写 "general"', 'mean "general"'),
    ('icon = "general"', 'icon = "../x"', "themes[1].icon", "assets/icons", "assets/icons"),
    ('code = "B"', 'code = "A"', "themes[2].code", "与第 1 个主题相同", "theme 1 already"),
    ('code = "B"', 'code = "b"', "themes[2].code", "一个大写字母", "one capital letter"),
    ('[[themes]]\ncode = "B"', '[themes]\ncode = "B"', "", "写成 [[themes]]", "written [[themes]]"),
    ('[[themes]]\ncode = "B"', '[[theme]]\ncode = "B"', "theme", "是不是想写 themes", "did you mean themes"),
    ('tls_key = ""', 'tls_key = "hall.key"', "server.tls_key", "也要填 tls_certificate", "tls_certificate is needed"),
    ('public_url = ""', 'public_url = "hall.example"', "hall.public_url", "http:// 或 https://", "http:// or https://"),
    ('public_url = ""', 'public_url = "javascript:alert(1)"', "hall.public_url", "http:// 或", "http:// or"),
    ('pin_rate = "5/minute"', 'pin_rate = "often"', "security.pin_rate", '如 "5/minute"', 'like "5/minute"'),
    ('pin_rate = "5/minute"', 'pin_rate = "0/minute"', "security.pin_rate", '如 "5/minute"', 'like "5/minute"'),
    ("walk_in = 1 ", "walk_in = 0 ", "line.walk_in", "大于 0", "above 0"),
    ("walk_in = 1 ", "walkin = 1 ", "line.walkin", "是不是想写 walk_in", "did you mean walk_in"),
    ("grace_minutes = 10", "grace_minutes = 40", "line.grace_minutes", "lapse_minutes", "lapse_minutes"),
    ("calls = 3", "calls = 3.5", "tickets.calls", "1 到 9 的整数", "from 1 to 9"),
    (
        'url = ""                   # restart',
        'url = "mysql://x"',
        "database.url",
        "postgresql+psycopg",
        "postgresql+psycopg",
    ),
    ('id = "cangzhou"', 'id = "Cangzhou Hall"', "hall.id", "小写字母", "small letters"),
    ('id = "cangzhou"', "", "hall.id", "没有写", "is missing"),
]
ENGLISH = ('language = "zh"', 'language = "en"')


def faults(file: Path, kind: type, content: bytes) -> ConfigError:
    file.write_bytes(content)
    with pytest.raises(ConfigError) as caught:
        read_settings(file, kind)
    return caught.value


def line_of(text: str, old: str) -> int:
    return text[: text.index(old)].count("\n") + 1


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("case", [*TERMINALS, *HALLS])
def test_one_line_says_what_where_and_what_is_allowed(
    tmp_path: Path, case: tuple[str, str, str, str, str], language: str
) -> None:
    old, new, key, zh, en = case
    text, kind = (TERMINAL, TerminalConfig) if case in TERMINALS else (HALL, HallConfig)
    assert old in text
    wrong = text.replace(old, new, 1)
    error = faults(tmp_path / "given.toml", kind, (wrong.replace(*ENGLISH) if language == "en" else wrong).encode())
    lines = str(error).splitlines()
    assert not RAW.search(str(error))
    assert all(line.startswith(str(tmp_path / "given.toml")) for line in lines)
    at = next(number for number, line in enumerate(lines) if (en if language == "en" else zh) in line)
    assert key in lines[at]
    assert abs(error.faults[at].line - line_of(text, old)) <= 1 or not new


def test_everything_is_told_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = TERMINAL.replace("115200", "1").replace("dots = 576", "dotts = 576").replace("= true", "= True")
    error = faults(tmp_path / "terminal.toml", TerminalConfig, text.encode())
    keys = [fault.key for fault in error.faults]
    assert {"card_reader.baud", "printer.baud", "scanner.baud", "printer.dotts", "display.fullscreen"} <= set(keys)
    assert [fault.line for fault in error.faults] == sorted(fault.line for fault in error.faults)
    assert "fullscreen" not in str(error).replace("display.fullscreen", "")  # not missing as well


@pytest.mark.parametrize("ending", ["\r\n", "\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_marks_and_line_ends_of_another_system_are_read(tmp_path: Path, mark: bytes, ending: str) -> None:
    file = tmp_path / "hall.toml"
    file.write_bytes(mark + HALL.replace("\n", ending).encode())
    assert read_settings(file, HallConfig).value.hall.id == "cangzhou"
    text = HALL.replace("\n", ending).replace("port = 8710", "port = 99999")
    (fault,) = faults(file, HallConfig, mark + text.encode()).faults
    assert fault.line == line_of(HALL, "port = 8710")


@pytest.mark.parametrize("content", [HALL.encode("gbk"), HALL.encode("utf-16"), bytes(range(256)) * 9])
def test_another_encoding_is_named(tmp_path: Path, content: bytes) -> None:
    assert "UTF-8" in str(faults(tmp_path / "hall.toml", HallConfig, content))


def test_an_empty_file_lacks_its_sections(tmp_path: Path) -> None:
    error = faults(tmp_path / "hall.toml", HallConfig, b"")
    assert [line.partition("：")[2] for line in str(error).splitlines()] == ["缺少 [hall] 一节", "缺少 [[themes]] 一节"]


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    for file, said in ((tmp_path / "none.toml", "没有这个文件"), (tmp_path, "这是文件夹")):
        with pytest.raises(ConfigError, match=said) as caught:
            read_settings(file, HallConfig)
        assert str(file) in str(caught.value)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('secret = "change-me"', "secret = 4711471147"),
        ('secret = "change-me"', "secret = 4711471147x"),
        ('token = ""', 'token = ["4711471147"]'),
        ('secret = "change-me"', 'secret = "4711471147'),
    ],
)
def test_a_secret_is_never_repeated(tmp_path: Path, old: str, new: str) -> None:
    assert "4711471147" not in str(faults(tmp_path / "x.toml", TerminalConfig, TERMINAL.replace(old, new).encode()))


def test_dates_may_stand_in_quotes(tmp_path: Path) -> None:
    file = tmp_path / "hall.toml"
    file.write_text(HALL.replace("closed_days = []", 'closed_days = ["2026-10-01", 2026-10-02]'), "utf-8")
    assert [day.day for day in read_settings(file, HallConfig).value.hours.closed_days] == [1, 2]
