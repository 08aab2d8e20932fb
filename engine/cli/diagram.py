"""`guichet diagram`: the flow of a procedure as a picture, or in words."""

from collections.abc import Sequence
from pathlib import Path

import click

from engine.checks import check_definition
from engine.cli.check import NO_LIBRARY
from engine.cli.files import is_there, missing, read_bytes, write_text
from engine.cli.names import PROCEDURE, forms, names
from engine.cli.pictures import definition_called, style
from engine.cli.showing import json_option, language_option, print_json
from engine.cli.words import say, spoken_language
from engine.definitions import Definition, Library, Procedure, load_library, read_definition
from engine.definitions.library import SUFFIXES
from engine.definitions.points import Point
from engine.diagrams import as_json as flow_as_json
from engine.diagrams import as_text, flow_of
from engine.diagrams.drawing import draw
from engine.i18n import marked as _
from engine.services.checking import has_errors
from engine.services.picturing import tried
from engine.source import Diagnostic
from engine.source.names import nearest


@click.command("diagram")
@click.argument("procedure", type=PROCEDURE)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="The file to write; without it, what is drawn is printed.",
)
@click.option("--findings", is_flag=True, help="Mark what `guichet check` finds.")
@click.option("--coverage", is_flag=True, help="Mark what its tests have never tried.")
@click.option("--text", "as_words", is_flag=True, help="Tell it in words: a list, as in Markdown.")
@json_option
@language_option
def command(
    procedure: str,
    output: Path | None,
    findings: bool,
    coverage: bool,
    as_words: bool,
    as_json: bool,
    language: str | None,
) -> None:
    """Draw the flow of PROCEDURE: its name, or the file of a definition.

    The picture is SVG: any browser shows it, light or dark. `--text` says the same in words.

    Example: guichet diagram depot-de-documents --coverage -o depot.svg
    """
    spoken = language or spoken_language()
    definition, library = called(procedure)
    drawn = whole(definition)
    found = check_definition(definition, library) if findings or coverage else ()
    seen = seen_in(drawn, library, found) if coverage else None
    flow = flow_of(drawn, spoken, seen, found if findings else ())
    if as_json:
        print_json(flow_as_json(flow))
        return
    told = as_text(flow) if as_words else draw(flow, style=style()) + "\n"
    if output is None:
        click.echo(told, nl=False)
        return
    write_text(output, told)
    click.echo(say(_("{path} is written."), path=output))


def called(name: str) -> tuple[Definition, Library]:
    """The definition of a name, or in a file, with its library; a sentence when there is none."""
    path = Path(name)
    if path.suffix in SUFFIXES:
        if not is_there(path):
            raise click.ClickException(missing(path))
        library = NO_LIBRARY
        if path.resolve().parent.name == "procedures":
            library = load_library(path.resolve().parent.parent)
        return read_definition(str(path), read_bytes(path), library.fragments), library
    library = load_library(forms())
    found = definition_called(library, name)
    if found is None:
        near = nearest(name, names())
        message = _("{folder} has no procedure “{name}”.")
        if near:
            message = _("{folder} has no procedure “{name}”. Did you mean: {near}?")
        raise click.ClickException(say(message, name=name, folder=forms(), near=near))
    return found, library


def whole(definition: Definition) -> Procedure:
    """The procedure, when enough of it could be read to be drawn."""
    if definition.procedure is None:
        message = _("{path} cannot be read: run `guichet check {path}`.")
        raise click.ClickException(say(message, path=definition.path))
    return definition.procedure


def seen_in(
    procedure: Procedure, library: Library, found: Sequence[Diagnostic]
) -> frozenset[Point]:
    """What the tests of a procedure see; a sentence when it has errors: then none is run."""
    if has_errors(found):
        message = _("{path} has errors: its tests are not run. Run `guichet check {path}`.")
        raise click.ClickException(say(message, path=procedure.source.span.path))
    return tried(procedure, library)
