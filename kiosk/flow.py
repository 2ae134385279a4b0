"""The way through a visit, computed from what was given each time: a changed answer repairs the rest by itself.

Nothing here remembers a path: `path` says which places there are now, `following` which one is next.
"""

from datetime import date

from kiosk import answers
from kiosk.catalogue import MaterialNeed, Section
from kiosk.visit import Act, Booking, Place, Purpose, Screen, Visit

FINAL = frozenset({Screen.TICKET, Screen.NOTICE, Screen.SUBMIT, Screen.RECEIPT, Screen.COPY, Screen.FAREWELL})
"""Places with no way back: something has been issued or handed in."""
ACTS: dict[Act, tuple[Screen, ...]] = {
    Act.NONE: (),
    Act.CHECK_IN: (Screen.TICKET, Screen.NOTICE, Screen.FAREWELL),
    Act.MOVE: (Screen.SLOTS, Screen.BOOKED, Screen.FAREWELL),
    Act.CALL_OFF: (Screen.BOOKED, Screen.FAREWELL),
}
"""The rest of the way of somebody who has an appointment."""


def path(visit: Visit) -> tuple[Place, ...]:
    """Every place of this visit as far as it is known now, home first, farewell last."""
    if visit.purpose in (Purpose.TICKET, Purpose.APPOINTMENT):
        screens = _ticket(visit) if visit.purpose is Purpose.TICKET else _appointment(visit)
        return tuple(Place(screen) for screen in screens if screen is not Screen.NOTICE or visit.notice_wanted)
    if visit.purpose is Purpose.PROGRESS:
        return tuple(Place(screen) for screen in (Screen.HOME, Screen.PROGRESS, Screen.FAREWELL))
    if visit.purpose is Purpose.ERRAND:
        return _errand(visit)
    if visit.purpose is Purpose.COPY and visit.to_copy is not None:
        return (
            Place(Screen.HOME),
            Place(Screen.CAPTURE, visit.to_copy.id),
            Place(Screen.COPY),
            Place(Screen.FAREWELL),
        )
    return (Place(Screen.HOME),)


def _ticket(visit: Visit) -> tuple[Screen, ...]:
    """What is closed is told before anybody is asked who they are."""
    if visit.theme is not None and not visit.theme.open and not visit.has_number:
        return (Screen.HOME, Screen.THEMES, Screen.INSTEAD)
    priority = (Screen.PRIORITY,) if visit.priority_asked and not visit.has_number else ()
    return (Screen.HOME, Screen.THEMES, *_identity(visit), *priority, Screen.TICKET, Screen.NOTICE, Screen.FAREWELL)


def _appointment(visit: Visit) -> tuple[Screen, ...]:
    start = (Screen.HOME, Screen.APPOINTMENTS)
    if visit.booking is Booking.NONE:
        return start
    if visit.booking is Booking.NEW:
        return (*start, Screen.THEMES, Screen.SLOTS, *_identity(visit), Screen.BOOKED, Screen.FAREWELL)
    found = (Screen.CARD, Screen.MINE) if visit.booking is Booking.CARD else (Screen.MINE,)
    return (*start, *found, *ACTS[visit.act])


def _identity(visit: Visit) -> tuple[Screen, ...]:
    return (Screen.CARD, Screen.PHONE) if visit.by_phone else (Screen.CARD,)


def _errand(visit: Visit) -> tuple[Place, ...]:
    start = (Place(Screen.HOME), Place(Screen.CARD), Place(Screen.ITEMS))
    if visit.item is None:
        return start
    promises = tuple(Place(Screen.PROMISE, m.id) for m in visit.materials if m.source == "promise")
    end = (Screen.REVIEW, Screen.SIGN, Screen.SUBMIT, Screen.RECEIPT, Screen.FAREWELL)
    return (*start, Place(Screen.NEEDS), *_form_and_scans(visit), *promises, *(Place(screen) for screen in end))


def _form_and_scans(visit: Visit) -> list[Place]:
    """The form, then the papers; but a paper that fills a section in comes before it: so less is typed."""
    places: list[Place] = []
    scans = [material for material in visit.materials if material.source == "scan"]
    for section in visit.sections:
        if _asks(visit, section):
            first = [material for material in scans if _fills(material, section)]
            scans = [material for material in scans if material not in first]
            places += [Place(Screen.CAPTURE, material.id) for material in first]
            places.append(Place(Screen.FORM, section.id))
    return places + [Place(Screen.CAPTURE, material.id) for material in scans]


def _fills(material: MaterialNeed, section: Section) -> bool:
    """Whether the section has a field that is read from the paper, and does not itself decide if that is needed."""
    reads = any(field.from_paper is not None and field.from_paper[0] == material.id for field in section.fields)
    decides = material.when is not None and any(field.id == material.when.field for field in section.fields)
    return reads and not decides


def _asks(visit: Visit, section: Section) -> bool:
    return any(answers.asked(field, visit.answers) for field in section.fields)


def done(visit: Visit, place: Place, today: date) -> bool:
    """Whether the visitor may go on from `place`."""
    screen = place.screen
    if screen is Screen.CARD:
        return visit.card is not None or (visit.without_card and visit.purpose is not Purpose.ERRAND)
    if screen is Screen.FORM:
        return _form_done(visit, place.part, today)
    if screen in (Screen.CAPTURE, Screen.PROMISE):
        material = visit.material(place.part)
        return material is not None and material_given(visit, material)
    given = {
        Screen.THEMES: visit.theme is not None,
        Screen.PHONE: bool(visit.phone),
        Screen.PRIORITY: visit.priority_settled,
        Screen.TICKET: visit.ticket is not None,
        Screen.APPOINTMENTS: visit.booking is not Booking.NONE,
        Screen.SLOTS: visit.slot is not None,
        Screen.MINE: visit.act is not Act.NONE,
        Screen.BOOKED: visit.kept,
        Screen.ITEMS: visit.item is not None,
        Screen.NEEDS: visit.needs_seen,
        Screen.REVIEW: visit.reviewed,
        Screen.SIGN: visit.signature is not None,
        Screen.SUBMIT: bool(visit.local_number),
        Screen.COPY: visit.copied,
    }
    return given.get(screen, True)


def _form_done(visit: Visit, section_id: str, today: date) -> bool:
    section = next((s for s in visit.sections if s.id == section_id), None)
    return section is not None and not problems(visit, section, today)


def problems(visit: Visit, section: Section, today: date) -> dict[str, answers.Problem]:
    """What keeps the visitor on this page of the form. What stands as the card gave it is proven by the card."""
    born = visit.card.birth if visit.card else None
    found = answers.problems(section, visit.answers, today, visit.compared, born)
    return {field_id: what for field_id, what in found.items() if field_id not in visit.from_card}


def material_given(visit: Visit, material: MaterialNeed) -> bool:
    """A scan has a page (or may come later), a promise was made; card and form are given by their own places."""
    if material.source == "promise":
        return material.id in visit.promised
    if material.source == "scan":
        may_wait = material.share != "required" and material.id in visit.postponed
        return bool(visit.pages.get(material.id)) or may_wait
    return True


def following(visit: Visit, today: date) -> Place:
    """Where "next" leads: the first place that is not done, in order, but never before the present one.

    A visitor who went back from the review to change one thing comes straight to what that change asks for.
    """
    places = path(visit)
    here = places.index(visit.place) if visit.place in places else 0
    if not done(visit, visit.place, today):
        return visit.place
    if visit.reviewed_once and visit.place.screen not in (Screen.REVIEW, Screen.SIGN, *FINAL):
        return next((p for p in places if not done(visit, p, today)), visit.place)
    return places[min(here + 1, len(places) - 1)]


def preceding(visit: Visit) -> Place | None:
    """Where "back" leads; None where there is no way back."""
    turned_down = visit.act is Act.CHECK_IN and visit.ticket is None  # the appointment can still be moved
    if (visit.place.screen in FINAL and not turned_down) or visit.kept:
        return None
    places = path(visit)
    here = places.index(visit.place) if visit.place in places else 0
    return places[here - 1] if here else None


def position(visit: Visit) -> tuple[int, int]:
    """Step n of m for the visitor: home and farewell do not count. (0, 0) where there is nothing to count."""
    places = [p for p in path(visit) if p.screen not in (Screen.HOME, Screen.FAREWELL)]
    if visit.place not in places:
        return (0, 0)
    return (places.index(visit.place) + 1, len(places))
