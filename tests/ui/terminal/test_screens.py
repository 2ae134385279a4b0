"""Every screen in every state, upright and wide, in both languages and sizes."""

import pytest

from kiosk.events import Device
from kiosk.visit import Screen
from tests.ui.conftest import MakeFace
from tests.ui.terminal.looks import faults_of
from tests.ui.terminal.places import PLACES, lose

MODES = [("zh", False), ("zh", True), ("en", True), ("en", False)]  # one step from each to the next


SCREENS = {screen.value: screen for screen in Screen}
"""A place that is called as a screen shows that screen."""


@pytest.mark.parametrize("orientation", ["portrait", "landscape"])
@pytest.mark.parametrize("place", PLACES)
def test_screen_is_whole(make_face: MakeFace, place: str, orientation: str) -> None:
    """As the place stands, and with every device and server away."""
    face = make_face(orientation)
    PLACES[place](face)
    assert SCREENS.get(place, face.terminal.place.screen) is face.terminal.place.screen
    faults = []
    for away in (False, True):
        if away:
            lose(face, *Device)
        for language, large in MODES[::-1] if away else MODES:
            face.set_mode(language, large)
            mode = f"{language}{' large' if large else ''}{', all away' if away else ''}"
            faults += [f"{mode}: {fault}" for fault in faults_of(face)]
    assert not faults, "\n".join(faults)


def test_every_kind_of_screen_is_walked() -> None:
    assert SCREENS.keys() <= PLACES.keys()
