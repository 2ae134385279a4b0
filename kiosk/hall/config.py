"""What a hall sets in `config/hall.toml`, typed and checked at start. Knows the file's form and nothing that runs."""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

import msgspec

from kiosk.hall.discipline import Rules
from kiosk.settings import Complaint
from kiosk.settings.kinds import (
    DatabaseOrNone,
    GuardedAddressOrNone,
    Icon,
    Named,
    NamedLong,
    Proxy,
    Rate,
    TimeZone,
    WebAddressOrNone,
    is_network,
    is_time_zone,
    told,
)
from kiosk.words import Words

Count = Annotated[int, msgspec.Meta(ge=0, le=100_000)]
Minutes = Annotated[float, msgspec.Meta(gt=0, le=24 * 60)]
ThemeCode = Annotated[str, told("一个大写字母 A 到 Z", "one capital letter, A to Z", pattern="^[A-Z]$")]
Span = Annotated[
    str,
    told('时间段，如 "08:30-12:00"（最晚 24:00）', 'a span like "08:30-12:00" (24:00 at the latest)',
         pattern=r"^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$"),
]  # fmt: skip
HallId = Annotated[
    str,
    told("2 到 40 个小写字母、数字或减号", "2 to 40 small letters, digits or hyphens", pattern="^[a-z0-9-]{2,40}$"),
]
Day = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
DAYS: tuple[Day, ...] = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WORKDAY: tuple[Span, ...] = ("08:30-12:00", "13:30-17:30")


class HallSection(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`id` keeps the halls of one database apart; `public_url` is what phones can reach (follow pages)."""

    id: HallId
    name_zh: Named
    name_en: NamedLong
    phone: str = ""
    language: Literal["zh", "en"] = "zh"  # of what is told in a shell: faults of this file, answers of the commands
    time_zone: TimeZone = "Asia/Shanghai"
    public_url: WebAddressOrNone = ""

    def __post_init__(self) -> None:
        if not is_time_zone(self.time_zone):
            raise ValueError(f"Unknown time zone {self.time_zone!r} - at `$.hall.time_zone`")

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)


class ServerSection(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """TLS is on where both files are named.

    `trusted_proxies` are addresses or networks that speak for many people (X-Forwarded-For is believed of them alone).
    """

    host: str = "127.0.0.1"
    port: Annotated[int, msgspec.Meta(ge=0, le=65535)] = 8710
    tls_certificate: str = ""
    tls_key: str = ""
    trusted_proxies: tuple[Proxy, ...] = ()
    connections_per_address: Annotated[int, msgspec.Meta(ge=16, le=100_000)] = 512  # two hundred pages need 400

    def __post_init__(self) -> None:
        for proxy in self.trusted_proxies:
            if not is_network(proxy):
                message = f'Expected addresses or networks like "10.0.0.5" or "10.0.0.0/24", got {proxy!r}'
                raise ValueError(f"{message} - at `$.server.trusted_proxies`")


class DatabaseSection(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An SQLAlchemy address; empty: an SQLite file in the user's state folder."""

    url: DatabaseOrNone = ""


class SecuritySection(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`key_file` holds the key of the identity hashes. Empty: `hall.key` in the user's state folder, made at need.

    Processes that share a database must share this file. Rates are those of the `limits` library ("5/minute").
    """

    key_file: str = ""
    pin_rate: Rate = "5/minute"
    follow_rate: Rate = "60/minute"
    public_rate: Rate = "600/minute"
    streams_per_token: Annotated[int, msgspec.Meta(ge=1, le=1000)] = 10  # pages of one device that are open at once
    clerk_hours: Annotated[float, msgspec.Meta(gt=0, le=24)] = 12


SPANS = Words(
    "时间段要先开始后结束、从早到晚、不重叠",
    "spans must begin before they end, from early to late, and not overlap",
)
BOTH = Words("这一天也写在 closed_days 里，请留一处", "this day stands in closed_days too: keep one of them")


class HoursSection(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Opening spans of each week day, the days that are closed, and workdays moved to a weekend (调休)."""

    monday: tuple[Span, ...] = WORKDAY
    tuesday: tuple[Span, ...] = WORKDAY
    wednesday: tuple[Span, ...] = WORKDAY
    thursday: tuple[Span, ...] = WORKDAY
    friday: tuple[Span, ...] = WORKDAY
    saturday: tuple[Span, ...] = ()
    sunday: tuple[Span, ...] = ()
    closed_days: tuple[date, ...] = ()
    moved_workdays: tuple[date, ...] = ()
    before_minutes: Count = 15  # numbers are given this long before the first window opens

    def __post_init__(self) -> None:
        _raise_first(self.look({day: self.spans(day) for day in DAYS}))

    @staticmethod
    def look(sound: dict[str, Any]) -> Iterator[Complaint]:
        for day in DAYS:
            ends = [text for span in sound.get(day, ()) for text in span.split("-")]
            if ends != sorted(set(ends)):
                yield Complaint((day,), SPANS)
        closed = {str(day)[:10] for day in sound.get("closed_days", ())}
        for index, day in enumerate(sound.get("moved_workdays", ())):
            if str(day)[:10] in closed:
                yield Complaint(("moved_workdays", index), BOTH)

    def spans(self, day: Day) -> tuple[Span, ...]:
        found: tuple[Span, ...] = getattr(self, day)
        return found


class TicketSection(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which numbers are given, and the figures of the rules around them."""

    kinds: Annotated[tuple[Literal["card", "phone", "anonymous"], ...], msgspec.Meta(min_length=1)] = (
        "card",
        "phone",
        "anonymous",
    )
    calls: Annotated[int, msgspec.Meta(ge=1, le=9)] = 3  # calls before a no-show
    priority_age: Annotated[int, msgspec.Meta(ge=50, le=120)] = 60
    closing_check: bool = True  # refuse a number whose wait would pass closing time
    appointment_early_minutes: Count = 30
    booking_days: Annotated[int, msgspec.Meta(ge=1, le=90)] = 14
    settle_after_minutes: Count = 60  # after closing, where nobody has settled the day
    undo_hours: Annotated[int, msgspec.Meta(ge=0, le=168)] = 24  # a settlement can be undone; then people are forgotten
    island_first: Annotated[int, msgspec.Meta(ge=100, le=9900)] = 5000  # from here for terminals without a hall
    island_block: Annotated[int, msgspec.Meta(ge=5, le=1000)] = 300  # of each theme: a terminal's whole day, cut off


class ClockSection(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Without a time server the computer's clock is believed once it has gone so long without being set."""

    steady_minutes: Minutes = 5


class NoticeSection(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Turn-is-near notices through the platform's SMS service. Empty `url`: none are offered."""

    url: GuardedAddressOrNone = ""
    id: str = ""  # this hall's name at the platform
    secret: str = ""
    ca_file: str = ""  # PEM of the platform's own certificate authority; empty: the public ones
    ahead: Annotated[int, msgspec.Meta(ge=1, le=50)] = 5  # people still ahead when the notice is sent

    @staticmethod
    def look(sound: dict[str, Any]) -> Iterator[Complaint]:
        for key in ("id", "secret"):
            if sound.get("url") and not sound.get(key):
                yield Complaint((), Words(f"填了 url，也要填 {key}", f"url is set, {key} is needed too"), key)


class KeepingSection(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Days that records are kept, without names: those go when their day is settled.

    `log_days`: what happened, and who signed in when. Half a year is the law's least (Cybersecurity Law, art. 21).
    """

    log_days: Annotated[int, msgspec.Meta(ge=183, le=36_500)] = 400
    number_days: Annotated[int, msgspec.Meta(ge=30, le=36_500)] = 1100
    appointment_days: Annotated[int, msgspec.Meta(ge=30, le=36_500)] = 400
    settlement_days: Annotated[int, msgspec.Meta(ge=365, le=36_500)] = 3650


class ThemeEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One queue. `mean_minutes` is what a visit takes, until the hall has measured it. Caps: 0 is none."""

    code: ThemeCode
    name_zh: Annotated[str, msgspec.Meta(min_length=1, max_length=40)]
    name_en: Annotated[str, msgspec.Meta(min_length=1, max_length=80)]
    icon: Icon
    windows: Annotated[tuple[Annotated[int, msgspec.Meta(ge=1, le=999)], ...], msgspec.Meta(min_length=1)]
    mean_minutes: Minutes = 8
    cap_per_half_hour: Count = 0
    appointments_per_half_hour: Count = 0
    area_zh: str = ""
    area_en: str = ""

    @staticmethod
    def look(sound: dict[str, Any]) -> Iterator[Complaint]:
        windows = sound.get("windows", ())
        for index, window in enumerate(windows):
            if window in windows[:index]:
                yield Complaint(("windows", index), Words(f"窗口 {window} 写了两次", f"window {window} stands twice"))


def _raise_first(complaints: Iterator[Complaint]) -> None:
    """For a configuration that did not come from a file. Raises ValueError."""
    for complaint in complaints:
        raise ValueError(f"{complaint.said.en} - at `{'.'.join(map(str, complaint.place))}`")


STILL_THERE = Words("主题 {} 还在 themes 里", "theme {} is still among themes")
NOT_THERE = Words("themes 里没有主题 {}", "there is no theme {} among themes")
GRACE = Words("不能大于 lapse_minutes", "must not be above lapse_minutes")


class HallConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    hall: HallSection
    themes: Annotated[tuple[ThemeEntry, ...], msgspec.Meta(min_length=1, max_length=26)]
    server: ServerSection = ServerSection()
    database: DatabaseSection = DatabaseSection()
    security: SecuritySection = SecuritySection()
    hours: HoursSection = HoursSection()
    tickets: TicketSection = TicketSection()
    notices: NoticeSection = NoticeSection()
    clock: ClockSection = ClockSection()
    keeping: KeepingSection = KeepingSection()
    line: Rules = Rules()  # who is next: points per minute of each standing
    moved_themes: dict[ThemeCode, ThemeCode] = msgspec.field(default_factory=dict)
    """A theme that was taken out, and the one where those go on who wait for it or have an appointment."""

    def __post_init__(self) -> None:
        _raise_first(self.look(msgspec.to_builtins(self, builtin_types=(date, datetime))))

    @staticmethod
    def look(sound: dict[str, Any]) -> Iterator[Complaint]:
        codes = [theme.get("code") for theme in sound.get("themes", ())]
        for index, code in enumerate(codes):
            if code and code in codes[:index]:
                first = codes.index(code) + 1
                yield Complaint(
                    ("themes", index, "code"),
                    Words(f"代码 {code} 与第 {first} 个主题相同", f"code {code} is that of theme {first} already"),
                )
        moved = sound.get("moved_themes", {})
        for code, to in moved.items() if isinstance(moved, dict) else ():
            if code in codes or to not in codes:
                wrong, said = (code, STILL_THERE) if code in codes else (to, NOT_THERE)
                yield Complaint(("moved_themes", code), Words(said.zh.format(wrong), said.en.format(wrong)))
        server = sound.get("server", {})
        for key, other in (("tls_certificate", "tls_key"), ("tls_key", "tls_certificate")):
            if server.get(key) and not server.get(other):
                yield Complaint(("server", key), Words(f"填了它，也要填 {other}", f"{other} is needed with it"))
        line = {name: value for name, value in sound.get("line", {}).items() if isinstance(value, int | float)}
        rules = Rules()
        if line.get("grace_minutes", rules.grace_minutes) > line.get("lapse_minutes", rules.lapse_minutes):
            yield Complaint(("line", "grace_minutes"), GRACE)

    def theme(self, code: str) -> ThemeEntry | None:
        return next((theme for theme in self.themes if theme.code == code), None)

    @property
    def windows(self) -> tuple[int, ...]:
        """Every window of the hall, by its number."""
        return tuple(sorted({window for theme in self.themes for window in theme.windows}))

    def themes_of(self, window: int) -> tuple[str, ...]:
        return tuple(theme.code for theme in self.themes if window in theme.windows)


def at(text: str) -> time:
    """ "08:30" as a time of day; "24:00" is the day's last moment."""
    return time.max if text == "24:00" else time.fromisoformat(text)
