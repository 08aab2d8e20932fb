"""`guichet schema`: the JSON Schema of the answers of a procedure."""

import click

from engine.cli.names import PROCEDURE
from engine.cli.settings import read_settings
from engine.cli.showing import language_option, print_json
from engine.errors import ConflictError, NotFoundError
from engine.services.describing import schema_of


@click.command("schema")
@click.argument("procedure", type=PROCEDURE)
@click.option("--version", type=int, help="A version; the one that is served when it is not said.")
@click.option("--site", default="", help="The site whose parameters count; else the first.")
@language_option
def command(procedure: str, version: int | None, site: str, language: str | None) -> None:
    """Write the JSON Schema (2020-12) of the answers that a submission of PROCEDURE holds.

    Example: guichet schema depot-de-documents --version 2
    """
    try:
        schema = schema_of(read_settings(), procedure, version, site, language or "")
    except NotFoundError as error:
        raise click.ClickException(f"nothing is called {error} here") from error
    except ConflictError as error:
        message = f"{error} has errors: run `guichet check`"
        raise click.ClickException(message) from error
    print_json(schema)
