"""`guichet serve`: the web server and, beside it, what sends mails."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
from gunicorn.app.wsgiapp import WSGIApplication

from engine.cli.settings import read_settings
from engine.cli.words import say
from engine.clock import now
from engine.i18n import marked as _
from engine.services import demonstrating
from engine.settings import Settings

DEMONSTRATION = _(
    "This database holds the accounts of the demonstration, whose password is public. Use another"
    " database, or say DEVELOPMENT=yes on a machine that nobody else reaches."
)
CONFIGURATION = Path(__file__).parents[2] / "gunicorn.conf.py"


class Server(WSGIApplication):  # type: ignore[misc]
    """Gunicorn, told what to serve by us and not by the command line.

    `once_ready` is called when the application is loaded, before pages are served.
    """

    def __init__(self, host: str, port: int, workers: int, once_ready: Callable[[], None]) -> None:
        self.chosen = {
            "bind": f"{host}:{port}",
            "workers": workers,
            "loglevel": "warning",
        }
        self.once_ready = once_ready
        super().__init__()

    def load_config(self) -> None:
        """The settings of the server."""
        self.load_config_from_file(str(CONFIGURATION))
        for name, value in self.chosen.items():
            self.cfg.set(name, value)
        configured = self.cfg.when_ready

        def when_ready(server: object) -> None:
            configured(server)
            self.once_ready()

        self.cfg.set("when_ready", when_ready)
        self.app_uri = "app:app"


class Mailing:
    """The process that sends mails, for as long as the server runs."""

    def __init__(self, wanted: bool) -> None:
        self.wanted = wanted
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it: once pages are about to be served, since both load the same modules."""
        if self.wanted:
            command_line = [sys.executable, "-m", "engine.cli", "worker"]
            self.process = subprocess.Popen(command_line, env=os.environ)

    def stop(self) -> None:
        """Stop it, and wait until it has."""
        if self.process is not None:
            self.process.terminate()
            self.process.wait(15)


@click.command("serve")
@click.option("--workers", default=2, show_default=True, help="How many processes serve pages.")
@click.option("--mail/--no-mail", default=True, help="Run what sends mails beside the server.")
def command(workers: int, mail: bool) -> None:
    """Serve the site: pages, and the mails that wait.

    Example: guichet serve --workers 4
    """
    serve(workers, mail)


def refuse_demonstration(settings: Settings) -> None:
    """Serve no account whose password is in the README, but in development."""
    if not settings.development and demonstrating.is_held(settings, now()):
        raise click.ClickException(say(DEMONSTRATION))


def serve(workers: int = 2, mail: bool = True) -> None:
    """Serve until told to stop."""
    settings = read_settings()
    refuse_demonstration(settings)
    sys.argv = ["guichet"]
    mailing = Mailing(mail)
    try:
        Server(settings.host, settings.port, workers, mailing.start).run()
    finally:
        mailing.stop()
