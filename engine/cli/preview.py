"""`guichet preview`: one file served while it is written."""

import logging
import signal
import socket
import sys
import tempfile
import webbrowser
from importlib import import_module
from pathlib import Path
from types import FrameType

import click

from engine.cli.files import FILE, read_bytes
from engine.cli.words import say
from engine.clock import now
from engine.errors import NotFoundError
from engine.i18n import marked as _
from engine.services import previewing
from engine.services.demonstration import PERSONS

HOST = "127.0.0.1"
USUAL_PORT = 8001
# The web door, which commands do not load before it is wanted.
WEB = "engine.web.preview"


@click.command("preview")
@click.argument("file", type=FILE)
@click.option(
    "--as",
    "person",
    type=click.Choice([*(one.id for one in PERSONS), previewing.NOBODY]),
    help="Who looks at it; a person for whom it is when nothing is said.",
)
@click.option("--site", default="", help="The site whose look and parameters count.")
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    help="The port; 8001, or another that is free, when nothing is said.",
)
@click.option("--open", "opens", is_flag=True, help="Open it in the browser.")
def command(file: Path, person: str | None, site: str, port: int | None, opens: bool) -> None:
    """Serve one file while it is written: the page follows what is saved.

    Mistakes are told on the page; what was good before stays. Tables, fragments and the rest come
    from the folder in which it is. All that is typed is kept aside, and gone at the end.

    Example: guichet preview forms/procedures/banc.yaml --as lea --open
    """
    read_bytes(file)
    logging.getLogger("guichet").setLevel(logging.ERROR)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, end)
    with (
        listening(port) as listener,
        tempfile.TemporaryDirectory(prefix="guichet-preview-") as state,
    ):
        found = listener.getsockname()[1]
        try:
            preview = previewing.prepare(file, Path(state), found, site, person or "", now())
        except NotFoundError as error:
            message = _("There is no site “{name}” beside {path}.")
            raise click.UsageError(say(message, name=error, path=file)) from error
        web = import_module(WEB)
        app = web.create(preview)
        address = f"http://{HOST}:{found}{web.START}"
        click.echo(say(_("{path} is shown at {address}"), path=file, address=address))
        click.echo(say(_("Ctrl+C ends it.")))
        if opens:
            webbrowser.open(address)
        web.serve(app, listener)


def listening(port: int | None) -> socket.socket:
    """What listens at a port; ends the command with a sentence when it is taken."""
    for number in (port,) if port is not None else (USUAL_PORT, 0):
        try:
            return socket.create_server((HOST, number))
        except OSError as error:
            if number == USUAL_PORT and port is None:
                continue
            message = _("The port {port} cannot be used: {why}.")
            said = say(message, port=number, why=error.strerror)
            raise click.ClickException(said) from error
    raise click.ClickException(say(_("No port is free.")))


def end(number: int, frame: FrameType | None) -> None:
    """End as when interrupted, so that nothing is left behind."""
    del number, frame
    sys.exit(0)
