"""`guichet migrate`: bring the database up to date."""

import click

from engine.cli.settings import read_settings
from engine.database import connect, migrate


@click.command("migrate")
def command() -> None:
    """Create or bring up to date the tables of the database.

    Example: DATABASE_URL=postgresql://guichet@localhost/guichet guichet migrate
    """
    settings = read_settings()
    settings.state.mkdir(parents=True, exist_ok=True)
    migrate(connect(settings.database_url))
    click.echo("The database is up to date.")
