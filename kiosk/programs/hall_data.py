"""`kiosk hall migrate`, `kept`, `adopt-key`: what is done to a hall's database as a whole."""

import click

from kiosk.programs.hall_house import HallOptions
from kiosk.programs.shell import say


@click.command()
@click.pass_obj
def migrate(options: HallOptions) -> None:
    """Found the hall, or bring its database to the newest form (`kiosk hall` does it by itself at start)."""
    from kiosk.programs.hall_house import found_house

    found_house(options)
    click.echo("the database is up to date")


@click.command()
@click.pass_obj
def kept(options: HallOptions) -> None:
    """Say what is kept of the hall, since when, how much, and when it was copied last."""
    from drivers.hall_store.founding import rows_kept
    from kiosk.programs.hall_house import enter_house

    keeping, zone = options.config.keeping, options.config.hall.zone
    with enter_house(options) as house:
        found = house.store.read(lambda records: records.kept()).result()
        rows = rows_kept(house.url, house.hall.id)
    log_since = found.first_happening and found.first_happening.astimezone(zone).date()
    for zh, en, since, table, days in (
        ("取号", "numbers", found.first_ticket, "ticket", keeping.number_days),
        ("日志", "log", log_since, "happening", keeping.log_days),
        ("预约", "appointments", found.first_appointment, "appointment", keeping.appointment_days),
        ("日清日结", "settlements", found.first_settlement, "settlement", keeping.settlement_days),
    ):
        count, first = rows[table], since or "-"
        click.echo(
            say(
                f"{zh}：{count} 行，最早 {first}，保留 {days} 天", f"{en}: {count} rows since {first}, kept {days} days"
            )
        )
    click.echo(say(f"数据库：{found.size / 1e6:.1f} MB", f"database: {found.size / 1e6:.1f} MB"))
    pruned, copied = (at and f"{at.astimezone(zone):%Y-%m-%d %H:%M}" for at in (found.pruned_at, found.copied_at))
    click.echo(say(f"上次清理：{pruned or '尚未'}", f"let go last: {pruned or 'never'}"))
    click.echo(say(f"上次备份：{copied or '尚未'}", f"copied last: {copied or 'never'}"))


@click.command("adopt-key")
@click.confirmation_option(prompt="The key before is lost for good? Nobody is known again by it afterwards")
@click.pass_obj
def adopt_key(options: HallOptions) -> None:
    """Go on with another hall.key, because the one before is lost: numbers and appointments stay, but not whose they
    are. Stop the hall first."""
    from drivers.hall_store.founding import adopt_key as adopt
    from kiosk.hall.identity import IdentitySeal
    from kiosk.programs.hall_house import hall_key, opening, require_hall

    require_hall(options)
    seal = IdentitySeal(hall_key(options, make=True))
    with opening():
        adopt(options.url, options.config.hall.id, seal.fingerprint)
    click.echo(f"the hall goes on with {options.key_file}")
