"""The `kiosk` command. Each subcommand lives in `kiosk.programs` and is imported only when it is called."""

import importlib
from typing import Any

import click

PROGRAMS = ("run", "demo", "hall", "sandbox", "tour", "doctor", "card", "scan", "outbox")


class Programs(click.Group):
    """Finds a subcommand as `kiosk.programs.NAME.command`, so that a start loads only what it needs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(PROGRAMS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in PROGRAMS:
            return None
        found: click.Command = importlib.import_module(f"kiosk.programs.{cmd_name}").command
        return found

    def invoke(self, ctx: click.Context) -> Any:
        """With the border that turns the system's troubles into one line."""
        from kiosk.programs.shell import border

        with border():
            return super().invoke(ctx)


@click.command(cls=Programs)
@click.version_option(package_name="yitang")
def main() -> None:
    """Yitang (一趟): the self-service hall terminal and its queue."""


if __name__ == "__main__":
    main()
