"""`guichet demo`: everything that a first look needs, in one command."""

import os

import click

from engine.cli.serve import serve
from engine.cli.settings import read_settings
from engine.clock import now
from engine.services.opening import prepare_demonstration


@click.command("demo")
def command() -> None:
    """Create the database, load the demonstration and serve it.

    Example: PORT=8080 guichet demo
    """
    os.environ["DEVELOPMENT"] = "yes"
    settings = read_settings()
    prepare_demonstration(settings, now())
    click.echo(f"Guichet: {settings.public_url}/")
    click.echo("  « Envoyer des documents » asks who you are: choose one of three persons,")
    click.echo(f"  without password ({settings.public_url}/connexion).")
    click.echo(f"  Mails sent by the demonstration: {settings.public_url}/_mails")
    click.echo("  Ctrl+C stops it.")
    serve()
