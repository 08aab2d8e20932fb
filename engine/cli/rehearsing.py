"""What commands print of a rehearsal on the drafts that are open."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import click

from engine.cli.settings import read_settings
from engine.cli.showing import MANY, print_json
from engine.cli.words import say
from engine.clock import now
from engine.differences import Rehearsal, rehearsal_record, rehearsal_text
from engine.errors import ConflictError, NotFoundError
from engine.i18n import marked as _
from engine.services.comparing import UnreadableError, desk_of, text_in_file, text_in_folder
from engine.services.rehearsing import rehearse

T = TypeVar("T")


def rehearsed(written: str, language: str, withdrawing: int | None = None) -> Rehearsal:
    """What publishing the text of a file, or that of the folder, does to open drafts."""
    settings, path = read_settings(), Path(written)
    try:
        is_file = path.is_file()
        text = text_in_file(path) if is_file else text_in_folder(settings.forms, written)
        with desk_of(settings) as desk:
            return rehearse(
                desk, text, now(), withdrawing=withdrawing, language=language, watch=with_bar
            )
    except UnreadableError as error:
        message = _("No procedure can be read in {name}: run `guichet check`.")
        raise click.ClickException(say(message, name=error)) from error
    except ConflictError as error:
        message = _("{name} has errors: run `guichet check`.")
        raise click.ClickException(say(message, name=error)) from error
    except NotFoundError as error:
        if str(error) != "version":
            message = _("There is no procedure “{name}”.")
            raise click.ClickException(say(message, name=written)) from error
        message = _("{procedure} has no version {number}.")
        said = say(message, procedure=written, number=withdrawing)
        raise click.ClickException(said) from error


def tell(found: Rehearsal, language: str, *, as_json: bool) -> None:
    """Print a rehearsal."""
    if as_json:
        print_json(rehearsal_record(found))
    else:
        click.echo(rehearsal_text(found, language))


def with_bar(drafts: Iterable[T], number: int) -> Iterator[T]:
    """The drafts, with a bar on the error stream when it is a terminal."""
    hidden = number < MANY or not sys.stderr.isatty()
    label = say(_("Drafts"))
    with click.progressbar(
        drafts, length=number, label=label, file=sys.stderr, hidden=hidden
    ) as bar:
        yield from bar
