"""`guichet schema`: the JSON Schema of the answers of a procedure, or that of the language."""

import click

from engine.cli.names import PROCEDURE
from engine.cli.settings import read_settings
from engine.cli.showing import language_option, print_json
from engine.cli.words import say
from engine.errors import ConflictError, NotFoundError
from engine.i18n import marked as _

DEFINITIONS = ("all", "procedure", "site", "fragment", "profile", "table")


@click.command("schema")
@click.argument("procedure", type=PROCEDURE, required=False)
@click.option(
    "--definitions",
    type=click.Choice(DEFINITIONS),
    help="Write the schema of the language instead, for editors.",
)
@click.option("--version", type=int, help="A version; the one that is served when it is not said.")
@click.option("--site", default="", help="The site whose parameters count; else the first.")
@language_option
def command(
    procedure: str | None, definitions: str | None, version: int | None, site: str, language: str
) -> None:
    """Write the JSON Schema (2020-12) of the answers that a submission of PROCEDURE holds.

    With --definitions, that (draft 7) of the texts that authors write: an editor completes keys and
    underlines those that do not exist.

    Example: guichet schema depot-de-documents --version 2
    """
    if (procedure is None) == (definitions is None):
        raise click.UsageError(say(_("Give the name of a procedure, or --definitions.")))
    if definitions is not None:
        from engine.definitions.schema import language_schema

        print_json(language_schema("" if definitions == "all" else definitions))
        return
    print_json(answers(str(procedure), version, site, language))


def answers(procedure: str, version: int | None, site: str, language: str | None) -> object:
    """The schema of the answers; ends the command with a sentence when there is none."""
    from engine.services.describing import schema_of

    try:
        return schema_of(read_settings(), procedure, version, site, language or "")
    except NotFoundError as error:
        message = _("Nothing is called “{name}” here.")
        raise click.ClickException(say(message, name=error)) from error
    except ConflictError as error:
        message = _("“{name}” has errors: run `guichet check`.")
        raise click.ClickException(say(message, name=error)) from error
