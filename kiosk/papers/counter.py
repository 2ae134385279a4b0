"""The desk's `Papers`: knows the hall, the words and the clock, and hands out papers in the visitor's language."""

from dataclasses import dataclass

from kiosk.catalogue import Item
from kiosk.config import TerminalSection
from kiosk.paper import Paper
from kiosk.papers.appointment import appointment_paper
from kiosk.papers.needs import needs_paper
from kiosk.papers.place import Place
from kiosk.papers.receipt import receipt_paper
from kiosk.papers.ticket import ticket_paper
from kiosk.papers.wording import Wordings
from kiosk.ports import Clock
from kiosk.queue import Appointment, Theme, Ticket
from kiosk.visit import Visit


@dataclass(frozen=True)
class PaperCounter:
    wordings: Wordings
    hall: TerminalSection
    clock: Clock

    def ticket(self, ticket: Ticket, masked_name: str, also: tuple[Theme, ...], language: str) -> Paper:
        words = self.wordings.get(language).ticket
        return ticket_paper(ticket, masked_name, also, words, self._place(language))

    def appointment(self, appointment: Appointment, language: str) -> Paper:
        return appointment_paper(appointment, self.wordings.get(language).appointment, self._place(language))

    def needs(self, item: Item, answers: dict[str, str], language: str) -> Paper:
        words = self.wordings.get(language).needs
        return needs_paper(item, answers, words, self._place(language))

    def receipt(self, visit: Visit, language: str) -> Paper:
        words = self.wordings.get(language)
        return receipt_paper(visit, words, self._place(language))

    def _place(self, language: str) -> Place:
        name = self.hall.hall_name_en if language == "en" else self.hall.hall_name_zh
        return Place(name, self.hall.help_phone, self.hall.id, f"{self.clock.now():%Y-%m-%d %H:%M}", language)
