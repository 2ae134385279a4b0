"""Stands in for the drivers until they are loaded: the first screen does not wait for libraries that it does not need.

Calls made before the drivers are there are kept and made in order once they are.
"""

from collections import deque
from collections.abc import Callable
from datetime import datetime

from kiosk.card import IdCard
from kiosk.desk import Desk
from kiosk.paper import Paper
from kiosk.parcel import Parcel
from kiosk.picture import Corners, Frame, Scan
from kiosk.queue import BookingWish, NumberWish, Ticket


class Switchboard:
    """Every port of the core, forwarded to the drivers' desk. Lives on the core's thread."""

    def __init__(self) -> None:
        self._desk: Desk | None = None
        self._waiting: deque[Callable[[Desk], None]] = deque()
        self.reader = LateReader(self)
        self.camera = LateCamera(self)
        self.printer = LatePrinter(self)
        self.copier = LateCopier(self)
        self.paper_reader = LatePaperReader(self)
        self.queue = LateQueue(self)
        self.outbox = LateOutbox(self)
        self.platform = LatePlatform(self)

    @property
    def desk(self) -> Desk | None:
        """The drivers' desk, once it is there."""
        return self._desk

    def connect(self, desk: Desk) -> None:
        self._desk = desk
        while self._waiting:
            self._waiting.popleft()(desk)

    def call(self, action: Callable[[Desk], None]) -> None:
        if self._desk is None:
            self._waiting.append(action)
        else:
            action(self._desk)


class LatePort:
    def __init__(self, board: Switchboard) -> None:
        self._board = board


class LateReader(LatePort):
    def look(self, request: int) -> None:
        self._board.call(lambda desk: desk.reader.look(request))

    def rest(self) -> None:
        self._board.call(lambda desk: desk.reader.rest())


class LateCamera(LatePort):
    def open(self, request: int) -> None:
        self._board.call(lambda desk: desk.camera.open(request))

    def close(self) -> None:
        self._board.call(lambda desk: desk.camera.close())

    def newest(self) -> Frame | None:
        return self._board.desk.camera.newest() if self._board.desk else None

    def take(self, request: int) -> None:
        self._board.call(lambda desk: desk.camera.take(request))

    def original(self) -> Frame | None:
        return self._board.desk.camera.original() if self._board.desk else None

    def flatten(self, request: int, corners: Corners) -> None:
        self._board.call(lambda desk: desk.camera.flatten(request, corners))

    def join(self, request: int, sides: tuple[Scan, ...]) -> None:
        self._board.call(lambda desk: desk.camera.join(request, sides))

    def forget(self) -> None:
        self._board.call(lambda desk: desk.camera.forget())


class LatePrinter(LatePort):
    def print(self, request: int, paper: Paper) -> None:
        self._board.call(lambda desk: desk.printer.print(request, paper))


class LateCopier(LatePort):
    def copy(self, request: int, pages: tuple[Scan, ...]) -> None:
        def send(desk: Desk) -> None:
            if desk.copier is not None:
                desk.copier.copy(request, pages)

        self._board.call(send)


class LatePaperReader(LatePort):
    def read(self, request: int, scan: Scan) -> None:
        def send(desk: Desk) -> None:
            if desk.paper_reader is not None:
                desk.paper_reader.read(request, scan)

        self._board.call(send)

    def forget(self) -> None:
        def send(desk: Desk) -> None:
            if desk.paper_reader is not None:
                desk.paper_reader.forget()

        self._board.call(send)


class LateQueue(LatePort):
    def ask_themes(self, request: int) -> None:
        self._board.call(lambda desk: desk.queue.ask_themes(request))

    def take_ticket(self, request: int, key: str, wish: NumberWish) -> None:
        self._board.call(lambda desk: desk.queue.take_ticket(request, key, wish))

    def leave_phone(self, request: int, ticket: Ticket, phone: str) -> None:
        self._board.call(lambda desk: desk.queue.leave_phone(request, ticket, phone))

    def ask_slots(self, request: int, theme: str) -> None:
        self._board.call(lambda desk: desk.queue.ask_slots(request, theme))

    def book(self, request: int, key: str, wish: BookingWish) -> None:
        self._board.call(lambda desk: desk.queue.book(request, key, wish))

    def find_appointment(self, request: int, code: str) -> None:
        self._board.call(lambda desk: desk.queue.find_appointment(request, code))

    def ask_appointments(self, request: int, holder: IdCard) -> None:
        self._board.call(lambda desk: desk.queue.ask_appointments(request, holder))

    def move_appointment(self, request: int, code: str, begins: datetime) -> None:
        self._board.call(lambda desk: desk.queue.move_appointment(request, code, begins))

    def call_off(self, request: int, code: str) -> None:
        self._board.call(lambda desk: desk.queue.call_off(request, code))


class LateOutbox(LatePort):
    def take(self, request: int, parcel: Parcel) -> None:
        self._board.call(lambda desk: desk.outbox.take(request, parcel))

    def waiting(self) -> int:
        return self._board.desk.outbox.waiting() if self._board.desk else 0


class LatePlatform(LatePort):
    def ask_progress(self, request: int, acceptance_number: str) -> None:
        self._board.call(lambda desk: desk.platform.ask_progress(request, acceptance_number))
