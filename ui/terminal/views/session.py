"""What is the same on every screen: where the visit stands, the bars, trouble, and the time that runs out."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Property, QCoreApplication, QLocale, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk import flow
from kiosk.events import Device
from kiosk.steps.base import PrintState
from kiosk.terminal import Terminal
from kiosk.trouble import Trouble
from kiosk.visit import Purpose, Screen
from ui.terminal.changes import Changes
from ui.terminal.words import trouble_words

QML_IMPORT_NAME = "Yitang.Terminal"
QML_IMPORT_MAJOR_VERSION = 1

STEP_DEVICES = {Screen.CARD: Device.CARD_READER, Screen.CAPTURE: Device.CAMERA, Screen.COPY: Device.COPIER}
"""Whose trouble a page tells, where it is one device's."""

CLOCK_INTERVAL = 5_000  # milliseconds; the top bar shows minutes


@dataclass(frozen=True)
class Sign:
    """What the hall has written on its terminals."""

    hall_name_zh: str
    hall_name_en: str
    help_phone: str
    warning_seconds: float


@QmlElement
@QmlUncreatable("made by the app")
class SessionView(QObject):
    placeChanged = Signal()
    changed = Signal()
    idleChanged = Signal()
    devicesChanged = Signal()
    modeChanged = Signal()
    minutePassed = Signal()

    def __init__(self, terminal: Terminal, changes: Changes, sign: Sign, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._terminal = terminal
        self._sign = sign
        changes.placed.connect(self.placeChanged)
        changes.placed.connect(self.changed)
        changes.visit.connect(self.changed)
        changes.idle.connect(self.idleChanged)
        changes.devices.connect(self.devicesChanged)
        changes.mode.connect(self.modeChanged)
        changes.mode.connect(self.changed)
        changes.mode.connect(self.devicesChanged)
        changes.mode.connect(self.minutePassed)
        self._timer = QTimer(self)
        self._timer.setInterval(CLOCK_INTERVAL)
        self._timer.timeout.connect(self.minutePassed)
        self._timer.start()

    # ---- where the visit stands

    @Property(str, notify=placeChanged)
    def screen(self) -> str:
        return str(self._terminal.place.screen)

    @Property(str, notify=placeChanged)
    def part(self) -> str:
        return self._terminal.place.part

    @Property(int, notify=changed)
    def stepNumber(self) -> int:
        return flow.position(self._terminal.visit)[0]

    @Property(int, notify=changed)
    def stepCount(self) -> int:
        """0 as long as nobody can know: before the item of an errand is chosen."""
        visit = self._terminal.visit
        unknown = visit.purpose is Purpose.ERRAND and visit.item is None
        return 0 if unknown else flow.position(visit)[1]

    @Property(bool, notify=changed)
    def canGoBack(self) -> bool:
        return flow.preceding(self._terminal.visit) is not None

    @Property(bool, notify=changed)
    def ready(self) -> bool:
        """This page is done: "next" leads on."""
        today = self._terminal.step.desk.clock.now().date()
        return flow.done(self._terminal.visit, self._terminal.place, today)

    @Property(bool, notify=changed)
    def hasData(self) -> bool:
        """Leaving now would lose something that the visitor gave."""
        return self._terminal.visit.has_data

    @Property(bool, notify=changed)
    def forErrand(self) -> bool:
        return self._terminal.visit.purpose is Purpose.ERRAND

    @Property(bool, notify=changed)
    def hasCard(self) -> bool:
        return self._terminal.visit.card is not None

    # ---- the bars

    @Property(str, notify=modeChanged)
    def hallName(self) -> str:
        return self._sign.hall_name_en if self._terminal.language == "en" else self._sign.hall_name_zh

    @Property(str, constant=True)
    def helpPhone(self) -> str:
        return self._sign.help_phone

    @Property(str, notify=minutePassed)
    def time(self) -> str:
        return self._terminal.step.desk.clock.now().strftime("%H:%M")

    @Property(str, notify=minutePassed)
    def day(self) -> str:
        chinese = self._terminal.language == "zh"
        locale = QLocale(QLocale.Language.Chinese if chinese else QLocale.Language.English)
        now = self._terminal.step.desk.clock.now()
        return locale.toString(now.date(), "M月d日 dddd" if chinese else "dddd, d MMMM")

    @Property(str, notify=modeChanged)
    def language(self) -> str:
        return self._terminal.language

    @Property(bool, notify=modeChanged)
    def large(self) -> bool:
        return self._terminal.large

    # ---- trouble of the present step

    @Property(bool, notify=changed)
    def troubled(self) -> bool:
        return self._terminal.step.trouble is not None

    @Property(str, notify=changed)
    def troubleTitle(self) -> str:
        device = STEP_DEVICES.get(self._terminal.place.screen)
        return trouble_words(self._terminal.step.trouble, device)[0]

    @Property(str, notify=changed)
    def troubleText(self) -> str:
        return trouble_words(self._terminal.step.trouble)[1]

    # ---- the paper of the present step

    @Property(str, notify=changed)
    def printState(self) -> str:
        """none, printing, printed or failed."""
        job = self._print_job()
        return str(job.state) if job else str(PrintState.NONE)

    @Property(str, notify=changed)
    def printTroubleTitle(self) -> str:
        job = self._print_job()
        return trouble_words(job.trouble, Device.PRINTER)[0] if job else ""

    @Property(str, notify=changed)
    def printTroubleText(self) -> str:
        job = self._print_job()
        if job is None:
            return ""
        if job.perhaps_printed:
            return QCoreApplication.translate("Print", "Please look into the slot: a paper may have come out.")
        return trouble_words(job.trouble)[1]

    def _print_job(self) -> Any:
        return getattr(self._terminal.step, "print_job", None)

    # ---- devices, told before somebody begins

    @Property(bool, notify=devicesChanged)
    def canPrint(self) -> bool:
        return self._terminal.works(Device.PRINTER)

    @Property(bool, notify=devicesChanged)
    def canReadCards(self) -> bool:
        return self._terminal.works(Device.CARD_READER)

    @Property(bool, notify=devicesChanged)
    def canSeePages(self) -> bool:
        return self._terminal.works(Device.CAMERA)

    @Property(bool, notify=devicesChanged)
    def canScan(self) -> bool:
        return self._terminal.works(Device.SCANNER)

    @Property(bool, constant=True)
    def makesCopies(self) -> bool:
        return self._terminal.makes_copies

    @Property(bool, notify=devicesChanged)
    def canCopy(self) -> bool:
        return self._terminal.makes_copies and self._terminal.works(Device.COPIER)

    @Property(bool, notify=changed)
    def copied(self) -> bool:
        return self._terminal.visit.copied

    @Property(bool, notify=devicesChanged)
    def hallReachable(self) -> bool:
        return self._terminal.works(Device.HALL)

    @Property(bool, notify=devicesChanged)
    def platformReachable(self) -> bool:
        return self._terminal.works(Device.PLATFORM)

    @Property(bool, notify=devicesChanged)
    def canKeepErrands(self) -> bool:
        """Whether an errand can be taken at all; false where the terminal's disk is full or cannot be written."""
        return self._terminal.works(Device.OUTBOX)

    @Property(str, notify=devicesChanged)
    def printerTrouble(self) -> str:
        """Why the printer cannot print, in words."""
        trouble = self._terminal.devices[Device.PRINTER].trouble
        return "" if self.canPrint else trouble_words(trouble or Trouble.NOT_CONNECTED, Device.PRINTER)[0]

    # ---- the time that runs out

    @Property(int, notify=idleChanged)
    def warningLeft(self) -> int:
        """Seconds until the visit is wiped; -1 while nobody is warned."""
        left = self._terminal.idle.warning_left
        return -1 if left is None else left

    @Property(str, notify=changed)
    def outcome(self) -> str:
        """What this visit has come to, which its end does not take away: errand, ticket, appointment, copies or ""."""
        visit = self._terminal.visit
        done = {
            "errand": bool(visit.local_number),
            "ticket": visit.ticket is not None,
            "appointment": visit.kept,
            "copies": visit.copied,
        }
        return next((name for name, is_so in done.items() if is_so), "")

    @Property(float, notify=idleChanged)
    def warningShare(self) -> float:
        return max(0, self.warningLeft) / max(1.0, self._sign.warning_seconds)

    # ---- commands

    @Slot()
    def touch(self) -> None:
        self._terminal.touch()

    @Slot()
    def begin(self) -> None:
        self._terminal.begin()

    @Slot()
    def home(self) -> None:
        self._terminal.home()

    @Slot()
    def cancel(self) -> None:
        self._terminal.cancel()

    @Slot()
    def back(self) -> None:
        self._terminal.back()

    @Slot()
    def next(self) -> None:
        self._terminal.next()

    @Slot()
    def again(self) -> None:
        self._terminal.again()

    @Slot()
    def switchLanguage(self) -> None:
        self._terminal.set_language("zh" if self._terminal.language == "en" else "en")

    @Slot()
    def switchLarge(self) -> None:
        self._terminal.set_large(not self._terminal.large)

    @Slot(str)
    def choosePurpose(self, purpose: str) -> None:
        self._terminal.choose_purpose(Purpose(purpose))

    @Slot()
    def findNumber(self) -> None:
        """The number that somebody has already, of a counter that gives no new ones."""
        self._terminal.find_number()

    @Slot(str)
    def chooseInstead(self, purpose: str) -> None:
        """Another purpose, where the one that was chosen is closed."""
        self._terminal.choose_instead(Purpose(purpose))
