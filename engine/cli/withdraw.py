"""`guichet withdraw`: a version that serves nobody any more."""

import click

from engine.cli.names import PROCEDURE
from engine.cli.rehearsing import rehearsed, tell
from engine.cli.settings import read_settings
from engine.cli.words import spoken_language
from engine.clock import now
from engine.errors import NotFoundError
from engine.i18n import gettext
from engine.i18n import marked as _
from engine.services.carrying import withdraw
from engine.services.opening import open_desk


@click.command("withdraw")
@click.argument("procedure", type=PROCEDURE)
@click.argument("number", type=click.IntRange(1, 1_000_000))
@click.option(
    "--rehearse", is_flag=True, help="Withdraw nothing: tell what would become of open drafts."
)
def command(procedure: str, number: int, rehearse: bool) -> None:
    """Take a version of a procedure out of service: its open drafts go over to that of now.

    Example: guichet withdraw depot-de-documents 3
    """
    if rehearse:
        tell(rehearsed(procedure, spoken_language(), number), spoken_language(), as_json=False)
        return
    desk, language = open_desk(read_settings()), spoken_language()
    try:
        withdraw(desk, procedure, number, now())
    except NotFoundError as error:
        message = _("{procedure} has no version {number}.")
        said = gettext(language, message, procedure=procedure, number=number)
        raise click.ClickException(said) from error
    finally:
        desk.database.close()
    message = _("{procedure}, version {number}: withdrawn.")
    click.echo(gettext(language, message, procedure=procedure, number=number))
