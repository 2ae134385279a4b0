"""`kiosk hall`: the queue of one hall, and the commands its staff needs in a shell."""

import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from kiosk.hall.config import HallConfig
from kiosk.programs.hall_copies import backup, restore
from kiosk.programs.hall_data import adopt_key, kept, migrate
from kiosk.programs.hall_days import reopen, settle
from kiosk.programs.hall_house import CONFIG, HallOptions
from kiosk.programs.hall_simulate import simulate
from kiosk.programs.logs import log_from
from kiosk.programs.shell import PATH, SharedOptions, shared, told, trouble_words


@click.group(cls=SharedOptions, invoke_without_command=True)
@click.option("--config", type=PATH, default=CONFIG, help="The hall's settings.")
@click.option("--host", help="Address to listen on, instead of the configuration's.")
@click.option("--port", type=click.IntRange(0, 65535), help="Port, instead of the configuration's; 0: a free one.")
@click.option("--database", default="", metavar="URL", help="SQLAlchemy address, instead of the configuration's.")
@click.option(
    "--state",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of database and key, instead of the user's state folder.",
)
@click.option("--always-open", is_flag=True, help="Ignore the opening hours, for trying the hall out.")
@click.pass_context
def command(  # noqa: PLR0917 - click gives them by name
    context: click.Context,
    config: Path,
    host: str | None,
    port: int | None,
    database: str,
    state: Path | None,
    always_open: bool,
) -> None:
    """Serve the hall's queue: numbers, windows, boards. The commands below work beside a running hall."""
    context.obj = HallOptions(config, database, state)
    if context.invoked_subcommand is None:
        log_from(logging.INFO)
        _serve(context.obj, host, port, always_open)


def _serve(options: HallOptions, host: str | None, port: int | None, always_open: bool) -> None:
    from sqlalchemy.exc import DBAPIError

    from drivers.hall_report import settlement_pdf
    from drivers.timepiece import Timepiece
    from kiosk.address import address_of
    from kiosk.hall.clock import HallClock, Proof
    from kiosk.programs.hall_house import (
        leave_nobody_behind,
        open_house,
        open_messages,
        phones_reach,
        read_hall_config,
    )
    from ui.hall.app import create_app
    from ui.hall.context import Context
    from ui.hall.reload import Renewal
    from ui.hall.server import listen, serve

    config = options.config
    settings = config.server
    try:
        on = listen(host or settings.host, settings.port if port is None else port)
    except OSError as error:
        said, where = trouble_words(error), f"{host or settings.host}:{settings.port if port is None else port}"
        raise told(f"{where} 不能监听：{said.zh}", f"cannot listen on {where}: {said.en}") from error
    try:
        house = open_house(options, always_open)
        leave_nobody_behind(house)
    except click.ClickException:
        on.close()
        raise
    scheme = "https" if settings.tls_certificate else "http"
    url = address_of(scheme, host or settings.host, on.getsockname()[1])
    phones = url if always_open or phones_reach(host or settings.host) else ""
    if not phones and not config.hall.public_url:
        click.echo("[hall] public_url is empty: tickets carry no code, for no phone could open it", err=True)
    messages = open_messages(config, house.seal)
    clock = HallClock(Timepiece(), house.hall.hours, Proof(alone=config.clock.steady_minutes * 60))
    context = Context(house.hall, house.store, house.seal, clock, settlement_pdf, phones, messages)
    app = create_app(context, store_faults=(DBAPIError,))

    def read_anew() -> HallConfig:
        try:
            return read_hall_config(options.config_file)
        except click.ClickException as error:
            raise ValueError(error.message) from error

    renewal = Renewal(context, app.state.limits, read_anew, lambda config: open_messages(config, house.seal))
    try:
        serve(
            app,
            on,
            (settings.tls_certificate, settings.tls_key),
            ready=lambda: click.echo(f"listening on {url}"),
            ending=app.state.hub.end,
            renew=renewal.renew,
        )
    finally:
        house.store.close()


@command.group()
def token() -> None:
    """Hand out and take back the tokens of terminals, windows, boards and managers."""


@token.command()
@click.option("--kind", type=click.Choice(["terminal", "window", "board", "manager"]), required=True)
@click.option("--name", default="", help="What the device is called; shown in lists.")
@click.option("--window", default=0, type=click.IntRange(0, 999), help="Bind it to one window; 0: any.")
@click.pass_obj
def create(options: HallOptions, kind: str, name: str, window: int) -> None:
    """Print a new token. It is shown this once: the hall keeps only its hash."""
    from kiosk.hall.access import Grant, Role
    from kiosk.hall.identity import new_token
    from kiosk.hall.tokens import hand_out
    from kiosk.programs.hall_house import enter_house, now

    config = options.config
    if window and window not in {number for theme in config.themes for number in theme.windows}:
        raise click.BadParameter(f"no theme is served at window {window}", param_hint="--window")
    secret = new_token()
    grant = Grant(0, Role(kind), name or kind, now(), window)
    with enter_house(options) as house:
        house.store.write(lambda records: hand_out(records, grant, secret)).result()
    click.echo(secret)


@token.command("list")
@click.pass_obj
def list_(options: HallOptions) -> None:
    """List the tokens that are worth something, without their secrets."""
    from kiosk.programs.hall_house import enter_house

    with enter_house(options) as house:
        grants = house.store.read(lambda records: records.grants()).result()
    for grant in grants:
        bound = f" window {grant.window}" if grant.window else ""
        click.echo(f"{grant.id:4} {grant.role.value:9} {grant.created_at:%Y-%m-%d %H:%M} {grant.name}{bound}")


@token.command()
@click.argument("number", type=int)
@click.pass_obj
def revoke(options: HallOptions, number: int) -> None:
    """Make a token worthless, by its number in the list."""
    from kiosk.hall.tokens import revoke as take_back
    from kiosk.programs.hall_house import enter_house, now

    with enter_house(options) as house:
        house.store.write(lambda records: take_back(records, number, now())).result()


@command.group()
def clerk() -> None:
    """Take clerks on; everything else about them is on the manager's page."""


@clerk.command("create")
@click.option("--login", required=True, help="The short number typed with the PIN.")
@click.option("--name", required=True)
@click.option("--pin", prompt=True, hide_input=True, confirmation_prompt=True, help="6 to 12 digits.")
@click.option("--chief", is_flag=True, help="May also do what the manager may.")
@click.pass_obj
def create_clerk(options: HallOptions, login: str, name: str, pin: str, chief: bool) -> None:
    """Take a clerk on."""
    from kiosk.hall.clerk import Clerk
    from kiosk.hall.clerks import take_on
    from kiosk.programs.hall_house import enter_house, now
    from ui.hall.pins import HASHER

    if not (pin.isdecimal() and 6 <= len(pin) <= 12):
        raise click.BadParameter("expected 6 to 12 digits", param_hint="--pin")
    new = Clerk(0, login, name, HASHER.hash(pin), chief)
    with enter_house(options) as house:
        house.store.write(lambda records: take_on(records, new, now())).result()


for more in (simulate, settle, reopen, migrate, adopt_key, backup, restore, kept):
    command.add_command(more)


def _take(name: str) -> Callable[[click.Context, Any], None]:
    def take(context: click.Context, value: Any) -> None:
        context.obj = replace(context.obj, **{name: value})

    return take


command.share(
    shared("--config", _take("config_file"), type=PATH, help="The hall's settings."),
    shared("--database", _take("database"), metavar="URL", help="SQLAlchemy address, instead of the configuration's."),
    shared("--state", _take("state"), type=PATH, help="Folder of database and key."),
)
