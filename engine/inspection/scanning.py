"""Has a received file looked at by a virus scanner: clamd, by the order INSTREAM.

Whatever the scanner does not say clearly is no: a file that could not be looked at is not kept.
"""

import socket
import struct
from typing import IO
from urllib.parse import urlsplit

from engine.errors import UnavailableError

PORT = 3310
PATIENCE = 20.0  # seconds, for each exchange
PIECE = 1 << 16
LONGEST_ANSWER = 4096
ORDER = b"zINSTREAM\0"
END = struct.pack("!L", 0)
CLEAN, FOUND, START = "stream: OK", " FOUND", "stream: "


class ScannerError(UnavailableError):
    """The scanner does not answer, or answers something that says nothing of the file."""


def virus_in(stream: IO[bytes], address: str) -> str | None:
    """The name of what the scanner finds in a file, None when it finds nothing. ScannerError.

    `address` is `tcp://host:3310` or `unix:///run/clamav/clamd.ctl`; the stream is left at its
    start.
    """
    stream.seek(0)
    try:
        with _connected(address) as scanner:
            answer = _asked(scanner, stream)
    except (OSError, ValueError) as error:
        raise ScannerError(type(error).__name__) from error
    finally:
        stream.seek(0)
    if answer == CLEAN:
        return None
    if answer.startswith(START) and answer.endswith(FOUND):
        return answer.removeprefix(START).removesuffix(FOUND)
    raise ScannerError(answer[:80] or "no answer")


def _connected(address: str) -> socket.socket:
    parts = urlsplit(address)
    if parts.scheme == "unix":
        scanner = socket.socket(socket.AF_UNIX)
        scanner.settimeout(PATIENCE)
        try:
            scanner.connect(parts.path)
        except OSError:
            scanner.close()
            raise
        return scanner
    return socket.create_connection((parts.hostname, parts.port or PORT), PATIENCE)


def _asked(scanner: socket.socket, stream: IO[bytes]) -> str:
    scanner.sendall(ORDER)
    try:
        while piece := stream.read(PIECE):
            scanner.sendall(struct.pack("!L", len(piece)) + piece)
        scanner.sendall(END)
    except (BrokenPipeError, ConnectionResetError):
        # It says why it stops listening, as when the file is more than it takes.
        return _answer(scanner)
    return _answer(scanner)


def _answer(scanner: socket.socket) -> str:
    answer = b""
    while b"\0" not in answer and len(answer) < LONGEST_ANSWER:
        more = scanner.recv(LONGEST_ANSWER)
        if not more:
            break
        answer += more
    return answer.partition(b"\0")[0].decode(errors="replace").strip()
