"""`kiosk hall simulate`: a hall's day at speed, to try the rule and the forecast, and to show them."""

import click

KINDS = ("ordinary", "midday closing", "rush", "heavy tails", "short of staff", "appointments", "specialists")


@click.command()
@click.option(
    "--days", type=click.IntRange(1, 365), default=1, show_default=True, help="Days to play, one after another."
)
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True, help="The same seed gives the same days.")
@click.option("--windows", type=click.IntRange(1, 60), help="Windows of the hall; comers grow with them.")
@click.option("--kind", type=click.Choice(KINDS), default="ordinary", show_default=True, help="Kind of day.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def simulate(days: int, seed: int, windows: int | None, kind: str, as_json: bool) -> None:
    """Play days of a hall and tell who waited how long, and whether the printed ranges held."""
    import msgspec

    from kiosk.hall.discipline import Rules
    from kiosk.hall.simulation import play
    from kiosk.hall.simulation.scenario import SCENARIOS
    from kiosk.hall.simulation.summary import summarise, table

    scenario = next(scenario for scenario in SCENARIOS if scenario.name == kind)
    if windows is not None:
        scenario = scenario.with_windows(windows)
    summary = summarise(play(scenario, Rules(), range(seed, seed + days)))
    click.echo(msgspec.json.format(msgspec.json.encode(summary)).decode() if as_json else table(summary))
