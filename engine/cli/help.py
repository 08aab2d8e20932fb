"""The help of commands, in the language of the terminal; the errors of use likewise."""

import ast
import inspect
import os
import re
from collections.abc import Iterable
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import click
from click.formatting import wrap_text

from engine.cli.words import say, spoken_language
from engine.i18n import catalogue
from engine.i18n import marked as _

EXAMPLE = "Example:"
# How click writes a help and what it adds to it: `The port.  [default: 8000]`.
ADDED = re.compile(r"^(?P<help>.*?)(?:  \[(?P<added>[^\]]*)\])?$", re.DOTALL)
WORDS = (_("default: "), _("required"))


class Formatter(click.HelpFormatter):
    """Writes each paragraph in the language of the terminal; an example stays on its line."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how the command is called."""
        super().write_usage(prog, args, prefix or f"{say(_('Usage:'))} ")

    def write_heading(self, heading: str) -> None:
        """Write a heading."""
        self.write(click.style(f"{said(heading)}{say(_(':'))}", bold=True) + "\n")

    def write_text(self, text: str) -> None:
        """Write paragraphs."""
        indent = " " * self.current_indent
        paragraphs = []
        for paragraph in text.split("\n\n"):
            if paragraph.lstrip().startswith(EXAMPLE):
                command = " ".join(paragraph.split()).removeprefix(EXAMPLE)
                paragraphs.append(f"{indent}{click.style(say(_('Example:')), bold=True)}{command}")
            else:
                paragraphs.append(wrap_text(said(paragraph), self.width, indent, indent))
        self.write("\n\n".join(paragraphs) + "\n")

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Write options or commands, each with what it is for."""
        super().write_dl([(name, told(text)) for name, text in rows], col_max, col_spacing)


class Spoken(click.Context):
    """A context whose help is said in the language of the terminal, without colour if asked so."""

    formatter_class = Formatter

    @property
    def color(self) -> bool | None:
        """False when NO_COLOR says so: then nothing that the command prints has colours."""
        return False if os.environ.get("NO_COLOR") else self._color

    @color.setter
    def color(self, wanted: bool | None) -> None:
        self._color = wanted


def said(paragraph: str) -> str:
    """A paragraph on one line, in the language of the terminal."""
    return catalogue(spoken_language()).gettext(" ".join(paragraph.split()))


def told(text: str) -> str:
    """The help of an option, and what click adds to it."""
    found = ADDED.match(text)
    if found is None or found["added"] is None:
        return said(text)
    added = found["added"]
    for word in WORDS:
        added = added.replace(word, say(word))
    return f"{said(found['help'])}  [{added}]"


@cache
def purpose_of(module: str) -> str:
    """The first line of the help of the command in a module, which is not loaded for that."""
    spec = find_spec(module)
    if spec is None or spec.origin is None:
        return ""
    tree = ast.parse(Path(spec.origin).read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name == "command":
            return inspect.cleandoc(ast.get_docstring(node) or "").partition("\n\n")[0]
    return ""


def explained(error: click.ClickException) -> str:
    """What is wrong with how a command was called, in the language of the terminal."""
    if isinstance(error, click.MissingParameter):
        return say(_("{what} is missing."), what=hint_of(error))
    if isinstance(error, click.BadParameter):
        return say(_("{what}: {why}"), what=hint_of(error), why=error.message)
    if isinstance(error, click.NoSuchOption):
        near = error.possibilities[0] if error.possibilities else None
        return there_is_no(_("There is no option {name}."), error.option_name, near)
    return error.format_message()


def hint_of(error: click.BadParameter) -> str:
    """The name of the option or argument that an error is about."""
    if error.param is None:
        return str(error.param_hint or say(_("A value")))
    return error.param.get_error_hint(error.ctx).replace("'", "")


def there_is_no(message: str, name: str, near: str | None) -> str:
    """That there is nothing of this name, with the nearest right one."""
    sentence = say(message, name=name)
    return f"{sentence} {say(_('Did you mean: {name}?'), name=near)}" if near else sentence


def show(error: click.ClickException) -> None:
    """Print an error: how the command is called when it was called wrongly, then a sentence."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    color = False if os.environ.get("NO_COLOR") else None
    if context is not None:
        hint = say(_("`{command} --help` tells more."), command=context.command_path)
        click.echo(f"{context.get_usage()}\n{hint}\n", err=True, color=color)
    head = click.style(say(_("Error:")), fg="red", bold=True)
    click.echo(f"{head} {explained(error)}", err=True, color=color)
