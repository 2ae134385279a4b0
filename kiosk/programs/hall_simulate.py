"""`kiosk hall simulate`: a hall's day at speed, to try the rule and the forecast, and to show them."""

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from kiosk.hall.simulation.scenario import Scenario

KINDS = ("ordinary", "midday closing", "rush", "heavy tails", "short of staff", "appointments", "specialists")


@click.command()
@click.option("--days", type=click.IntRange(1, 365), default=1, show_default=True, help="Days, one after another.")
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True, help="The same one plays the same days.")
@click.option("--windows", type=click.IntRange(1, 60), help="Windows of the hall; comers grow with them.")
@click.option("--kind", type=click.Choice(KINDS), default="ordinary", show_default=True, help="Kind of day.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.option("--url", help="Play one day at this running hall instead; it takes real numbers there.")
@click.option("--token", envvar="HALL_MANAGER_TOKEN", help="A manager's token of that hall, or $HALL_MANAGER_TOKEN.")
@click.option("--minutes", type=click.FloatRange(0.1, 600), default=10, show_default=True, help="How long that takes.")
def simulate(  # noqa: PLR0917 - click gives them by name
    days: int,
    seed: int,
    windows: int | None,
    kind: str,
    as_json: bool,
    url: str | None,
    token: str | None,
    minutes: float,
) -> None:
    """Play days of a hall and tell who waited how long, and whether the printed ranges held."""
    from kiosk.hall.simulation.scenario import SCENARIOS

    scenario = next(scenario for scenario in SCENARIOS if scenario.name == kind)
    if windows is not None:
        scenario = scenario.with_windows(windows)
    if url is None:
        _play_alone(scenario, range(seed, seed + days), as_json)
    elif token:
        _play_at(url, token, scenario, seed, minutes)
    else:
        raise click.UsageError("--url needs --token")


def _play_alone(scenario: "Scenario", seeds: range, as_json: bool) -> None:
    import msgspec

    from kiosk.hall.discipline import Rules
    from kiosk.hall.simulation import play
    from kiosk.hall.simulation.summary import summarise, table

    summary = summarise(play(scenario, Rules(), seeds))
    click.echo(msgspec.json.format(msgspec.json.encode(summary)).decode() if as_json else table(summary))


def _play_at(url: str, token: str, scenario: "Scenario", seed: int, minutes: float) -> None:
    from drivers.http.failure import ExchangeError
    from drivers.sim.hall_crowd import Crowd, HallDoor, HallRefusedError, real_time
    from kiosk.hall.simulation.scenario import CLOSE, DOORS

    try:
        door = HallDoor(url, token)
        played = Crowd(door, scenario, seed, real_time(minutes, CLOSE - DOORS)).play()
    except (ValueError, ExchangeError, HallRefusedError) as error:
        raise click.ClickException(str(error)) from error
    refused = ", ".join(f"{count} {reason}" for reason, count in played.refused.most_common())
    click.echo(f"{played.issued} numbers, {played.served} served, {played.no_shows} no-shows; refused: {refused or 0}")
