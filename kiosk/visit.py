"""One visit: who is here, what for, how far, and all that was given. Wiped whole when it ends; knows no device."""

from dataclasses import dataclass, field
from enum import StrEnum

from kiosk.card import IdCard
from kiosk.catalogue import Catalogue, Item, MaterialNeed, Section
from kiosk.ink import Signature
from kiosk.picture import Corners, Scan
from kiosk.queue import Appointment, Priority, Slot, Theme, Ticket
from kiosk.reading import Reading


class Purpose(StrEnum):
    """What the visitor chose at home."""

    NONE = "none"
    TICKET = "ticket"  # 取号
    ERRAND = "errand"  # 自助办
    PROGRESS = "progress"  # 查进度
    COPY = "copy"  # 免费复印
    APPOINTMENT = "appointment"  # 预约


class Booking(StrEnum):
    """What somebody came for who chose appointments."""

    NONE = "none"
    NEW = "new"  # book one
    CARD = "card"  # has one, found by card
    CODE = "code"  # has one, found by its code


class Act(StrEnum):
    """What is to happen to an appointment that stands."""

    NONE = "none"
    CHECK_IN = "check_in"
    MOVE = "move"
    CALL_OFF = "call_off"


class Screen(StrEnum):
    """Every kind of page. `kiosk.steps` holds what each does, `ui/terminal/qml` how each looks."""

    ATTRACT = "attract"
    HOME = "home"
    CARD = "card"
    THEMES = "themes"
    INSTEAD = "instead"  # a closed theme: why, and what can be done instead
    PHONE = "phone"
    NOTICE = "notice"  # a telephone number for the message that the turn is near
    PRIORITY = "priority"
    TICKET = "ticket"
    APPOINTMENTS = "appointments"  # book one, or find the one there is
    SLOTS = "slots"  # day and half hour
    MINE = "mine"  # the ones that were found
    BOOKED = "booked"  # booked, moved or cancelled
    ITEMS = "items"
    NEEDS = "needs"
    FORM = "form"
    CAPTURE = "capture"
    PROMISE = "promise"
    REVIEW = "review"
    SIGN = "sign"
    SUBMIT = "submit"
    RECEIPT = "receipt"
    PROGRESS = "progress"
    COPY = "copy"
    FAREWELL = "farewell"


@dataclass(frozen=True)
class Place:
    """Where a visit stands: a kind of page, and which one of them (a section's or a material's id)."""

    screen: Screen
    part: str = ""


@dataclass
class Visit:
    """Everything of one visit, in memory only. `repr` shows no personal data."""

    catalogue: Catalogue = field(repr=False)
    key: str = ""  # idempotency key of the ticket or errand
    purpose: Purpose = Purpose.NONE
    place: Place = Place(Screen.HOME)
    card: IdCard | None = None
    without_card: bool = False  # a ticket may be taken without a card
    by_phone: bool = False  # and is known by a telephone number instead
    phone: str = field(default="", repr=False)
    theme: Theme | None = None
    several: bool = False  # more than one theme is chosen for one ticket
    also: tuple[Theme, ...] = ()  # the further ones
    priority_asked: bool = False  # by the visitor, or offered because of the age on the card
    priority: Priority | None = None
    priority_settled: bool = False  # the visitor has said which, or none
    has_number: bool = False  # of this theme already, and wants it printed again
    ticket: Ticket | None = None
    notice_wanted: bool = False  # would like a message when the turn is near
    booking: Booking = Booking.NONE
    act: Act = Act.NONE
    slot: Slot | None = None
    found: tuple[Appointment, ...] = ()  # the visitor's appointments
    appointment: Appointment | None = None  # the one it is about, as the hall has it
    kept: bool = False  # the hall has done what was asked
    item: Item | None = None
    answers: dict[str, str] = field(default_factory=dict, repr=False)
    from_card: set[str] = field(default_factory=set)  # ids of answers that stand as the card gave them
    from_paper: dict[str, bool] = field(default_factory=dict)  # the same of papers; False: the visitor is to compare
    compared: dict[str, str] = field(default_factory=dict, repr=False)  # doubted answers that the visitor keeps
    pages: dict[str, list[Scan]] = field(default_factory=dict, repr=False)
    readings: dict[str, Reading] = field(default_factory=dict, repr=False)  # by the hash of the page
    lying: Corners | None = None  # where the page lay that was taken last: not taken again by itself
    postponed: set[str] = field(default_factory=set)  # materials left out or handed in later
    promised: set[str] = field(default_factory=set)
    needs_seen: bool = False
    reviewed: bool = False  # the visitor said that everything is right
    reviewed_once: bool = False  # the review was reached: from now on "next" leads to what is still open
    signature: Signature | None = field(default=None, repr=False)
    local_number: str = ""
    acceptance_number: str = ""
    to_copy: MaterialNeed | None = None  # the papers to copy, where that is what the visitor came for
    copied: bool = False
    refusal: str = ""  # the platform's reason, where it has refused

    @property
    def sections(self) -> tuple[Section, ...]:
        return self.item.sections if self.item else ()

    @property
    def materials(self) -> tuple[MaterialNeed, ...]:
        """The materials that the answers so far ask for."""
        if self.to_copy is not None:
            return (self.to_copy,)
        return self.item.materials_for(self.answers) if self.item else ()

    def material(self, material_id: str) -> MaterialNeed | None:
        return next((m for m in self.materials if m.id == material_id), None)

    @property
    def has_data(self) -> bool:
        """True where leaving would lose something that the visitor gave."""
        return bool(self.answers or self.pages) and not self.local_number and not self.copied

    def wipe(self) -> None:
        """Forget everything that was given, in place, so that a reference kept by mistake shows nothing."""
        for store in (self.answers, self.pages, self.from_card, self.postponed, self.promised):
            store.clear()
        self.from_paper.clear()
        self.compared.clear()
        self.readings.clear()
        self.card = self.theme = self.ticket = self.item = self.signature = self.lying = self.to_copy = None
        self.also, self.found = (), ()
        self.priority = self.slot = self.appointment = None
        self.phone = self.key = self.local_number = self.acceptance_number = self.refusal = ""
