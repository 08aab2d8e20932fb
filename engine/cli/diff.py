"""`guichet diff`: what changed between two versions of a procedure, in sentences."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from engine.cli.files import missing
from engine.cli.names import names
from engine.cli.rehearsing import rehearsed, tell
from engine.cli.settings import read_settings
from engine.cli.showing import json_option, language_option, print_json
from engine.cli.words import say, spoken_language
from engine.differences import (
    Change,
    Difference,
    Piece,
    Version,
    difference,
)
from engine.errors import NotFoundError
from engine.i18n import gettext, ngettext
from engine.i18n import marked as _
from engine.services.comparing import (
    Text,
    UnreadableError,
    desk_of,
    published_text,
    text_in_file,
    text_in_folder,
)
from engine.services.proving_both import OtherResult, other_results
from engine.source.names import nearest

Results = tuple[OtherResult, ...] | None

PUBLISHED = re.compile(r"([\w-]+)@([0-9]{1,9})")
COLOURS = {
    "added": "green", "removed": "red", "perhaps_renamed": "yellow", "tightened": "yellow",
    "type": "yellow", "legal": "magenta",
}  # fmt: skip
SIGNS = {"-": ("[-", "-]", "red"), "+": ("{+", "+}", "green"), "=": ("", "", None)}
LONG = 60  # from so many characters on, the words of a text that changed are shown in it


@click.command("diff")
@click.argument("old")
@click.argument("new", required=False)
@click.option(
    "--rehearse", is_flag=True, help="Tell what publishing OLD would do to the drafts open now."
)
@json_option
@language_option
def command(old: str, new: str | None, rehearse: bool, as_json: bool, language: str | None) -> None:
    """Tell in sentences what changed from OLD to NEW, and what it does to open drafts.

    OLD and NEW are files, or published versions as `salle@2`. A name alone is the version that is
    published as OLD, the text in the folder of definitions as NEW; NEW is that when it is left out.

    With --rehearse, OLD alone: the name of a procedure, for the text in the folder, or a file. The
    drafts that are open are counted by what publishing it would do to them; nothing is changed.

    Example: guichet diff reserver-une-salle@2 reserver-une-salle@3
    """
    spoken = language or spoken_language()
    if rehearse:
        if new is not None:
            raise click.UsageError(say(_("--rehearse takes one text: the one to publish.")))
        tell(rehearsed(old, spoken), spoken, as_json=as_json)
        return
    before, after = both(old, new)
    found = difference(version_of(before), version_of(after))
    results = other_results(before, after)
    if as_json:
        print_json(as_record(before, after, found, results, spoken))
        return
    for line in (*lines(before, after, found, spoken), *result_lines(results, spoken)):
        click.echo(line)


def both(old: str, new: str | None) -> tuple[Text, Text]:
    """The two texts that are named; ends the command when one is not there."""
    try:
        before = text_of(old, is_old=True)
        return before, text_of(before.procedure.name if new is None else new, is_old=False)
    except UnreadableError as error:
        message = _("No procedure can be read in {name}: run `guichet check`.")
        raise click.ClickException(say(message, name=error)) from error


def text_of(written: str, *, is_old: bool) -> Text:
    """The text that an argument names."""
    found = PUBLISHED.fullmatch(written)
    path = Path(written)
    if found is None and (path.is_file() or path.suffix or len(path.parts) > 1):
        if not path.is_file():
            raise click.ClickException(missing(path))
        return text_in_file(path)
    name, number = (found[1], int(found[2])) if found else (written, None)
    settings = read_settings()
    try:
        if found is None and not is_old:
            return text_in_folder(settings.forms, name)
        with desk_of(settings) as desk:
            return published_text(desk, desk.catalogue.library, name, number)
    except NotFoundError as error:
        raise click.ClickException(there_is_no(name, number, is_old=is_old)) from error


def there_is_no(name: str, number: int | None, *, is_old: bool) -> str:
    """That a version, or a procedure, is not there."""
    if number is not None:
        return say(_("{procedure} has no version {number}."), procedure=name, number=number)
    known = names()
    if is_old and name in known:
        return say(_("{procedure} was never published."), procedure=name)
    near = nearest(name, known)
    said = say(_("There is no procedure “{name}”."), name=name)
    return f"{said} {say(_('Did you mean: {near}?'), near=near)}" if near else said


def version_of(text: Text) -> Version:
    """A text to compare, with the tables beside it."""
    return Version(text.procedure, text.library.tables)


def lines(before: Text, after: Text, found: Difference, language: str) -> Iterator[str]:
    """What is printed."""
    yield click.style(f"{before.name} → {after.name}", bold=True)
    for change in found.changes:
        yield from change_lines(change, found, language)
    yield summary(found, language)


def change_lines(change: Change, found: Difference, language: str) -> Iterator[str]:
    """A change: its sentence, its words when they are many, what it does to drafts."""
    head = click.style(change.head(language), fg=COLOURS.get(change.kind), bold=True)
    yield "  " + change.sentence(language).replace(change.head(language), head, 1)
    pieces = (change.pieces or {}).get(language, ())
    if sum(len(one.text) for one in pieces) > LONG:
        yield "      " + "".join(map(marked_piece, pieces)).replace("\n", "\n      ")
    if change.touches and found.takes_over:
        yield click.style(f"      ! {change.warning(language)}", fg="yellow")


def marked_piece(piece: Piece) -> str:
    """Words of a text, marked when they were taken out or put in."""
    opening, closing, colour = SIGNS[piece.sign]
    return click.style(f"{opening}{piece.text}{closing}", fg=colour)


def summary(found: Difference, language: str) -> str:
    """How many changes there are, and what becomes of open drafts."""
    if not found.changes:
        return gettext(language, _("Nothing changed."))
    number = len(found.changes)
    count = ngettext(language, _("{n} change."), _("{n} changes."), number)
    if not found.takes_over:
        kept = _("Open drafts keep the version with which they were begun.")
        return f"{count} {gettext(language, kept)}"
    touching = len(found.touching())
    taken = ngettext(
        language,
        _("Open drafts are taken over: {n} change touches them."),
        _("Open drafts are taken over: {n} changes touch them."),
        touching,
    )
    return f"{count} {taken}"


def result_lines(results: Results, language: str) -> Iterator[str]:
    """The tests whose result changes."""
    if results is None:
        yield gettext(language, _("The tests were not run: a version has errors."))
    for one in results or ():
        yield f"  {result_text(one, language)}"


def result_text(result: OtherResult, language: str) -> str:
    """That a test passes now, or fails."""
    said = gettext(language, result.said.message, **result.said.values)
    if result.passes_now:
        return gettext(
            language, _("The test “{test}” passes now; it failed: {said}"),
            test=result.name, said=said,
        )  # fmt: skip
    return gettext(language, _("The test “{test}” fails now: {said}"), test=result.name, said=said)


def as_record(
    before: Text, after: Text, found: Difference, results: Results, language: str
) -> dict[str, Any]:
    """The difference for machines."""
    return {
        "old": {"name": before.name, "version": before.number},
        "new": {"name": after.name, "version": after.number},
        "takes_over": found.takes_over,
        "changes": [one.record(language) for one in found.changes],
        "tests": None
        if results is None
        else [
            {"test": one.name, "passes": one.passes_now, "said": result_text(one, language)}
            for one in results
        ],
    }
