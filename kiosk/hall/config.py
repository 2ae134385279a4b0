"""What a hall sets in `config/hall.toml`, typed and checked at start. Knows the file's form and nothing that runs."""

from datetime import date, time
from ipaddress import ip_network
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from kiosk.hall.discipline import Rules

Count = Annotated[int, msgspec.Meta(ge=0, le=100_000)]
Minutes = Annotated[float, msgspec.Meta(gt=0, le=24 * 60)]
ThemeCode = Annotated[str, msgspec.Meta(pattern="^[A-Z]$")]
Span = Annotated[str, msgspec.Meta(pattern=r"^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$")]
Day = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
DAYS: tuple[Day, ...] = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WORKDAY: tuple[Span, ...] = ("08:30-12:00", "13:30-17:30")


class HallSection(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`id` keeps the halls of one database apart; `public_url` is what phones can reach (follow pages)."""

    id: Annotated[str, msgspec.Meta(pattern="^[a-z0-9-]{2,40}$")]
    name_zh: Annotated[str, msgspec.Meta(min_length=1, max_length=60)]
    name_en: Annotated[str, msgspec.Meta(min_length=1, max_length=120)]
    phone: str = ""
    time_zone: str = "Asia/Shanghai"
    public_url: str = ""

    def __post_init__(self) -> None:
        try:
            ZoneInfo(self.time_zone)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ValueError(f"Unknown time zone {self.time_zone!r} - at `$.hall.time_zone`") from error

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
    trusted_proxies: tuple[str, ...] = ()
    connections_per_address: Annotated[int, msgspec.Meta(ge=16, le=100_000)] = 512  # two hundred pages need 400

    def __post_init__(self) -> None:
        for proxy in self.trusted_proxies:
            try:
                ip_network(proxy, strict=False)
            except ValueError as error:
                message = f'Expected addresses or networks like "10.0.0.5" or "10.0.0.0/24", got {proxy!r}'
                raise ValueError(f"{message} - at `$.server.trusted_proxies`") from error


class DatabaseSection(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An SQLAlchemy address; empty: an SQLite file in the user's state folder."""

    url: str = ""


class SecuritySection(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`key_file` holds the key of the identity hashes. Empty: `hall.key` in the user's state folder, made at need.

    Processes that share a database must share this file. Rates are those of the `limits` library ("5/minute").
    """

    key_file: str = ""
    pin_rate: str = "5/minute"
    follow_rate: str = "60/minute"
    public_rate: str = "600/minute"
    streams_per_token: Annotated[int, msgspec.Meta(ge=1, le=1000)] = 10  # pages of one device that are open at once
    clerk_hours: Annotated[float, msgspec.Meta(gt=0, le=24)] = 12


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
        for day in DAYS:
            ends = [text for span in self.spans(day) for text in span.split("-")]
            if ends != sorted(set(ends)):
                raise ValueError(f"Expected spans that begin before they end, in order - at `$.hours.{day}`")

    def spans(self, day: Day) -> tuple[Span, ...]:
        found: tuple[Span, ...] = getattr(self, day)
        return found


class TicketSection(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which numbers are given, and the figures of the rules around them."""

    kinds: tuple[Literal["card", "phone", "anonymous"], ...] = ("card", "phone", "anonymous")
    calls: Annotated[int, msgspec.Meta(ge=1, le=9)] = 3  # calls before a no-show
    priority_age: Annotated[int, msgspec.Meta(ge=50, le=120)] = 60
    closing_check: bool = True  # refuse a number whose wait would pass closing time
    appointment_early_minutes: Count = 30
    booking_days: Annotated[int, msgspec.Meta(ge=1, le=90)] = 14
    settle_after_minutes: Count = 60  # after closing, where nobody has settled the day
    island_first: Annotated[int, msgspec.Meta(ge=100, le=9900)] = 5000  # from here for terminals without a hall
    island_block: Annotated[int, msgspec.Meta(ge=5, le=1000)] = 300  # of each theme: a terminal's whole day, cut off


class NoticeSection(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Turn-is-near notices through the platform's SMS service. Empty `url`: none are offered."""

    url: str = ""  # https; http is for loopback alone
    id: str = ""  # this hall's name at the platform
    secret: str = ""
    ca_file: str = ""  # PEM of the platform's own certificate authority; empty: the public ones
    ahead: Annotated[int, msgspec.Meta(ge=1, le=50)] = 5  # people still ahead when the notice is sent


class ThemeEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One queue. `mean_minutes` is what a visit takes, until the hall has measured it. Caps: 0 is none."""

    code: ThemeCode
    name_zh: Annotated[str, msgspec.Meta(min_length=1, max_length=40)]
    name_en: Annotated[str, msgspec.Meta(min_length=1, max_length=80)]
    icon: str
    windows: Annotated[tuple[Annotated[int, msgspec.Meta(ge=1, le=999)], ...], msgspec.Meta(min_length=1)]
    mean_minutes: Minutes = 8
    cap_per_half_hour: Count = 0
    appointments_per_half_hour: Count = 0
    area_zh: str = ""
    area_en: str = ""


class HallConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    hall: HallSection
    themes: Annotated[tuple[ThemeEntry, ...], msgspec.Meta(min_length=1, max_length=26)]
    server: ServerSection = ServerSection()
    database: DatabaseSection = DatabaseSection()
    security: SecuritySection = SecuritySection()
    hours: HoursSection = HoursSection()
    tickets: TicketSection = TicketSection()
    notices: NoticeSection = NoticeSection()
    line: Rules = Rules()  # who is next: points per minute of each standing

    def __post_init__(self) -> None:
        codes = [theme.code for theme in self.themes]
        if len(set(codes)) != len(codes):
            raise ValueError("Expected every theme to have its own code - at `$.themes[...].code`")
        if bool(self.server.tls_certificate) != bool(self.server.tls_key):
            raise ValueError("Expected both `tls_certificate` and `tls_key`, or neither - at `$.server`")

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
