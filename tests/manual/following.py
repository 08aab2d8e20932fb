"""Follows a page of the manual in a folder: writes its files, runs its commands."""

import os
import re
import shlex
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Mapping
from contextlib import chdir
from dataclasses import dataclass, field
from pathlib import Path

from click.testing import CliRunner

from engine.cli import main
from tests.manual.pages import ROOT, Command, Piece, changed, commands, prints, tidy

ENGLISH = {"LC_ALL": "en_GB.UTF-8", "NO_COLOR": "1", "COLUMNS": "100"}
LONGEST_START = 60.0
LONG_ENOUGH = 2.0
GOES_ON = "it goes on"


@dataclass
class Follower:
    """Somebody who does what a page says, in a folder that was empty."""

    folder: Path
    differences: list[str] = field(default_factory=list)

    def follow(self, piece: Piece) -> None:
        """Do what one piece says."""
        path = self.folder / piece.about
        if piece.kind == "file":
            path.write_text(piece.text, encoding="utf-8")
        elif piece.kind == "end":
            path.write_text(f"{path.read_text('utf-8')}\n{piece.text}", encoding="utf-8")
        elif piece.kind == "change":
            path.write_text(changed(path.read_text("utf-8"), piece.text), encoding="utf-8")
        elif piece.kind == "whole":
            self.compare(piece.name, piece.text, path.read_text("utf-8"))
        elif piece.kind == "serves":
            (command,) = commands(piece)
            address, _, wanted = piece.about.partition(" shows ")
            self.compare(piece.name, wanted, served(command, self.folder, address, wanted))
        elif piece.language == "console":
            for command in commands(piece):
                self.compare(f"{piece.name} $ {command.typed}", command.printed, self.run(command))

    def run(self, command: Command) -> str:
        """What a command prints."""
        if command.typed.startswith("cd "):
            self.folder /= command.typed.removeprefix("cd ")
            return ""
        with chdir(self.folder):
            if command.is_ours:
                return ours(command.typed)
            done = subprocess.run(
                ["/bin/sh", "-c", command.typed], capture_output=True, text=True, check=True
            )
            return done.stdout

    def compare(self, where: str, wanted: str, found: str) -> None:
        """Keep a difference."""
        if not prints(wanted, found):
            self.differences.append(f"{where}\n{tidy(found)}\ninstead of\n{tidy(wanted)}")


def ours(typed: str) -> str:
    """What a command of ours prints, run in this process."""
    arguments = shlex.split(typed)[1:]
    return CliRunner().invoke(main, arguments, env=ENGLISH).output


def served(command: Command, folder: Path, address: str, wanted: str) -> str:
    """Start a command that serves pages, ask for one, stop it: `wanted`, if the page has it."""
    path = re.sub(r"^http://127.0.0.1:\d+", "", address)
    page = started(command.typed, folder, {}, path)
    return wanted if wanted in page else page


def started(typed: str, folder: Path, environment: Mapping[str, str], path: str) -> str:
    """Start a command that does not end, ask for a page of it, stop it: the page.

    Without `path`, it is only seen to go on for a while.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    around = {**os.environ, **ENGLISH, **environment, "PORT": port, "PYTHONPATH": str(ROOT)}
    given, arguments = spoken(typed)
    line = [sys.executable, "-m", "engine.cli", *(one for one in arguments if one != "--open")]
    line += ["--port", port] if arguments[0] == "preview" else []
    around |= {name: value for name, value in given.items() if name != "PORT"}
    server = subprocess.Popen(
        line,
        cwd=folder,
        env=around,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    try:
        return first_page(f"http://127.0.0.1:{port}{path}", server) if path else still(server)
    finally:
        server.terminate()
        server.communicate(timeout=30)


def spoken(typed: str) -> tuple[dict[str, str], list[str]]:
    """The settings before a command of ours, and its arguments, but for where it is sent."""
    words = shlex.split(typed.partition(" > ")[0])
    at = words.index("guichet")
    return dict(one.split("=", 1) for one in words[:at]), words[at + 1 :]


def still(process: subprocess.Popen[bytes]) -> str:
    """Whether a process goes on."""
    try:
        process.wait(LONG_ENOUGH)
    except subprocess.TimeoutExpired:
        return GOES_ON
    return "it ended"


def first_page(address: str, server: subprocess.Popen[bytes]) -> str:
    """A page, as soon as the server gives it."""
    until = time.monotonic() + LONGEST_START
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:
                return str(answer.read().decode())
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    return "no page came"


def follow_all(pieces: Iterable[Piece], follower: Follower) -> Follower:
    """Do what all the pieces say, in order."""
    for piece in pieces:
        follower.follow(piece)
    return follower
