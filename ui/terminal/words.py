"""Words for the core's codes: what happened, what to do. English stands here; assets/translations has the Chinese.

No text blames the visitor, and each one names a next step.
"""

from datetime import date, datetime, timedelta

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale

from kiosk.answers import Problem
from kiosk.catalogue import Field, Hindrance, Item, Period
from kiosk.events import Device, Stage
from kiosk.trouble import Trouble

TROUBLES: dict[Trouble, tuple[str, str]] = {
    Trouble.NOT_CONNECTED: (
        QT_TRANSLATE_NOOP("Trouble", "This part of the terminal is not connected"),
        QT_TRANSLATE_NOOP("Trouble", "Please use another terminal, or ask us: the number is under Help."),
    ),
    Trouble.NO_ANSWER: (
        QT_TRANSLATE_NOOP("Trouble", "This part of the terminal does not answer"),
        QT_TRANSLATE_NOOP("Trouble", "Please try once more. If it stays like this, ask us: the number is under Help."),
    ),
    Trouble.GARBLED: (
        QT_TRANSLATE_NOOP("Trouble", "That did not come through clearly"),
        QT_TRANSLATE_NOOP("Trouble", "Please try once more."),
    ),
    Trouble.DEVICE_FAULT: (
        QT_TRANSLATE_NOOP("Trouble", "This part of the terminal has a fault"),
        QT_TRANSLATE_NOOP("Trouble", "Please use another terminal, or ask us: the number is under Help."),
    ),
    Trouble.CARD_MOVED: (
        QT_TRANSLATE_NOOP("Trouble", "The card was moved too early"),
        QT_TRANSLATE_NOOP("Trouble", "Lay it down again and leave it until its name appears."),
    ),
    Trouble.CARD_UNREADABLE: (
        QT_TRANSLATE_NOOP("Trouble", "The chip of this card does not answer"),
        QT_TRANSLATE_NOOP(
            "Trouble",
            "Lay it flat, without a case and away from other cards. A window can help if that does not.",
        ),
    ),
    Trouble.CARD_UNKNOWN: (
        QT_TRANSLATE_NOOP("Trouble", "This card cannot be used here"),
        QT_TRANSLATE_NOOP(
            "Trouble", "Please use a resident ID card, a residence permit or a foreigner's permanent residence card."
        ),
    ),
    Trouble.CARD_EXPIRED: (
        QT_TRANSLATE_NOOP("Trouble", "This card is no longer valid"),
        QT_TRANSLATE_NOOP("Trouble", "You can take a number with it. A window will help you, also with a new card."),
    ),
    Trouble.NO_PAGE: (
        QT_TRANSLATE_NOOP("Trouble", "No paper in sight yet"),
        QT_TRANSLATE_NOOP("Trouble", "Lay the paper on the desk under the camera, the printed side up."),
    ),
    Trouble.BLANK: (
        QT_TRANSLATE_NOOP("Trouble", "The camera sees nothing"),
        QT_TRANSLATE_NOOP("Trouble", "Take away what covers the camera."),
    ),
    Trouble.TOO_DARK: (
        QT_TRANSLATE_NOOP("Trouble", "It is too dark"),
        QT_TRANSLATE_NOOP("Trouble", "Keep your shadow off the paper."),
    ),
    Trouble.TOO_BRIGHT: (
        QT_TRANSLATE_NOOP("Trouble", "The paper shines"),
        QT_TRANSLATE_NOOP("Trouble", "Move it a little or take it out of its cover."),
    ),
    Trouble.BLURRED: (
        QT_TRANSLATE_NOOP("Trouble", "The picture is not sharp"),
        QT_TRANSLATE_NOOP("Trouble", "Lay the paper flat and take your hand away."),
    ),
    Trouble.FINGER: (
        QT_TRANSLATE_NOOP("Trouble", "A finger is on the paper"),
        QT_TRANSLATE_NOOP("Trouble", "Take your hand away: nothing under it can be read."),
    ),
    Trouble.CUT_OFF: (
        QT_TRANSLATE_NOOP("Trouble", "A part of the paper is outside the picture"),
        QT_TRANSLATE_NOOP("Trouble", "Move it until all four corners can be seen."),
    ),
    Trouble.TOO_FAR: (
        QT_TRANSLATE_NOOP("Trouble", "The paper is very small in the picture"),
        QT_TRANSLATE_NOOP("Trouble", "Lay it in the middle, right under the camera."),
    ),
    Trouble.WRONG_PAPER: (
        QT_TRANSLATE_NOOP("Trouble", "This looks like another paper"),
        QT_TRANSLATE_NOOP("Trouble", "Please compare it with the name above. If it is right, simply keep it."),
    ),
    Trouble.NO_PRINT: (
        QT_TRANSLATE_NOOP("Trouble", "Nothing is written on it"),
        QT_TRANSLATE_NOOP("Trouble", "Perhaps it lies face down. If it is meant so, keep it."),
    ),
    Trouble.WRONG_SIDE: (
        QT_TRANSLATE_NOOP("Trouble", "This looks like the other side"),
        QT_TRANSLATE_NOOP("Trouble", "Please turn the card over. If this side is right, simply keep it."),
    ),
    Trouble.PAPER_EXPIRED: (
        QT_TRANSLATE_NOOP("Trouble", "This paper seems to be out of date"),
        QT_TRANSLATE_NOOP(
            "Trouble", "Please look at its last day. You may keep it all the same; the office may ask for a newer one."
        ),
    ),
    Trouble.NOT_AN_IMAGE: (
        QT_TRANSLATE_NOOP("Trouble", "The picture was damaged"),
        QT_TRANSLATE_NOOP("Trouble", "Please take it once more."),
    ),
    Trouble.PAPER_OUT: (
        QT_TRANSLATE_NOOP("Trouble", "The printer is out of paper"),
        QT_TRANSLATE_NOOP("Trouble", "Nothing is lost. Write down what you need, or photograph the screen."),
    ),
    Trouble.PAPER_LOW: (
        QT_TRANSLATE_NOOP("Trouble", "The printer's paper is running low"),
        QT_TRANSLATE_NOOP("Trouble", "It is enough for you."),
    ),
    Trouble.PAPER_NOT_TAKEN: (
        QT_TRANSLATE_NOOP("Trouble", "There is still a paper in the printer"),
        QT_TRANSLATE_NOOP("Trouble", "Please take it out, then print again."),
    ),
    Trouble.COVER_OPEN: (
        QT_TRANSLATE_NOOP("Trouble", "The printer is open"),
        QT_TRANSLATE_NOOP("Trouble", "Nothing is lost. Write down what you need, or photograph the screen."),
    ),
    Trouble.CUTTER_JAM: (
        QT_TRANSLATE_NOOP("Trouble", "The paper is stuck in the printer"),
        QT_TRANSLATE_NOOP("Trouble", "Please do not pull. Write down what you need, or photograph the screen."),
    ),
    Trouble.OVERHEATED: (
        QT_TRANSLATE_NOOP("Trouble", "The printer has to cool down"),
        QT_TRANSLATE_NOOP("Trouble", "Please wait a minute, then print again."),
    ),
    Trouble.PAPER_JAM: (
        QT_TRANSLATE_NOOP("Trouble", "A sheet is stuck in the printer"),
        QT_TRANSLATE_NOOP("Trouble", "Please do not pull. Ask us: the number is under Help."),
    ),
    Trouble.TONER_OUT: (
        QT_TRANSLATE_NOOP("Trouble", "The printer has no more toner"),
        QT_TRANSLATE_NOOP("Trouble", "Please use another terminal, or ask us: the number is under Help."),
    ),
    Trouble.UNREACHABLE: (
        QT_TRANSLATE_NOOP("Trouble", "There is no connection at the moment"),
        QT_TRANSLATE_NOOP("Trouble", "Please try again in a minute. What you have given is still here."),
    ),
    Trouble.SERVER_FAULT: (
        QT_TRANSLATE_NOOP("Trouble", "The other side has a fault"),
        QT_TRANSLATE_NOOP("Trouble", "Please try again in a minute. What you have given is still here."),
    ),
    Trouble.NOT_UNDERSTOOD: (
        QT_TRANSLATE_NOOP("Trouble", "The answer could not be understood"),
        QT_TRANSLATE_NOOP("Trouble", "Please try once more. If it stays like this, ask us: the number is under Help."),
    ),
    Trouble.REFUSED: (
        QT_TRANSLATE_NOOP("Trouble", "This was not accepted"),
        QT_TRANSLATE_NOOP("Trouble", "Trying again will not help. Ask us: the number is under Help."),
    ),
    Trouble.NOT_SIGNED_IN: (
        QT_TRANSLATE_NOOP("Trouble", "This terminal is not registered at the moment"),
        QT_TRANSLATE_NOOP("Trouble", "Please use another terminal, or ask us: the number is under Help."),
    ),
    Trouble.UNKNOWN_ITEM: (
        QT_TRANSLATE_NOOP("Trouble", "This errand is not offered any more"),
        QT_TRANSLATE_NOOP("Trouble", "Please choose another one, or ask us: the number is under Help."),
    ),
    Trouble.UNKNOWN_NUMBER: (
        QT_TRANSLATE_NOOP("Trouble", "This number is not known"),
        QT_TRANSLATE_NOOP("Trouble", "Please compare it with your receipt and type it again."),
    ),
    Trouble.THEME_CLOSED: (
        QT_TRANSLATE_NOOP("Trouble", "This counter is closed now"),
        QT_TRANSLATE_NOOP("Trouble", "Many errands can be done right here, at any hour."),
    ),
    Trouble.OUTSIDE_HOURS: (
        QT_TRANSLATE_NOOP("Trouble", "The windows are closed now"),
        QT_TRANSLATE_NOOP("Trouble", "Many errands can be done right here, at any hour."),
    ),
    Trouble.PAST_CLOSING: (
        QT_TRANSLATE_NOOP("Trouble", "So many people wait that it would get too late today"),
        QT_TRANSLATE_NOOP("Trouble", "Many errands can be done right here, at any hour."),
    ),
    Trouble.UNKNOWN_APPOINTMENT: (
        QT_TRANSLATE_NOOP("Trouble", "There is no appointment with this code"),
        QT_TRANSLATE_NOOP("Trouble", "Please compare it with your slip. Or find it with your ID card."),
    ),
    Trouble.ALREADY_BOOKED: (
        QT_TRANSLATE_NOOP("Trouble", "You have an appointment for this already"),
        QT_TRANSLATE_NOOP("Trouble", "Find it with your ID card or its code: there you can move or cancel it."),
    ),
    Trouble.SLOT_FULL: (
        QT_TRANSLATE_NOOP("Trouble", "Somebody was faster: this time is taken"),
        QT_TRANSLATE_NOOP("Trouble", "Please go back and choose another time."),
    ),
    Trouble.TOO_EARLY: (
        QT_TRANSLATE_NOOP("Trouble", "You are early"),
        QT_TRANSLATE_NOOP("Trouble", "Please check in shortly before your appointment. It is kept for you."),
    ),
    Trouble.TOO_LATE: (
        QT_TRANSLATE_NOOP("Trouble", "The day of this appointment has passed or is still to come"),
        QT_TRANSLATE_NOOP("Trouble", "You can move it to another time, or take a number."),
    ),
    Trouble.NUMBERS_OUT: (
        QT_TRANSLATE_NOOP("Trouble", "The numbers of this half hour are taken"),
        QT_TRANSLATE_NOOP("Trouble", "If a window is free, you may go there directly. Or do it here at this terminal."),
    ),
    Trouble.STORE_FULL: (
        QT_TRANSLATE_NOOP("Trouble", "This terminal cannot keep your errand"),
        QT_TRANSLATE_NOOP(
            "Trouble", "Nothing was taken. Please use another terminal, or ask us: the number is under Help."
        ),
    ),
}

BROKEN = frozenset({Trouble.NOT_CONNECTED, Trouble.NO_ANSWER, Trouble.GARBLED, Trouble.DEVICE_FAULT})
"""Troubles that any device can have: with the device's name they say more."""

BROKEN_DEVICES: dict[Device, str] = {
    Device.CARD_READER: QT_TRANSLATE_NOOP("Trouble", "The card reader does not work at the moment"),
    Device.CAMERA: QT_TRANSLATE_NOOP("Trouble", "The camera does not work at the moment"),
    Device.PRINTER: QT_TRANSLATE_NOOP("Trouble", "The printer does not work at the moment"),
    Device.COPIER: QT_TRANSLATE_NOOP("Trouble", "Copies are not possible at the moment"),
}

PROBLEMS: dict[Problem, str] = {
    Problem.MISSING: QT_TRANSLATE_NOOP("Problem", "Please fill this in"),
    Problem.TOO_LONG: QT_TRANSLATE_NOOP("Problem", "This is too long, please shorten it"),
    Problem.NOT_A_NUMBER: QT_TRANSLATE_NOOP("Problem", "A number in digits, please, for example 1286.50"),
    Problem.NOT_WHOLE: QT_TRANSLATE_NOOP("Problem", "A whole number, please"),
    Problem.TOO_FINE: QT_TRANSLATE_NOOP("Problem", "At most %1 digits after the point, please"),
    Problem.NOT_A_PHONE: QT_TRANSLATE_NOOP(
        "Problem", "Please compare: a mobile number has 11 digits, a landline needs its area code"
    ),
    Problem.NOT_A_DATE: QT_TRANSLATE_NOOP("Problem", "This day is not in the calendar"),
    Problem.STILL_TO_COME: QT_TRANSLATE_NOOP("Problem", "This day is still to come. Please look at the year"),
    Problem.TOO_EARLY: QT_TRANSLATE_NOOP("Problem", "This day is too long ago. Please look at the year"),
    Problem.TOO_LATE: QT_TRANSLATE_NOOP("Problem", "This day is too late. Please look at the year"),
    Problem.NOT_OFFERED: QT_TRANSLATE_NOOP("Problem", "Please choose one of these"),
    Problem.NOT_A_BANK_CARD: QT_TRANSLATE_NOOP(
        "Problem", "Please compare with the card or passbook: the digits do not look like a card's"
    ),
    Problem.NOT_A_CREDIT_CODE: QT_TRANSLATE_NOOP(
        "Problem", "Please compare with the licence: one character may be different. O and I are always 0 and 1"
    ),
    Problem.NOT_AN_ID_NUMBER: QT_TRANSLATE_NOOP(
        "Problem", "Please compare with the paper: one character may be different"
    ),
}

STAGES: dict[Stage, tuple[str, str]] = {
    Stage.RECEIVED: (
        QT_TRANSLATE_NOOP("Stage", "Received"),
        QT_TRANSLATE_NOOP("Stage", "Your papers have arrived."),
    ),
    Stage.ACCEPTED: (
        QT_TRANSLATE_NOOP("Stage", "Accepted"),
        QT_TRANSLATE_NOOP("Stage", "Everything is there; the clock runs."),
    ),
    Stage.REVIEW: (
        QT_TRANSLATE_NOOP("Stage", "Under review"),
        QT_TRANSLATE_NOOP("Stage", "A specialist looks at it."),
    ),
    Stage.DECIDED: (
        QT_TRANSLATE_NOOP("Stage", "Decided"),
        QT_TRANSLATE_NOOP("Stage", "The decision has been made."),
    ),
    Stage.DELIVERED: (
        QT_TRANSLATE_NOOP("Stage", "Done"),
        QT_TRANSLATE_NOOP("Stage", "The result has been handed over."),
    ),
}


def trouble_words(trouble: Trouble | None, device: Device | None = None) -> tuple[str, str]:
    """Title and what to do, in the language of the screen; two empty texts for None."""
    if trouble is None:
        return "", ""
    title, text = TROUBLES[trouble]
    if trouble in BROKEN and device in BROKEN_DEVICES:
        title = BROKEN_DEVICES[device]
    return QCoreApplication.translate("Trouble", title), QCoreApplication.translate("Trouble", text)


def problem_words(problem: Problem | None, field: Field | None = None) -> str:
    """What the line under a field says; empty for None."""
    if problem is None:
        return ""
    words = QCoreApplication.translate("Problem", PROBLEMS[problem])
    return words.replace("%1", str(field.decimals if field else 2))


def hindrance_words(hindrance: Hindrance | None, item: Item) -> str:
    """Why an item is not for the holder of this card; empty for None."""
    if hindrance is Hindrance.TOO_YOUNG:
        return QCoreApplication.translate("Items", "From the age of %1").replace("%1", str(item.min_age))
    if hindrance is Hindrance.OTHER_CARD:
        return QCoreApplication.translate("Items", "Not with this kind of card: please ask at a window")
    return ""


def stage_words(stage: Stage) -> tuple[str, str]:
    """Name of a stage and what it means."""
    title, text = STAGES[stage]
    return QCoreApplication.translate("Stage", title), QCoreApplication.translate("Stage", text)


def period_words(period: Period) -> str:
    """A time limit as visitors say it."""
    if period.unit == "now" or period.days == 0:
        return QCoreApplication.translate("Period", "on the spot")
    if period.unit == "wd":
        return QCoreApplication.translate("Period", "%1 working days").replace("%1", str(period.days))
    return QCoreApplication.translate("Period", "%1 days").replace("%1", str(period.days))


def moment_words(moment: datetime, today: date, language: str) -> str:
    """A day and a time as people say them: "today 13:30", "Monday, 8 December 08:30"."""
    return f"{day_words(moment.date(), today, language)} {moment:%H:%M}"


def day_words(day: date, today: date, language: str) -> str:
    """A day with its name, without the year."""
    if day == today:
        return QCoreApplication.translate("Moment", "today")
    if day == today + timedelta(days=1):
        return QCoreApplication.translate("Moment", "tomorrow")
    locale = QLocale(QLocale.Language.Chinese if language == "zh" else QLocale.Language.English)
    return locale.toString(day, "M月d日 dddd" if language == "zh" else "dddd, d MMMM")


def wait_words(minutes: tuple[int, int], no_window: bool = False) -> str:
    """An honest range: "10 to 20 minutes"; none where no window is open."""
    least, most = minutes
    if no_window:
        return QCoreApplication.translate("Wait", "no window open yet")
    if most <= 1:
        return QCoreApplication.translate("Wait", "no wait")
    if least >= most:
        return QCoreApplication.translate("Wait", "about %1 minutes").replace("%1", str(most))
    words = QCoreApplication.translate("Wait", "%1 to %2 minutes")
    return words.replace("%1", str(least)).replace("%2", str(most))
