"""`kiosk run`: the terminal with the devices of its configuration."""

import logging
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from kiosk.config import TerminalConfig


@click.command()
@click.option(
    "--config",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("config/terminal.toml"),
    show_default=True,
    help="The terminal's settings.",
)
@click.option("--windowed", is_flag=True, help="In a window that fits the screen, instead of over all of it.")
@click.option("--exit-after-first-frame", is_flag=True, hidden=True, help="For the benchmark of the start.")
def command(config: Path, windowed: bool, exit_after_first_frame: bool) -> None:
    """Run the terminal."""
    from kiosk.config import ConfigError, TerminalConfig, read_config

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    try:
        settings = read_config(config, TerminalConfig)
    except ConfigError as error:
        raise click.ClickException(str(error)) from error
    raise SystemExit(_run(settings, windowed, exit_after_first_frame))


def _run(settings: "TerminalConfig", windowed: bool, exit_after_first_frame: bool) -> int:
    from kiosk.programs.terminal_house import TerminalHouse

    house = TerminalHouse(settings)
    if exit_after_first_frame:
        house.app.window.frameSwapped.connect(house.application.quit)
    try:
        return house.run(fullscreen=settings.display.fullscreen and not windowed)
    finally:
        house.close()
