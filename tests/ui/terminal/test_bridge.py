"""Events from other threads, and the clock."""

from threading import Thread, get_ident

from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from kiosk.events import CodeScanned, Event
from tests.ui.terminal.face import TURN, wait_until
from ui.terminal.bridge import Bridge, QtClock


def test_events_arrive_in_order_on_the_thread_of_the_bridge(application: QGuiApplication) -> None:
    bridge = Bridge()
    seen: list[tuple[int, Event]] = []
    bridge.connect_to(lambda event: seen.append((get_ident(), event)))
    events = [CodeScanned(str(n)) for n in range(50)]
    thread = Thread(target=lambda: [bridge.post(event) for event in events])
    thread.start()
    thread.join()
    assert not seen, "an event must not overtake the event loop"
    wait_until(lambda: len(seen) == len(events))
    assert seen == [(get_ident(), event) for event in events]


def test_after_the_end_nothing_arrives(application: QGuiApplication) -> None:
    bridge = Bridge()
    seen: list[Event] = []
    bridge.connect_to(seen.append)
    bridge.post(CodeScanned("late"))
    bridge.disconnect_all()
    QTest.qWait(TURN)
    assert not seen


def test_clock_calls_once(application: QGuiApplication) -> None:
    clock = QtClock()
    called: list[int] = []
    clock.after(0.01, lambda: called.append(1))
    wait_until(lambda: bool(called))
    QTest.qWait(30)
    assert called == [1]


def test_cancelled_call_never_comes(application: QGuiApplication) -> None:
    clock = QtClock()
    called: list[int] = []
    cancel = clock.after(0.01, lambda: called.append(1))
    cancel()
    cancel()
    QTest.qWait(30)
    assert not called


def test_cancelling_afterwards_is_harmless(application: QGuiApplication) -> None:
    clock = QtClock()
    called: list[int] = []
    cancel = clock.after(0.0, lambda: called.append(1))
    wait_until(lambda: bool(called))
    QTest.qWait(TURN)
    cancel()


def test_now_knows_its_zone() -> None:
    assert QtClock().now().tzinfo is not None
