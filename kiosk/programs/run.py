"""`kiosk run`: the terminal with the devices of its configuration."""

import logging
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.programs.logs import log_from

if TYPE_CHECKING:
    from kiosk.config import TerminalConfig


@click.command()
@click.option(
    "--config",
    type=click.Path(path_type=Path),
    default=Path("config/terminal.toml"),
    show_default=True,
    help="The terminal's settings.",
)
@click.option("--windowed", is_flag=True, help="In a window that fits the screen, instead of over all of it.")
def command(config: Path, windowed: bool) -> None:
    """Run the terminal."""
    from drivers import memory
    from kiosk.programs.config_files import terminal_files, terminal_settings, whole

    read = terminal_settings(config)
    settings = whole(read, terminal_files(read))
    memory.start_strictly()  # the program begins anew here, the first time
    memory.keep_off_the_disk()
    log_from(logging.INFO)
    raise SystemExit(_run(settings, windowed))


def _run(settings: "TerminalConfig", windowed: bool) -> int:
    """The window and its welcome first; the core, the screens and the drivers are loaded behind it."""
    from ui.terminal.curtain import Curtain, make_application

    fullscreen = settings.display.fullscreen and not windowed
    application = make_application()  # Qt keeps no reference of its own
    curtain = Curtain(settings.display.orientation, settings.terminal.language)
    curtain.show(fullscreen)
    curtain.await_first_frame()
    from kiosk.programs.terminal_house import TerminalHouse

    house = TerminalHouse(settings, curtain=curtain)
    try:
        return house.run(fullscreen)
    finally:
        house.close()
        application.quit()
