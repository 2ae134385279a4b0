"""The slip of an appointment: when, what for, and the code that is enough to check in. It names nobody."""

from kiosk.paper import Align, Big, Code, Cut, Gap, Pair, Paper, Rule, Text
from kiosk.papers.place import Place
from kiosk.papers.wording import AppointmentWords
from kiosk.queue import Appointment


def appointment_paper(appointment: Appointment, words: AppointmentWords, place: Place) -> Paper:
    theme = appointment.name_en if place.language == "en" else appointment.name_zh
    return Paper(
        words.title,
        (
            *place.head(words.title),
            Text(theme, bold=True, align=Align.CENTRE),
            Gap(),
            Pair(words.day, f"{appointment.begins:%Y-%m-%d}", large=True),
            Pair("", words.weekdays[appointment.begins.weekday()], large=True),
            Pair(words.time, f"{appointment.begins:%H:%M}", large=True),
            Rule(),
            Text(words.code, align=Align.CENTRE),
            Big(appointment.code),
            Code(appointment.code, words.check_in),
            Gap(),
            Text(words.change),
            Text(words.help.format(phone=place.phone)),
            Cut(),
        ),
    )
