"""`guichet serve`: the web server and, beside it, what sends mails."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from gunicorn.app.wsgiapp import WSGIApplication

from engine.cli.settings import read_settings

CONFIGURATION = Path(__file__).parents[2] / "gunicorn.conf.py"


class Server(WSGIApplication):  # type: ignore[misc]
    """Gunicorn, told what to serve by us and not by the command line."""

    def __init__(self, host: str, port: int, workers: int) -> None:
        self.chosen = {"bind": f"{host}:{port}", "workers": workers, "loglevel": "warning"}
        super().__init__()

    def load_config(self) -> None:
        """The settings of the server."""
        self.load_config_from_file(str(CONFIGURATION))
        for name, value in self.chosen.items():
            self.cfg.set(name, value)
        self.app_uri = "app:app"


@click.command("serve")
@click.option("--workers", default=2, show_default=True, help="How many processes serve pages.")
@click.option("--mail/--no-mail", default=True, help="Run what sends mails beside the server.")
def command(workers: int, mail: bool) -> None:
    """Serve the site: pages, and the mails that wait.

    Example: guichet serve --workers 4
    """
    serve(workers, mail)


def serve(workers: int = 2, mail: bool = True) -> None:
    """Serve until told to stop."""
    settings = read_settings()
    sys.argv = ["guichet"]
    with mailing(mail):
        Server(settings.host, settings.port, workers).run()


@contextmanager
def mailing(wanted: bool) -> Iterator[None]:
    """The process that sends mails, for as long as the server runs."""
    if not wanted:
        yield
        return
    process = subprocess.Popen([sys.executable, "-m", "engine.cli", "worker"], env=os.environ)
    try:
        yield
    finally:
        process.terminate()
        process.wait(15)
