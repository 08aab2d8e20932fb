"""Questions that a command asks: each is asked again until its answer can be used."""

from collections.abc import Callable, Mapping

import click

from engine.cli.words import say
from engine.i18n import marked as _

# What is wrong with an answer, in a sentence; None when nothing is.
Problem = Callable[[str], str | None]


def ask(question: str, problem: Problem, default: str = "") -> str:
    """The text that is answered, once nothing is wrong with it; blank means `default`."""
    while True:
        typed = click.prompt(
            click.style(question, bold=True),
            default=default,
            show_default=bool(default),
            prompt_suffix=" " if question.endswith("?") else f"{say(_(':'))} ",
        )
        text = " ".join(str(typed).split())
        wrong = problem(text)
        if wrong is None:
            return text
        click.secho(wrong, fg="red", err=True)


def ask_one(question: str, choices: Mapping[str, str], default: str, listed: bool = True) -> str:
    """One of `choices`, by its number or its name; each is listed with what it means."""
    names = list(choices)
    for number, (name, purpose) in enumerate(choices.items() if listed else (), 1):
        meaning = f"  {click.style(purpose, dim=True)}" if purpose else ""
        click.echo(f"  {number:>2}. {name}{meaning}")

    def chosen(text: str) -> str | None:
        return names[int(text) - 1] if is_number(text, len(names)) else text.casefold()

    def problem(text: str) -> str | None:
        if chosen(text) in choices:
            return None
        return say(_("Answer a number from 1 to {most}, or a name of the list."), most=len(names))

    return chosen(ask(question, problem, default)) or default


def ask_yes(question: str, default: bool) -> bool:
    """Yes or no."""
    yes, no = say(_("yes")), say(_("no"))
    words = {yes: True, yes[0]: True, no: False, no[0]: False}

    def problem(text: str) -> str | None:
        if text.casefold() in words:
            return None
        return say(_("Answer {yes} or {no}."), yes=yes, no=no)

    return words[ask(question, problem, yes if default else no).casefold()]


def is_number(text: str, most: int) -> bool:
    """Whether a text is a number from 1 to `most`."""
    return text.isascii() and text.isdigit() and len(text) < 4 and 1 <= int(text) <= most
