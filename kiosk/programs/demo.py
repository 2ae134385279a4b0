"""`kiosk demo`: a hall, the platform's stand-in and a terminal with simulated devices, in one command."""

import logging
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from drivers import memory
from kiosk.programs.logs import log_from
from kiosk.programs.tour import OUT, take_tour

if TYPE_CHECKING:
    from kiosk.programs.doors import Doors


@click.command()
@click.option("--orientation", type=click.Choice(["portrait", "landscape"]), default="portrait", show_default=True)
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=OUT, help="For the tour.")
def command(orientation: str, out: Path) -> None:
    """With a display: the terminal in a window, and the bench beside it. Without one: the tour."""
    memory.start_strictly()
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        log_from(logging.INFO)
        sys.exit(_play(orientation))
    log_from(logging.WARNING)
    click.echo("no display: taking the tour instead")
    sys.exit(take_tour(out, orientation, "zh", False))


def _tell_doors(doors: "Doors") -> None:
    for door in doors.doors:
        click.echo(f"  {door.page:8} {door.link}")
    click.echo(f"  at the window, clerk {doors.clerk} signs in with PIN {doors.pin}")


def _play(orientation: str) -> int:
    from kiosk.config import DisplaySection
    from kiosk.programs.processes import ServerError
    from kiosk.programs.terminal_house import TerminalHouse
    from kiosk.programs.world import World
    from ui.bench.panel import BenchPanel

    world = World()
    try:
        world.start()
        display = DisplaySection(orientation=orientation, fullscreen=False)  # type: ignore[arg-type]
        house = TerminalHouse(world.config(display), world.camera.open)
        panel = BenchPanel(world, house.app.window)
        panel.show()
        _tell_doors(world.doors())
        click.echo(f"  messages {world.server_url('sandbox')}/sandbox/notices (texts that the platform has sent)")
        click.echo("the terminal is open; close its window or press Ctrl-C to end")
        try:
            return house.run(fullscreen=False)
        finally:
            panel.close()
            house.close()
    except ServerError as error:
        raise click.ClickException(str(error)) from error
    finally:
        world.stop()
