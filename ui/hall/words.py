"""Every sentence the hall's API says to people, in Chinese and English."""

from typing import Literal

from kiosk.hall.refusal import Reason
from kiosk.hall.ticket import State
from kiosk.hall.trouble import StoreTrouble

Language = Literal["zh", "en"]

REASONS: dict[Reason, tuple[str, str]] = {
    Reason.UNKNOWN_THEME: ("没有这个业务主题", "There is no such theme"),
    Reason.UNKNOWN_TICKET: ("没有这个号码", "There is no such number"),
    Reason.UNKNOWN_WINDOW: ("没有这个窗口", "There is no such window"),
    Reason.UNKNOWN_APPOINTMENT: ("没有找到预约", "No appointment was found"),
    Reason.UNKNOWN_CLERK: ("没有这位工作人员", "There is no such clerk"),
    Reason.UNKNOWN_TOKEN: ("令牌无效", "The token is not valid"),
    Reason.UNKNOWN_DAY: ("没有这一天的记录", "There is no record of that day"),
    Reason.OUTSIDE_HOURS: ("现在不在办公时间", "The hall is closed now"),
    Reason.CLOSED_BY_STAFF: ("该业务暂停取号", "Staff have paused this theme"),
    Reason.PAST_CLOSING: ("排队人数较多,下班前可能办不到", "The wait would pass closing time"),
    Reason.NUMBERS_OUT: (
        "本时段号已取完,若窗口空闲可直接到窗口办理",
        "This half hour's numbers are gone; ask at a free window",
    ),
    Reason.DAY_SETTLED: ("今日业务已结束", "Today has been closed"),
    Reason.STILL_OPEN: ("大厅尚未下班", "The hall is still open"),
    Reason.SETTLED_FOR_GOOD: ("这一天的结清已不能撤销", "This settlement cannot be undone any more"),
    Reason.CLOCK_IN_DOUBT: (
        "系统时钟正在核对,请稍后再试,或先在“今日”页确认时钟",
        "The clock is being checked: try again soon, or confirm it on the page of today",
    ),
    Reason.ALREADY_BOOKED: ("已有预约", "There is an appointment already"),
    Reason.KIND_NOT_OFFERED: ("本大厅不支持这种取号方式", "This hall gives no numbers in this way"),
    Reason.NO_NOTICES: ("本大厅不发送短信提醒", "This hall sends no text messages"),
    Reason.HOLDER_NEEDED: ("请先刷身份证", "Please present your ID card first"),
    Reason.TOO_EARLY: ("来得太早,请稍后再签到", "It is too early to check in"),
    Reason.TOO_LATE: ("已过预约时间", "The appointment is over"),
    Reason.SLOT_FULL: ("该时段已约满", "This half hour is fully booked"),
    Reason.SLOT_PAST: ("该时段不能预约", "This half hour cannot be booked"),
    Reason.KEY_REUSED: ("请求编号重复", "This key was used for something else"),
    Reason.WRONG_STATE: ("号码当前状态不允许此操作", "This cannot be done with the ticket now"),
    Reason.NOBODY_WAITING: ("没有等候的人", "Nobody is waiting"),
    Reason.WINDOW_CLOSED: ("窗口未开放", "The window is not open"),
    Reason.WINDOW_BUSY: ("窗口还有未结束的号码", "The window still has a ticket"),
    Reason.WINDOW_TAKEN: ("窗口已有其他人员", "Another clerk is at this window"),
    Reason.CALLS_LEFT: ("叫号次数不足,不能过号", "A no-show needs more calls first"),
    Reason.THEME_NOT_HERE: ("该窗口不办理此业务", "This window does not serve that theme"),
    Reason.HAS_ANOTHER: ("此人已重新取号", "This person has taken a new number"),
    Reason.LOGIN_TAKEN: ("工号已被使用", "This login is taken"),
    Reason.WRONG_PIN: ("工号或密码不对", "Login or PIN is wrong"),
    Reason.PIN_LOCKED: ("尝试次数过多,请稍后再试", "Too many attempts; try again later"),
    Reason.NOT_ALLOWED: ("没有权限", "This is not allowed here"),
    Reason.RANGE_EXHAUSTED: ("备用号已用完", "The reserved numbers are used up"),
    Reason.NOT_IN_RANGE: ("号码不在备用号段内", "The number is not from a reserved range"),
}

HTTP: dict[int, tuple[str, str]] = {
    400: ("请求有误，请刷新页面后再试", "This could not be read: please load the page again"),
    401: ("令牌无效或已收回，请向管理员要一个新的", "No valid token: please ask the manager for a new one"),
    403: ("这台设备没有这个权限", "This device is not allowed to do that"),
    404: ("没有这个页面", "There is no such page"),
    405: ("不能这样操作", "This cannot be done here"),
    408: ("等待太久，请再试一次", "This took too long: please try again"),
    413: ("内容太大，无法接收", "This is too large to be taken in"),
    429: ("操作太频繁，请一分钟后再试", "Too many requests: please try again in a minute"),
    500: ("系统出错了，请稍后再试", "Something went wrong here: please try again later"),
    503: ("系统繁忙，请稍后再试", "The hall is busy: please try again later"),
}
"""What HTTP itself refuses, by status."""

TROUBLES: dict[StoreTrouble, tuple[str, str]] = {
    StoreTrouble.AWAY: ("系统数据库连接不上,请稍后再试", "The hall's database cannot be reached; please try again"),
    StoreTrouble.LOCKED: ("系统正忙,请稍后再试", "The hall's database is busy; please try again"),
    StoreTrouble.FULL: ("系统磁盘已满,请联系技术人员", "The hall's disk is full; please tell a technician"),
    StoreTrouble.READ_ONLY: (
        "系统数据库不能写入,请联系技术人员",
        "Nothing can be written; please tell a technician",
    ),
    StoreTrouble.DAMAGED: (
        "系统数据库已损坏,请联系技术人员",
        "The database is damaged; please tell a technician",
    ),
}

STATES: dict[State, tuple[str, str]] = {
    State.WAITING: ("等候中", "Waiting"),
    State.CALLED: ("正在叫您", "You are being called"),
    State.SERVING: ("办理中", "Being served"),
    State.PARKED: ("暂停办理", "On hold"),
    State.NO_SHOW: ("已过号", "Missed"),
    State.FINISHED: ("已办结", "Finished"),
    State.CANCELLED: ("已取消", "Cancelled"),
    State.LEFT_OPEN: (
        "已叫号,下班时没有办理记录,次日优先",
        "Called, but nothing was noted by closing time; you have priority on the next day",
    ),
    State.CARRIED_OVER: ("今日未办,次日优先", "Not served today; you have priority on the next day"),
}

NOBODYS_TURN = ("今日未办,请改日再来", "Not served today; please come on another day")
"""Carried over, of a number that nobody's name stands behind."""


def say(pair: tuple[str, str], language: Language) -> str:
    return pair[1] if language == "en" else pair[0]


def windows_label(windows: tuple[int, ...], area: str = "") -> str:
    """As on the signs: "一楼 A 区 1-4、9 号窗口"."""
    return f"{area} {'、'.join(_runs(windows))} 号窗口".strip()


def windows_label_en(windows: tuple[int, ...], area: str = "") -> str:
    """The same in English: "Area A, ground floor, windows 1-4, 9"."""
    word = "window" if len(windows) == 1 else "windows"
    where = f"{word} {', '.join(_runs(windows))}"
    return f"{area}, {where}" if area else where.capitalize()


def _runs(windows: tuple[int, ...]) -> list[str]:
    """1, 2, 3, 9 as "1-3" and "9"."""
    runs: list[list[int]] = []
    for window in sorted(windows):
        if runs and runs[-1][-1] == window - 1:
            runs[-1].append(window)
        else:
            runs.append([window])
    return [str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs]
