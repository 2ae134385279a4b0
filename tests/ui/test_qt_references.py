"""Qt's Python binding must not lose references: PySide6 6.12.0 on Python 3.11 lost one to None with every void call.

None, True and False are deallocated when their count reaches zero, and the process dies: in a terminal that runs for
weeks that is a matter of hours, in a short test it never shows.
"""

import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal

CALLS = 200
NOISE = 60  # references that other code takes or drops meanwhile


class Sender(QObject):
    fired = Signal()


def _void_calls(sender: Sender) -> dict[str, Callable[[], object]]:
    timer = QTimer(sender)
    return {
        "process events": QCoreApplication.processEvents,
        "send posted events": lambda: QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete),
        "start and stop a timer": lambda: (timer.start(1000), timer.stop()),
        "emit": sender.fired.emit,
    }


@pytest.mark.parametrize("name", ["process events", "send posted events", "start and stop a timer", "emit"])
@pytest.mark.parametrize("value", [None, True], ids=str)
def test_calls_do_not_eat_the_value_they_return(application: QCoreApplication, name: str, value: object) -> None:
    sender = Sender()
    call = _void_calls(sender)[name]
    call()
    before = sys.getrefcount(value)
    for _ in range(CALLS):
        call()
    assert sys.getrefcount(value) > before - NOISE
