"""`guichet examples`: answers that go through all of a procedure, written as tests."""

from pathlib import Path
from typing import Any

import click

from engine.cli.files import missing, read_text, write_text
from engine.cli.names import PROCEDURE, forms, names
from engine.cli.showing import json_option, language_option, print_json
from engine.cli.words import say, spoken_language
from engine.definitions import read_definition
from engine.errors import ConflictError, NotFoundError
from engine.i18n import gettext, ngettext
from engine.i18n import marked as _
from engine.proving.naming import never, unfound
from engine.proving.writing import UnwritableError, with_tests, written
from engine.services.comparing import Text, UnreadableError, text_in_file, text_in_folder
from engine.services.examples import Found, find
from engine.source.names import nearest

MOST_TOLD = 20


@click.command("examples")
@click.argument("procedure", type=PROCEDURE)
@click.option("--write", is_flag=True, help="Add them to the tests of the definition.")
@click.option("--all", "every", is_flag=True, help="As if it had no test yet.")
@json_option
@language_option
def command(
    procedure: str, *, write: bool, every: bool, as_json: bool, language: str | None
) -> None:
    """Find answers that go through each condition, option, check and exit, and write them as tests.

    PROCEDURE is a file, or a name in the folder of definitions. Only what no test shows yet is
    looked for. Each example was walked: it ends as it says.

    Example: guichet examples reserver-une-salle --write
    """
    spoken = language or spoken_language()
    text = text_of(procedure)
    try:
        found = find(text.definition, text.library, every=every)
    except ConflictError as error:
        message = _("{path} has errors: run `guichet check`.")
        raise click.ClickException(say(message, path=error)) from error
    if write and found.examples:
        add(Path(text.definition.path), text, found)
    if as_json:
        print_json(as_record(found, spoken))
        return
    if not write and found.examples:
        click.echo(f"tests:\n{written(one.test for one in found.examples)}", nl=False)
    for line in told(found, spoken):
        click.echo(line, err=True)


def text_of(written_name: str) -> Text:
    """The definition that an argument names; ends the command when there is none."""
    path = Path(written_name)
    try:
        if path.is_file():
            return text_in_file(path)
        if path.suffix or len(path.parts) > 1:
            raise click.ClickException(missing(path))
        return text_in_folder(forms(), written_name)
    except UnreadableError as error:
        message = _("No procedure can be read in {name}: run `guichet check`.")
        raise click.ClickException(say(message, name=error)) from error
    except NotFoundError as error:
        near = nearest(written_name, names())
        message = _("No procedure is called {name}.")
        if near is not None:
            message = _("No procedure is called {name}. Did you mean: {near}?")
        raise click.ClickException(say(message, name=written_name, near=near)) from error


def add(path: Path, text: Text, found: Found) -> None:
    """Add the examples to the tests of a file; ends the command when they cannot stand there."""
    try:
        new = with_tests(read_text(path), [one.test for one in found.examples])
    except UnwritableError as error:
        message = _("{path}: its tests are not written line by line. Add them by hand.")
        raise click.ClickException(say(message, path=path)) from error
    read = read_definition(str(path), new.encode(), text.library.fragments)
    expected = len(text.procedure.tests) + len(found.examples)
    if read.procedure is None or len(read.procedure.tests) != expected:
        message = _("{path}: the tests cannot be added to this text. Add them by hand.")
        raise click.ClickException(say(message, path=path))
    write_text(path, new)


def told(found: Found, language: str) -> list[str]:
    """What was found, in a line; what was not, a line each."""
    shown = sum(len(one.points) for one in found.examples)
    lines = [
        gettext(
            language,
            _("{examples}: {shown} of {wanted} points that no test showed."),
            examples=ngettext(language, _("{n} example"), _("{n} examples"), len(found.examples)),
            shown=shown,
            wanted=len(found.points) - len(found.shown),
        )
    ]
    missing_ones = [never(one, language) for one in found.never]
    missing_ones += [unfound(one, language) for one in found.unknown]
    lines += [f"- {one}" for one in missing_ones[:MOST_TOLD]]
    left = len(missing_ones) - MOST_TOLD
    if left > 0:
        lines.append(gettext(language, _("… and {n} more: see --json."), n=left))
    if found.dropped:
        message = _("{n} ways did not end as was thought, and were left out.")
        lines.append(gettext(language, message, n=found.dropped))
    return lines


def as_record(found: Found, language: str) -> dict[str, Any]:
    """What was found, for programs."""
    return {
        "procedure": found.procedure.name,
        "examples": [
            {**one.test, "shows": [point.as_json() for point in one.points]}
            for one in found.examples
        ],
        "never": [{**one.as_json(), "message": never(one, language)} for one in found.never],
        "unknown": [{**one.as_json(), "message": unfound(one, language)} for one in found.unknown],
        "points": len(found.points),
        "shown_before": len(found.shown),
        "dropped": found.dropped,
    }
