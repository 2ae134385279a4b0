"""`kiosk hall settle` and `kiosk hall reopen`: closing a day in a shell, and undoing it."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.programs.hall_house import HallOptions, House, enter_house, now

if TYPE_CHECKING:
    from kiosk.hall.settlement import StillOpen

DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.option("--day", type=DAY, help="The day to settle; the last that is over, if left out.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=Path(), help="Folder for the report.")
@click.option("--yes", is_flag=True, help="Do not ask, even if people still wait.")
@click.pass_obj
def settle(options: HallOptions, day: datetime | None, out: Path, yes: bool) -> None:
    """Close a day: every number gets an end, and the report is written (PDF and CSV)."""
    from drivers.hall_report import settlement_pdf
    from kiosk.hall.settlement import settle as close
    from kiosk.hall.settlement_csv import tickets_csv

    with enter_house(options) as house:
        hall, zone = house.hall, house.hall.config.hall.zone
        chosen = day.date() if day else _last_over(house)
        _make_sure(house, chosen, named=day is not None, yes=yes)
        settlement = house.store.write(lambda records: close(records, hall, chosen, now())).result()
        tickets = house.store.read(lambda records: records.tickets(chosen)).result()
    out.mkdir(parents=True, exist_ok=True)
    (out / f"settlement-{chosen}.pdf").write_bytes(settlement_pdf(settlement, tickets, zone))
    (out / f"settlement-{chosen}.csv").write_text(tickets_csv(tickets, zone), encoding="utf-8", newline="")
    issued = sum(theme.issued for theme in settlement.themes)
    click.echo(f"{chosen}: {issued} numbers, {'balanced' if settlement.balanced else 'NOT balanced'}")
    if settlement.undo_until is not None:
        until = settlement.undo_until.astimezone(zone)
        click.echo(f"can be undone until {until:%Y-%m-%d %H:%M}: kiosk hall reopen --day {chosen}")


@click.command()
@click.option("--day", type=DAY, required=True, help="The day whose settlement is undone.")
@click.pass_obj
def reopen(options: HallOptions, day: datetime) -> None:
    """Undo a settlement: the day goes on, and who waited waits again."""
    from kiosk.hall.reopening import reopen as begin_again

    with enter_house(options) as house:
        again = house.store.write(lambda records: begin_again(records, house.hall, day.date(), now())).result()
    click.echo(f"{day:%Y-%m-%d} goes on: {again} numbers are open again")


def _last_over(house: House) -> date:
    from kiosk.hall.settlement import day_to_settle

    return house.store.read(lambda records: day_to_settle(records, house.hall, now())).result()


def _make_sure(house: House, day: date, named: bool, yes: bool) -> None:
    """Before a day ends on which people still wait: by a clock that nobody vouches for, only a day that was named.

    Raises Refused, click.ClickException, click.Abort.
    """
    from drivers.timepiece import Timepiece
    from kiosk.hall.settlement import still_open

    if house.store.read(lambda records: records.settlement(day)).result() is not None:
        return
    left = house.store.read(lambda records: still_open(records, house.hall, day, now())).result()
    if not (left.waiting or left.called or left.serving or left.parked):
        return
    click.echo(_said(left))
    if not named and not Timepiece().synced():
        raise click.ClickException(
            f"no time server vouches for this computer's clock ({datetime.now().astimezone():%Y-%m-%d %H:%M %Z}):"
            f" if it is right, name the day: --day {day}"
        )
    if not yes:
        click.confirm("Settle it?", abort=True)


def _said(left: "StillOpen") -> str:
    counts = f"{left.waiting} waiting, {left.called} called, {left.serving} being served, {left.parked} on hold"
    undo = f"can be undone until {left.undo_until:%Y-%m-%d %H:%M} UTC" if left.undo_until else "cannot be undone"
    return f"{left.day}: {counts}. Settling ends them and {undo}."
