"""`python -m tests.bench [--short] [--year] [--json FILE] [NAME ...]`: run the benchmarks and print their table."""

import importlib
import inspect
import sys
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path

import click
import msgspec

from tests.bench.report import Broken, Row, better, missed, table, write_json

Form = Mapping[str, bool]
HERE = Path(__file__).parent


def names(folder: Path = HERE) -> list[str]:
    """What there is to run, by name."""
    return sorted(path.stem.removeprefix("bench_") for path in folder.glob("bench_*.py"))


def measure(name: str, form: Form) -> list[Row]:
    """Run one benchmark, in its short or long form where it has one; once more where a goal was missed."""
    bench = importlib.import_module(f"tests.bench.bench_{name}").bench
    form = {option: on for option, on in form.items() if option in inspect.signature(bench).parameters}
    rows = msgspec.convert(bench(**form), type=list[Row])
    if names := missed(rows):
        click.echo(f"  once more, for {', '.join(name.strip() for name in names)}", err=True)
        rows = better(rows, msgspec.convert(bench(**form), type=list[Row]))
    return rows


def run(wanted: Sequence[str], form: Form) -> tuple[list[Row], list[Broken]]:
    """Run these, one after the other, so that none slows another down."""
    rows: list[Row] = []
    broken: list[Broken] = []
    for name in wanted:
        click.echo(f"measuring {name} ...", err=True)
        try:
            rows += measure(name, form)
        except Exception as error:  # noqa: BLE001  the others are still worth measuring
            traceback.print_exc()
            broken.append(Broken(name, f"{type(error).__name__}: {error}"))
    return rows, broken


@click.command()
@click.option("--short", is_flag=True, help="Fewer cases, for a first look: minutes instead of most of an hour.")
@click.option("--year", is_flag=True, help="Years: a whole one of 3,000 numbers a day, a quarter of an hour longer.")
@click.option(
    "--json", "json_file", type=click.Path(dir_okay=False, path_type=Path), help="Write the figures here too."
)
@click.argument("wanted", nargs=-1, metavar="[NAME]...")
def main(json_file: Path | None, short: bool, year: bool, wanted: tuple[str, ...]) -> None:
    """Run the benchmarks NAME (all, if none is named). Ends with 1 where a goal is missed or one could not be run."""
    known = names()
    if unknown := sorted(set(wanted) - set(known)):
        raise click.BadParameter(f"no such benchmark: {', '.join(unknown)}; there are: {', '.join(known)}")
    rows, broken = run(wanted or known, {"short": short, "year": year})
    click.echo(table(rows, broken))
    if json_file is not None:
        write_json(json_file, rows, broken)
    if slow := missed(rows):
        click.echo(f"missed: {'; '.join(name.strip() for name in slow)}")
    sys.exit(1 if broken or slow else 0)


if __name__ == "__main__":
    main()
