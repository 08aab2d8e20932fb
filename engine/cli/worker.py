"""`guichet worker`: do what waits in the outbox."""

import signal
import threading
from types import FrameType

import click

from engine.cli.settings import read_settings
from engine.clock import now
from engine.database import connect
from engine.services.worker import deliveries_of, run


@click.command("worker")
def command() -> None:
    """Send the mails that wait, and try again those that failed.

    Example: SMTP_URL=smtp://localhost:25 guichet worker
    """
    stop = threading.Event()

    def ask_to_stop(number: int, frame: FrameType | None) -> None:
        del number, frame
        stop.set()

    signal.signal(signal.SIGTERM, ask_to_stop)
    signal.signal(signal.SIGINT, ask_to_stop)
    settings = read_settings()
    run(connect(settings.database_url), deliveries_of(settings), now, stop)
