"""`guichet demo`: everything that a first look needs, in one command."""

import os

import click

from engine.cli.serve import serve
from engine.cli.settings import read_settings
from engine.clock import now
from engine.services import demonstrating
from engine.services.demonstration import CODES, PASSWORD, PERSONS, POSTCODE
from engine.settings import Settings

HOSTS = {
    "msa": "msa.localhost",
    "paysdesecrins": "paysdesecrins.localhost",
    "ville": "ville.localhost",
}


@click.command("demo")
def command() -> None:
    """Create the database, load the demonstration and serve it.

    Example: PORT=8080 guichet demo
    """
    os.environ["DEVELOPMENT"] = "yes"
    settings = read_settings()
    demonstrating.prepare(settings, now())
    for line in welcome(settings):
        click.echo(line)
    serve()


def welcome(settings: Settings) -> list[str]:
    """What to open, and how to sign in."""
    port = settings.public_url.rpartition(":")[2]
    persons = [f"    {one.email:<18}{one.name}, {one.description}" for one in PERSONS]
    codes = [f"    {code} at {HOSTS[site]}, postcode {POSTCODE}" for site, code in CODES.items()]
    return [
        f"Guichet: {settings.public_url}/",
        *(f"  http://{host}:{port}/" for host in HOSTS.values()),
        f"  Sign in at any of these sites, with the password {PASSWORD}:",
        *persons,
        "  Activate an account, with the code of a letter:",
        *codes,
        f"  Mails sent by the demonstration: {settings.public_url}/_mails",
        f"  Be one of them without password: {settings.public_url}/_personnes",
        "  Ctrl+C stops it.",
    ]
