"""One visitor's connection: HTTP/1.1 kept alive, cookies, nothing else.

It is cheap, so that what is measured is the server.
"""

import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import BinaryIO
from urllib.parse import urljoin, urlsplit

TIMEOUT = 60.0


class BrokenError(Exception):
    """The server did not answer as a server should."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back, and how long it took."""

    method: str
    address: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    seconds: float

    @property
    def target(self) -> str | None:
        """Where a redirection leads."""
        if self.status not in (301, 302, 303, 307, 308):
            return None
        return urljoin(self.address, self.headers["location"])


@dataclass(slots=True)
class Connection:
    """Talks to one server, as one browser would."""

    host: str
    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    _socket: socket.socket | None = None
    _reader: BinaryIO | None = None

    def get(self, address: str, **headers: str) -> Reply:
        """GET an address."""
        return self._ask("GET", address, headers, b"")

    def post(self, address: str, content_type: str, body: bytes) -> Reply:
        """POST a body."""
        origin = f"http://{self.host}:{self.port}"
        headers = {
            "Content-Type": content_type,
            "Content-Length": str(len(body)),
            "Origin": origin,
            "Referer": urljoin(origin, address),
        }
        return self._ask("POST", address, headers, body)

    def close(self) -> None:
        """Hang up; the cookies stay."""
        if self._socket is not None and self._reader is not None:
            self._reader.close()
            self._socket.close()
        self._socket = self._reader = None

    def forget(self) -> None:
        """Let go of a connection that somebody else will close."""
        self._socket = self._reader = None

    def _ask(self, method: str, address: str, headers: Mapping[str, str], body: bytes) -> Reply:
        message = self._message(method, address, headers) + body
        begun = time.perf_counter()
        kept_alive = self._socket is not None
        try:
            status, fields, content = self._exchange(message)
        except (ConnectionError, BrokenError):
            # The server may have closed a connection that stood idle; only a GET may be repeated.
            self.close()
            if not kept_alive or method != "GET":
                raise
            status, fields, content = self._exchange(message)
        seconds = time.perf_counter() - begun
        return Reply(method, address, status, fields, content, seconds)

    def _message(self, method: str, address: str, headers: Mapping[str, str]) -> bytes:
        parts = urlsplit(address)
        path = parts.path + ("?" + parts.query if parts.query else "")
        lines = [f"{method} {path or '/'} HTTP/1.1", f"Host: {self.host}:{self.port}"]
        if self.cookies:
            lines.append("Cookie: " + "; ".join(f"{k}={v}" for k, v in self.cookies.items()))
        lines += [f"{name}: {value}" for name, value in headers.items()]
        return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")

    def _exchange(self, message: bytes) -> tuple[int, dict[str, str], bytes]:
        reader = self._open()
        if self._socket is not None:
            self._socket.sendall(message)
        status_line = reader.readline()
        if not status_line:
            raise BrokenError("the server closed the connection without an answer")
        headers = self._headers(reader)
        status = int(status_line[9:12])
        body = b"" if status in (204, 304) else _body(reader, headers)
        if headers.get("connection", "").lower() == "close" or status_line[:8] == b"HTTP/1.0":
            self.close()
        return status, headers, body

    def _open(self) -> BinaryIO:
        if self._socket is None or self._reader is None:
            self._socket = socket.create_connection((self.host, self.port), TIMEOUT)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._reader = self._socket.makefile("rb")
        return self._reader

    def _headers(self, reader: BinaryIO) -> dict[str, str]:
        headers: dict[str, str] = {}
        while (line := reader.readline()) not in (b"\r\n", b"\n", b""):
            name, _, value = line.decode("latin-1").partition(":")
            headers[name.lower()] = value.strip()
            if name.lower() == "set-cookie":
                self._remember(value.strip())
        return headers

    def _remember(self, text: str) -> None:
        pair, _, attributes = text.partition(";")
        name, _, value = pair.partition("=")
        if value and "max-age=0" not in attributes.lower():
            self.cookies[name] = value
        else:
            self.cookies.pop(name, None)


def _body(reader: BinaryIO, headers: Mapping[str, str]) -> bytes:
    if "content-length" in headers:
        return _exactly(reader, int(headers["content-length"]))
    if headers.get("transfer-encoding", "").lower() != "chunked":
        return reader.read()
    chunks = []
    while size := int(reader.readline().split(b";")[0], 16):
        chunks.append(_exactly(reader, size))
        reader.readline()
    reader.readline()
    return b"".join(chunks)


def _exactly(reader: BinaryIO, size: int) -> bytes:
    content = reader.read(size)
    if len(content) != size:
        raise BrokenError(f"{size} bytes announced, {len(content)} received")
    return content
