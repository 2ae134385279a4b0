"""`kiosk outbox`: what the terminal has taken and not yet delivered, and what staff can do with a refused errand."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from drivers.outbox.store import Store

CONFIG = Path("config/terminal.toml")


@click.group()
@click.option(
    "--config",
    type=click.Path(path_type=Path, dir_okay=False),
    default=CONFIG,
    show_default=True,
    help="The terminal's.",
)
@click.pass_context
def command(context: click.Context, config: Path) -> None:
    """See and settle the errands that wait in this terminal. Works beside a running terminal."""
    context.obj = config


@contextmanager
def _opened(config: Path) -> Iterator["Store"]:
    """The terminal's own store. Raises click.ClickException where it cannot be opened."""
    import sqlite3

    from drivers.outbox.seal import SealBrokenError
    from drivers.outbox.store import FILE, Store
    from kiosk.config import ConfigError, TerminalConfig, read_config
    from kiosk.programs.parts import state_folder

    try:
        settings = read_config(config, TerminalConfig)
    except ConfigError as error:
        raise click.ClickException(str(error)) from error
    folder = state_folder(settings)
    if not (folder / FILE).exists():
        raise click.ClickException(f"no errand was ever taken here: there is no {folder / FILE}")
    try:
        store = Store(folder, settings.terminal.id, lambda: datetime.now(UTC))
    except (OSError, sqlite3.Error, SealBrokenError) as error:
        raise click.ClickException(f"the outbox cannot be opened: {error}") from error
    try:
        yield store
    finally:
        store.close()


@command.command("list")
@click.option("--all", "everything", is_flag=True, help="Also what is delivered or closed.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list.")
@click.pass_obj
def list_(config: Path, everything: bool, as_json: bool) -> None:
    """List the errands that are not settled: number, when taken, state, attempts, trouble. No personal data."""
    with _opened(config) as store:
        records = [record for record in store.records() if everything or record.kept]
    if as_json:
        click.echo(json.dumps([asdict(record) for record in records], indent=1))
        return
    for record in records:
        state = record.state if record.kept or record.state == "delivered" else "closed"
        last = record.acceptance_number or record.trouble
        click.echo(f"{record.local_number:22} {record.taken_at:26} {state:10} {record.attempts:4}  {last}")
    click.echo(f"{len(records)} errands", err=True)


@command.command()
@click.argument("number")
@click.pass_obj
def why(config: Path, number: str) -> None:
    """Say why the platform has refused errand NUMBER. Its words may name the visitor."""
    with _opened(config) as store:
        reason = store.reason(number)
    if reason is None:
        raise click.ClickException(f"{number} was not refused")
    click.echo(reason)


@command.command()
@click.argument("number")
@click.pass_obj
def resend(config: Path, number: str) -> None:
    """Send the refused errand NUMBER once more, within a minute."""
    with _opened(config) as store:
        if not store.resend(number):
            raise click.ClickException(f"there is no refused errand {number} to send")
    click.echo(f"{number} will be sent again")


@command.command()
@click.argument("number")
@click.confirmation_option(prompt="Its form, papers and signature are wiped for good. Go on?")
@click.pass_obj
def close(config: Path, number: str) -> None:
    """Wipe the refused errand NUMBER, once it was settled with the visitor in another way."""
    with _opened(config) as store:
        if not store.close_refused(number):
            raise click.ClickException(f"there is no refused errand {number} to close")
    click.echo(f"{number} is closed")
