"""`guichet migrate`: bring the database up to date."""

import click

from engine.cli.settings import read_settings
from engine.services.opening import prepare


@click.command("migrate")
def command() -> None:
    """Create or bring up to date the tables of the database.

    Example: DATABASE_URL=postgresql://guichet@localhost/guichet guichet migrate
    """
    prepare(read_settings())
    click.echo("The database is up to date.")
