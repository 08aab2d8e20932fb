"""`guichet demo`: everything that a first look needs, in one command."""

import os

import click

from engine.cli.serve import serve
from engine.cli.settings import read_settings
from engine.cli.words import say
from engine.clock import now
from engine.i18n import marked as _
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
    code_at = _("{code} at {host}, postcode {postcode}")
    codes = [
        f"    {say(code_at, code=code, host=HOSTS[site], postcode=POSTCODE)}"
        for site, code in CODES.items()
    ]
    mails, others = f"{settings.public_url}/_mails", f"{settings.public_url}/_personnes"
    return [
        f"Guichet: {settings.public_url}/",
        *(f"  http://{host}:{port}/" for host in HOSTS.values()),
        f"  {say(_('Sign in at any of these sites, with the password {word}:'), word=PASSWORD)}",
        *persons,
        f"  {say(_('Activate an account, with the code of a letter:'))}",
        *codes,
        f"  {say(_('Mails sent by the demonstration: {address}'), address=mails)}",
        f"  {say(_('Be one of them without password: {address}'), address=others)}",
        f"  {say(_('Ctrl+C ends it.'))}",
    ]
