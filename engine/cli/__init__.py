"""Commands: one file each, and the table that knows them; a command loads what it needs only."""

import sys
from collections.abc import Mapping
from functools import partial
from importlib import import_module
from typing import Any

import click

from engine.cli import help as helping
from engine.cli.words import say
from engine.i18n import marked as _
from engine.source.names import nearest

COMMANDS: Mapping[str, str] = {
    "check": "engine.cli.check",
    "communes": "engine.cli.communes",
    "completion": "engine.cli.completion",
    "demo": "engine.cli.demo",
    "diff": "engine.cli.diff",
    "diagram": "engine.cli.diagram",
    "docs": "engine.cli.docs",
    "examples": "engine.cli.examples",
    "explain": "engine.cli.explain",
    "invite": "engine.cli.invite",
    "lsp": "engine.cli.lsp",
    "migrate": "engine.cli.migrate",
    "new": "engine.cli.new",
    "preview": "engine.cli.preview",
    "remind-legacy": "engine.cli.remind_legacy",
    "schema": "engine.cli.schema",
    "serve": "engine.cli.serve",
    "test": "engine.cli.test",
    "withdraw": "engine.cli.withdraw",
    "worker": "engine.cli.worker",
}
# The help lists the commands by what they are for; one that stands nowhere comes last.
PURPOSES: Mapping[str, tuple[str, ...]] = {
    _("Write a procedure"): ("new", "check", "preview", "schema", "lsp"),
    _("Prove it"): ("test", "examples", "diagram", "explain", "diff"),
    _("Serve it"): ("demo", "serve", "worker", "migrate", "withdraw", "communes"),
    _("Persons"): ("invite", "remind-legacy"),
    _("Your machine"): ("completion", "docs"),
}
INTERRUPTED = 130
BEGIN = _("""\
Guichet puts administrative procedures on line, each one a text.

  guichet new                  write a procedure, by answering a few questions
  guichet check                tell everything wrong with the definitions
  guichet demo                 serve a demonstration, with invented persons

`guichet --help` lists the commands, `guichet check --help` tells more of one.""")


class Commands(click.Group):
    """A group whose commands are loaded when they are asked for: `command` in their file."""

    context_class = helping.Spoken

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
        command.context_class = helping.Spoken
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is called; the nearest name is told when there is none."""
        name = args[0]
        if name in COMMANDS or name.startswith("-"):
            return super().resolve_command(ctx, args)
        near = nearest(name, COMMANDS)
        message = helping.there_is_no(_("There is no command “{name}”."), name, near)
        raise click.UsageError(message, ctx)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands by what they are for, none of them being loaded."""
        del ctx
        told = {name for names in PURPOSES.values() for name in names}
        others = tuple(name for name in COMMANDS if name not in told)
        for purpose, names in (*PURPOSES.items(), (_("Others"), others)):
            known = [name for name in names if name in COMMANDS]
            if known:
                with formatter.section(purpose):
                    formatter.write_dl(
                        [(name, helping.purpose_of(COMMANDS[name])) for name in known]
                    )

    def main(self, *args: Any, standalone_mode: bool = True, **extra: Any) -> Any:
        """Run the command that is called and end: 0, 1 for what was given, 2 for wrong use."""
        run = partial(super().main, *args, **extra, standalone_mode=False)
        if not standalone_mode:
            return run()
        try:
            code: object = run()
        except click.ClickException as error:
            helping.show(error)
            sys.exit(error.exit_code)
        except click.Abort:
            click.echo(say(_("Stopped.")), err=True)
            sys.exit(INTERRUPTED)
        except OSError as error:
            told = [str(one) for one in (error.filename, error.strerror or error) if one]
            helping.show(click.ClickException(": ".join(told)))
            sys.exit(1)
        sys.exit(code if isinstance(code, int) else 0)


@click.group(cls=Commands, invoke_without_command=True)
@click.pass_context
def main(context: click.Context) -> None:
    """Guichet: administrative procedures on line, each one a YAML definition.

    Example: guichet check
    """
    if context.invoked_subcommand is None:
        click.echo(say(BEGIN))


__all__ = ["COMMANDS", "PURPOSES", "Commands", "main"]
