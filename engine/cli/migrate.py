"""`guichet migrate`: what a release needs before it is served."""

import compileall
from pathlib import Path

import click

from engine.cli.settings import read_settings
from engine.cli.words import say
from engine.i18n import marked as _
from engine.services.opening import prepare

CODE = Path(__file__).parents[1]


@click.command("migrate")
def command() -> None:
    """Create or bring up to date the tables of the database.

    The code is compiled too, so that servers start quickly where they may not write beside it.

    Example: DATABASE_URL=postgresql://guichet@localhost/guichet guichet migrate
    """
    prepare(read_settings())
    # Where the code may not be written, it is compiled at each start.
    compileall.compile_dir(CODE, quiet=2)
    click.echo(say(_("The database is up to date.")))
