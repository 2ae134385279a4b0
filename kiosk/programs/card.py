"""`kiosk card`: reads one card and prints its fields, for whoever sets up a reader."""

import json
import queue
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import asdict
from datetime import date
from pathlib import Path

import click

from kiosk.card import IdCard
from kiosk.events import CardFailed, CardRead, DeviceChanged, DeviceState, Event
from kiosk.trouble import Trouble

ADVICE = {
    Trouble.NOT_CONNECTED: "the port is not there, or another program has it: check the cable and the port's name",
    Trouble.NO_ANSWER: "something is connected but does not answer: check the baud rate and whether it is the reader",
    Trouble.GARBLED: "the answer was damaged on the line: lay the card down again; check cable and baud rate",
    Trouble.CARD_MOVED: "the card was lifted too early: lay it down and wait",
    Trouble.CARD_UNREADABLE: "the chip cannot be read: try another card; if that works, this card's chip is broken",
    Trouble.CARD_UNKNOWN: "the card was read, but it is none of the four known kinds",
    Trouble.DEVICE_FAULT: "the reader reports a fault of its own security module",
}
NOBODY = "the reader works, but no card was laid on it in time"
CONNECTION = (Trouble.NOT_CONNECTED, Trouble.NO_ANSWER, Trouble.DEVICE_FAULT)


@click.command()
@click.option("--port", help="The reader's serial port, for example /dev/serial/by-id/... or /dev/ttyUSB0.")
@click.option("--baud", default=115200, show_default=True, type=click.Choice([9600, 19200, 38400, 57600, 115200]))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--timeout", default=30.0, show_default=True, type=click.FloatRange(min=0.1), help="Seconds to wait.")
@click.option("--simulate", metavar="PERSON", help="Read an invented person's card from a simulated reader.")
def command(port: str | None, baud: int, as_json: bool, timeout: float, simulate: str | None) -> None:
    """Read one ID card and print its fields. Nothing is kept."""
    if (port is None) == (simulate is None):
        raise click.UsageError("give --port, or --simulate with one of: " + ", ".join(_people()))
    with ExitStack() as stack:
        path = port or str(_simulated(stack, simulate or ""))
        outcome = _read(path, baud, timeout, as_json)
    if isinstance(outcome, IdCard):
        _show(outcome, as_json)
        return
    error, advice = (outcome, ADVICE.get(outcome, "try again")) if outcome else ("no_card", NOBODY)
    if as_json:
        click.echo(json.dumps({"error": error, "advice": advice}))
    click.echo(f"no card read: {error}: {advice}", err=True)
    sys.exit(1)


def _people() -> list[str]:
    from drivers.sim.people import PEOPLE

    return [person.key for person in PEOPLE]


def _simulated(stack: ExitStack, person: str) -> Path:
    """A simulated reader with this person's card on it."""
    from drivers.sim.card_reader import FakeCardReader
    from drivers.sim.people import find

    if person not in _people():
        raise click.UsageError(f"{person!r} is none of: {', '.join(_people())}")
    fake = FakeCardReader(Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="yitang-"))))
    fake.start()
    stack.callback(fake.stop)
    fake.present(find(person).card)
    return fake.path


def _read(port: str, baud: int, timeout: float, quiet: bool) -> IdCard | Trouble | None:
    """The card, or why there is none (None: nobody laid one down). Only trouble with the connection ends it early."""
    from drivers.card_reader.device import CardReaderDevice

    events: queue.SimpleQueue[Event] = queue.SimpleQueue()
    device = CardReaderDevice(events.put, port, baud)
    device.look(1)
    device.start()
    if not quiet:
        click.echo("lay the card on the reader", err=True)
    try:
        return _outcome(events, timeout, quiet)
    finally:
        device.stop()


def _outcome(events: "queue.SimpleQueue[Event]", timeout: float, quiet: bool) -> IdCard | Trouble | None:
    end = time.monotonic() + timeout
    last: Trouble | None = Trouble.NO_ANSWER
    while (left := end - time.monotonic()) > 0:
        try:
            event = events.get(timeout=left)
        except queue.Empty:
            break
        if isinstance(event, CardRead):
            return event.card
        if isinstance(event, CardFailed):
            last = event.trouble
            if not quiet:
                click.echo(f"{event.trouble}: {ADVICE.get(event.trouble, 'try again')}", err=True)
        elif isinstance(event, DeviceChanged):
            if event.trouble in CONNECTION:
                return event.trouble
            if event.state is DeviceState.READY:
                last = None
    return last


def _show(card: IdCard, as_json: bool) -> None:
    fields = {name: _plain(value) for name, value in asdict(card).items() if name != "photo"}
    fields["photo_bytes"] = len(card.photo)
    if as_json:
        click.echo(json.dumps(fields, ensure_ascii=False))
        return
    for name, value in fields.items():
        click.echo(f"{name:14} {'' if value is None else value}")


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
