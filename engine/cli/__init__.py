"""Commands: one file each, and the table that knows them; a command loads what it needs only."""

from collections.abc import Mapping
from importlib import import_module

import click

COMMANDS: Mapping[str, str] = {
    "check": "engine.cli.check",
    "communes": "engine.cli.communes",
    "demo": "engine.cli.demo",
    "docs": "engine.cli.docs",
    "invite": "engine.cli.invite",
    "migrate": "engine.cli.migrate",
    "remind-legacy": "engine.cli.remind_legacy",
    "schema": "engine.cli.schema",
    "serve": "engine.cli.serve",
    "withdraw": "engine.cli.withdraw",
    "worker": "engine.cli.worker",
}


class Commands(click.Group):
    """A group whose commands are loaded when they are asked for: `command` in their file."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands."""
        del ctx
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, None when there is none."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(COMMANDS[cmd_name]).command
        return command


@click.group(cls=Commands)
def main() -> None:
    """Guichet: administrative procedures on line, each one a YAML definition."""


__all__ = ["COMMANDS", "main"]
