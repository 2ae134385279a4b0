"""`kiosk sandbox`: a stand-in for the city's platform, on loopback."""

import logging
import signal
from pathlib import Path

import click
import platformdirs

from kiosk.programs.logs import log_from

CATALOGUE = Path(__file__).resolve().parents[2] / "assets" / "catalogue"
TERMINAL = "CZ-01=change-me"  # as in the config/terminal.toml that a hall starts from


def _terminals(_context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    pairs = [value.partition("=") for value in values]
    if not all(name and secret for name, _, secret in pairs):
        raise click.BadParameter("expected ID=SECRET")
    return {name: secret for name, _, secret in pairs}


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=0, show_default="a free one", type=click.IntRange(0, 65535))
@click.option("--data", type=click.Path(path_type=Path), help="Folder for what it is given.")
@click.option("--catalogue", type=click.Path(path_type=Path, exists=True), default=CATALOGUE, help="Item files.")
@click.option(
    "--terminal",
    "terminals",
    multiple=True,
    default=(TERMINAL,),
    callback=_terminals,
    envvar="KIOSK_SANDBOX_TERMINALS",
    show_default=True,
    metavar="ID=SECRET",
    help="A terminal it knows; may be given several times.",
)
def command(host: str, port: int, data: Path | None, catalogue: Path, terminals: dict[str, str]) -> None:
    """Stand in for the central platform: the real contract over HTTP, kept data, faults on demand."""
    from drivers.sandbox.app import SandboxPlan
    from drivers.sandbox.server import SandboxServer
    from kiosk.catalogue import CatalogueError

    log_from(logging.INFO)
    folder = data or platformdirs.user_state_path("yitang") / "sandbox"
    try:
        server = SandboxServer(SandboxPlan(folder, catalogue, terminals), host, port)
    except (CatalogueError, OSError) as error:
        raise click.ClickException(str(error)) from error
    for end in (signal.SIGTERM, signal.SIGINT):
        signal.signal(end, lambda *_: None)  # uvicorn ends by itself and then raises the signal again: ended is ended
    server.serve(lambda: click.echo(f"listening on {server.url}"))
