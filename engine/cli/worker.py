"""`guichet worker`: do what waits in the outbox."""

import logging
import signal
import threading
from types import FrameType

import click

from engine.cli.settings import read_settings
from engine.services.worker import work


@click.command("worker")
def command() -> None:
    """Send the mails that wait, and try again those that failed.

    Example: SMTP_URL=smtp://localhost:25 guichet worker
    """
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    stop = threading.Event()

    def ask_to_stop(number: int, frame: FrameType | None) -> None:
        del number, frame
        stop.set()

    signal.signal(signal.SIGTERM, ask_to_stop)
    signal.signal(signal.SIGINT, ask_to_stop)
    work(read_settings(), stop)
