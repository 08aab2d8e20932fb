"""A virus scanner that speaks as clamd does, for the tests: INSTREAM over TCP or a socket file."""

import contextlib
import socket
import socketserver
import struct
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

MARK = b"GUICHET-TEST-VIRUS"
VIRUS = "Guichet.Test.Virus"


@dataclass
class Scanner:
    """What it was given to look at, and how it misbehaves."""

    address: str = ""
    seen: list[bytes] = field(default_factory=list)
    most: int = 25 * 1024 * 1024
    answer: str | None = None
    is_mute: bool = False


def answer_to(connection: socket.socket, scanner: Scanner) -> None:
    """Read an order and the file in pieces, and say what was found."""
    file = connection.makefile("rb")
    if file.read(10) != b"zINSTREAM\0":
        connection.sendall(b"UNKNOWN COMMAND\0")
        return
    content = b""
    while size := struct.unpack("!L", file.read(4))[0]:
        content += file.read(size)
        if len(content) > scanner.most:
            connection.sendall(b"INSTREAM size limit exceeded. ERROR\0")
            return
    scanner.seen.append(content)
    if scanner.is_mute:
        return
    found = f"stream: {VIRUS} FOUND" if MARK in content else "stream: OK"
    connection.sendall((scanner.answer or found).encode() + b"\0")


@contextlib.contextmanager
def running_scanner(file: Path | None = None) -> Iterator[Scanner]:
    """A scanner that answers until the end of the block; at a socket file when one is named."""
    scanner = Scanner()

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with contextlib.suppress(OSError, struct.error):
                answer_to(self.request, scanner)

    server: socketserver.BaseServer
    if file is None:
        tcp = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        scanner.address = f"tcp://127.0.0.1:{tcp.server_address[1]}"
        server = tcp
    else:
        server = socketserver.ThreadingUnixStreamServer(str(file), Handler)
        scanner.address = f"unix://{file}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield scanner
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
