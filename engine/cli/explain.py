"""`guichet explain`: where answers lead in a procedure, and why."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from engine.checks import described
from engine.cli.files import FILE, read_bytes
from engine.cli.names import forms
from engine.cli.showing import json_option, language_option, print_json
from engine.cli.words import say, spoken_language
from engine.clock import now
from engine.definitions import Test
from engine.errors import ConflictError, NotFoundError
from engine.i18n import gettext
from engine.i18n import marked as _
from engine.pages.amounts import Amount
from engine.pages.explaining import Line
from engine.services.comparing import Text, UnreadableError, text_in_file, text_in_folder
from engine.services.desk import PARIS
from engine.services.explaining import (
    Asked,
    Explained,
    UnreadableAnswersError,
    answers_in,
    explain,
    names_of_tests,
    test_called,
)
from engine.source.names import nearest

# What stands before a line, and its colour, by its state.
MARKS = {
    "shown": ("✓", "green"), "hidden": ("–", None), "later": ("…", None), "held": ("✓", "green"),
    "failed": ("✗", "red"), "unknown": ("?", None),
}  # fmt: skip
STATES = {
    "shown": _("asked"), "hidden": _("not asked"), "later": _("not reached"), "held": _("holds"),
    "failed": _("does not hold"), "unknown": _("not known yet"),
}  # fmt: skip
REASONS = {"shown": _("because {reasons}"), "hidden": _("not asked, because {reasons}")}
INPUTS = _("{reasons}")


@click.command("explain")
@click.argument("procedure")
@click.argument("answers", required=False, type=FILE)
@click.option("--test", "name", help="Explain the answers of this test of the procedure.")
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="The day, today else.")
@click.option("--as", "profile", default="", help="The profile of who answers: particulier…")
@click.option("--site", default="", help="The site; the first that offers it else.")
@json_option
@language_option
@click.pass_context
def command(context: click.Context, /, procedure: str, answers: Path | None, **asked: Any) -> None:
    """Tell where ANSWERS lead in PROCEDURE: which steps, questions and options are there, and why.

    PROCEDURE is a name or a file, ANSWERS a file in YAML or JSON: the answers by the names of
    fields, or what a test says (`answers`, `as`, `date`, `site`). Values that are worked out are
    told line by line. It ends with 1 when the answers stop before the end.

    Example: guichet explain depot-de-documents --test "un document, une personne du dossier"
    """
    language = asked["language"] or spoken_language()
    text = text_named(procedure)
    test = test_asked(text, answers, asked["name"])
    found = explained_as(text, test, asked, language)
    if asked["as_json"]:
        print_json(as_record(found, language))
    else:
        for line in lines(found, language):
            click.echo(line)
    context.exit(int(not found.is_sent))


def text_named(procedure: str) -> Text:
    """The procedure, in a file or in the folder."""
    path = Path(procedure)
    try:
        return text_in_file(path) if path.is_file() else text_in_folder(forms(), procedure)
    except UnreadableError as error:
        message = _("No procedure can be read in {name}: run `guichet check`.")
        raise click.ClickException(say(message, name=error)) from error
    except NotFoundError as error:
        message = _("There is no procedure “{name}”.")
        raise click.ClickException(say(message, name=procedure)) from error


def test_asked(text: Text, answers: Path | None, name: str | None) -> Test:
    """The answers in a file, or those of a test."""
    if (answers is None) is (name is None):
        raise click.UsageError(say(_("Give a file of answers, or --test and the name of a test.")))
    if answers is not None:
        return test_in_file(answers)
    try:
        return test_called(text, str(name))
    except NotFoundError as error:
        said = say(_("There is no test “{name}”."), name=name)
        near = nearest(str(name), names_of_tests(text))
        more = f" {say(_('Did you mean: {near}?'), near=near)}" if near else ""
        raise click.ClickException(said + more) from error


def test_in_file(answers: Path) -> Test:
    """The answers in a file, or what is wrong with it."""
    data = read_bytes(answers)
    try:
        return answers_in(str(answers), data)
    except UnreadableAnswersError as error:
        text = data.decode("utf-8", "replace")
        told = [described(one, text, spoken_language()) for one in error.diagnostics]
        nothing = say(_("{path} holds no answers."), path=answers)
        raise click.ClickException("\n".join(told) or nothing) from error


def explained_as(text: Text, test: Test, asked: dict[str, Any], language: str) -> Explained:
    """The explanation, or why there is none."""
    given: datetime | None = asked["day"]
    day: date = given.date() if given else now().astimezone(PARIS).date()
    known = [*text.library.sites]
    if asked["site"] and asked["site"] not in known:
        raise click.ClickException(say(_("There is no site “{name}”."), name=asked["site"]))
    try:
        return explain(text, test, Asked(day, asked["profile"], asked["site"], language))
    except ConflictError as error:
        message = _("{name} has errors: run `guichet check`.")
        raise click.ClickException(say(message, name=error)) from error


def lines(found: Explained, language: str) -> Iterator[str]:
    """What is printed."""
    for one in found.lines:
        yield from line_of(one, language)
    end = gettext(language, found.end.message, **found.end.values).rstrip(".")
    yield click.style(gettext(language, _("In the end: {end}."), end=end), bold=True)


def line_of(line: Line, language: str) -> Iterator[str]:
    """A line, with the value and why."""
    mark, colour = MARKS[line.state]
    indent = "  " * line.level
    said = gettext(language, _("{key}: {value}"), key=line.label, value=line.value)
    name = click.style(
        said if line.value else line.label, bold=line.level == 0 and line.state == "shown"
    )
    yield f"{indent}{click.style(mark, fg=colour)} {name}  ({line.place})"
    why = reason_of(line, language)
    if why:
        yield f"{indent}    {why}"
    if line.amount is not None:
        yield from (f"{indent}    {text}" for text in amount_lines(line.amount, language))


def reason_of(line: Line, language: str) -> str:
    """Why a line is as it is, "" when nothing decides."""
    if not line.reason:
        return ""
    return gettext(language, REASONS.get(line.state, INPUTS), reasons=line.reason)


def amount_lines(amount: Amount, language: str) -> Iterator[str]:
    """How a value was worked out."""
    if amount.rule:
        yield amount.rule
    for one in amount.lines:
        said = gettext(language, _("{key}: {value}"), key=one.label, value=one.value)
        yield f"{said} ({one.note})" if one.note else said
    if amount.fault:
        yield amount.fault
    if amount.legal:
        yield amount.legal


def as_record(found: Explained, language: str) -> dict[str, Any]:
    """The explanation for machines."""
    return {
        "sent": found.is_sent,
        "end": gettext(language, found.end.message, **found.end.values),
        "route": list(found.route),
        "lines": [
            {
                "kind": one.kind,
                "place": one.place,
                "label": one.label,
                "state": one.state,
                "said": gettext(language, STATES[one.state]),
                "reason": one.reason,
                "value": one.value,
                "amount": dict(one.amount.facts) if one.amount else None,
            }
            for one in found.lines
        ],
    }
