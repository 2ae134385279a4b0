"""`kiosk tour`: one visitor, driven by touch events, takes a number, does an errand and asks how far it is.

The same app, drivers and servers as always, on Qt's offscreen platform. Exit code 0 only if the platform holds the
errand with every page intact.
"""

import logging
import os
import shutil
import sys
from pathlib import Path

import click

from drivers import memory
from kiosk.programs.logs import log_from

OUT = Path("build/tour")


@click.command()
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=OUT, show_default=True)
@click.option("--orientation", type=click.Choice(["portrait", "landscape"]), default="portrait", show_default=True)
@click.option("--language", type=click.Choice(["zh", "en"]), default="zh", show_default=True)
@click.option("--large", is_flag=True, help="In large mode.")
def command(out: Path, orientation: str, language: str, large: bool) -> None:
    """Take the tour: pictures, the printed papers and report.json go to the out folder."""
    memory.start_strictly()
    log_from(logging.WARNING)
    sys.exit(take_tour(out, orientation, language, large))


def take_tour(out: Path, orientation: str, language: str, large: bool) -> int:
    """The exit code: 0 where everything was seen and the platform holds it all."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    from kiosk.config import DisplaySection, VisitSection
    from kiosk.programs.tour_script import Tour
    from kiosk.programs.world import World

    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    world = World()
    try:
        world.start()
        display = DisplaySection(orientation=orientation, fullscreen=False, large=large)  # type: ignore[arg-type]
        config = world.config(display, VisitSection(farewell_seconds=3))
        return Tour(world, config, out, language).run()
    finally:
        world.stop()
