"""The state of a site of the demonstration, put back to what it was."""

import shutil
from pathlib import Path

from engine.clock import now
from engine.services import demonstrating
from engine.services.desk import Desk

# Those that others refer to come last.
TABLES = (
    "walk", "edit", "working_copy", "presence",
    "payment", "due", "effect", "submission", "upload", "draft", "message", "thread",
    "change_request", "erasure", "consent", "event", "attempt", "link", "invitation", "remembered",
    "proving", "identity", "farewell", "recovery", "session", "account", "counter",
)  # fmt: skip


def forget_all(desk: Desk, state: Path) -> None:
    """Have a site hold what the demonstration gives it, and the versions published before."""
    for table in TABLES:
        desk.database.change(f"DELETE FROM {table}")
    demonstrating.load(desk, now())
    desk.database.close()
    forget_files(state)


def forget_files(state: Path) -> None:
    """Have a site hold no file of anybody."""
    for folder in ("uploads", "mails"):
        shutil.rmtree(state / folder, ignore_errors=True)
    (state / "uploads" / "incoming").mkdir(parents=True)
