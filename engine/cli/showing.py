"""How commands show what they found: options that several have, JSON, progress."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

import click

from engine.i18n import LANGUAGES

T = TypeVar("T")
Command = TypeVar("Command", bound=Callable[..., Any])

# Shown on a terminal only when work takes this many steps.
MANY = 2


def json_option(command: Command) -> Command:
    """The option `--json`, given to the command as `as_json`."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")(
        command
    )


def language_option(command: Command) -> Command:
    """The option `--language`, None when nothing is said."""
    option = click.option(
        "--language", type=click.Choice(LANGUAGES), help="The language of the sentences."
    )
    return option(command)


def print_json(value: object) -> None:
    """Print a value for programs; what JSON does not know is printed as its text."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


@contextmanager
def progress(items: Sequence[T], label: str) -> Iterator[Iterator[T]]:
    """Go through `items` with a bar, on the error stream and when it is a terminal only.

    Written `with progress(files, say(_("Testing"))) as each: for file in each: …`.
    """
    hidden = len(items) < MANY or not sys.stderr.isatty()
    with click.progressbar(items, label=label, file=sys.stderr, hidden=hidden) as bar:
        yield iter(bar)
