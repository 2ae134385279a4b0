"""The slip of an appointment: when, what for, its code, and nobody's name."""

from datetime import UTC, datetime

from kiosk.paper import Cut
from kiosk.papers import Wordings
from kiosk.papers.appointment import appointment_paper
from kiosk.papers.place import Place
from kiosk.queue import Appointment
from tests.kiosk.papers.reading import big, codes, whole


def test_day_time_theme_and_code_stand_on_it(wordings: Wordings, place: Place) -> None:
    kept = Appointment("ABCD2345", "C", "不动产登记", "Real estate", datetime(2026, 11, 24, 8, 30, tzinfo=UTC))
    paper = appointment_paper(kept, wordings.get(place.language).appointment, place)
    assert (big(paper), codes(paper)) == (["ABCD2345"], ["ABCD2345"])
    weekday = {"zh": "星期二", "en": "Tuesday"}[place.language]
    theme = {"zh": "不动产登记", "en": "Real estate"}[place.language]
    for part in (place.hall, theme, "2026-11-24", weekday, "08:30", place.phone):
        assert part in whole(paper)
    assert paper.lines[-1] == Cut()
