"""The page of the commands: what each is for, its options, an example."""

import inspect
from collections.abc import Iterator

import click

from engine.cli import COMMANDS, PURPOSES, main
from engine.cli.help import EXAMPLE
from engine.cli.manual.words import HEAD

INTRO = """\
# Command line

Every command is called `guichet`, from `.venv/bin/guichet`, or through Flask: `flask --app app
check`. `guichet --help` lists them; `guichet check --help` says more of one, in the language of the
terminal.

- A command ends with 0 when all is well, with 1 when something is wrong in what was given (a
  mistake in a definition, a test that fails, a file that cannot be read), with 2 when it was called
  wrongly, with 130 when it was stopped by Ctrl+C.
- Results are printed; what goes wrong is said on the error stream, in one sentence. `--json` prints
  them for programs.
- Colours and progress are for terminals; `NO_COLOR=1` wants no colour.
- The sentences are in French, or in English when the terminal is (`LC_ALL`, `LC_MESSAGES`, `LANG`).
- The folder of definitions is `forms`, or the one that `FORMS` names.
- `guichet completion bash` (or `zsh`, `fish`) writes what makes the shell complete commands,
  options, names of procedures and paths.
"""


def commands_page() -> str:
    """The whole page."""
    return "\n".join([HEAD, INTRO, *sections()])


def sections() -> Iterator[str]:
    """Each purpose with its commands."""
    context = click.Context(main, info_name="guichet")
    for purpose, names in PURPOSES.items():
        known = [name for name in names if name in COMMANDS]
        if known:
            yield f"## {purpose}\n"
        for name in known:
            command = main.get_command(context, name)
            if command is not None:
                yield from entry(command, click.Context(command, context, name))


def entry(command: click.Command, context: click.Context) -> Iterator[str]:
    """What one command is for, how it is called, its options."""
    usage = " ".join(command.collect_usage_pieces(context))
    yield f"### `guichet {context.info_name}`\n"
    for paragraph in inspect.cleandoc(command.help or "").split("\n\n"):
        if paragraph.startswith(EXAMPLE):
            example = " ".join(paragraph.removeprefix(EXAMPLE).split())
            yield f"```text\n{example}\n```\n"
        else:
            yield f"{paragraph}\n"
    yield f"Called `guichet {context.info_name} {usage}`.\n"
    rows = [f"| {cell(names)} | {plain(text)} |" for names, text in options(command, context)]
    if rows:
        yield "\n".join(["| Option | What it is for |", "|---|---|", *rows, ""])


def options(command: click.Command, context: click.Context) -> Iterator[tuple[str, str]]:
    """The options, but for that of the help."""
    for one in command.params:
        found = one.get_help_record(context)
        if found is not None and isinstance(one, click.Option):
            yield found


def cell(names: str) -> str:
    """How an option is written."""
    return f"`{plain(names)}`"


def plain(text: str) -> str:
    """A text that may stand in a table."""
    return text.replace("|", "\\|").replace("<", "&lt;")
