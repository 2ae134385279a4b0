"""`kiosk hall migrate`, `adopt-key`: what is done to a hall's database as a whole."""

import click

from kiosk.programs.hall_house import HallOptions


@click.command()
@click.pass_obj
def migrate(options: HallOptions) -> None:
    """Found the hall, or bring its database to the newest form (`kiosk hall` does it by itself at start)."""
    from kiosk.programs.hall_house import found_house

    found_house(options)
    click.echo("the database is up to date")


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
