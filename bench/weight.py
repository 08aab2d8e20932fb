"""What a browser loads for the first page of a step, compressed as it would be."""

import gzip
import re
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from bench.server import Server
from bench.wire import Connection, Reply

TAG = re.compile(r"<(link|script|img)\b([^>]*)>", re.IGNORECASE)
ADDRESS = re.compile(r"\b(?:href|src)\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
LOADED = re.compile(r"\brel\s*=\s*[\"']?(?:stylesheet|icon|modulepreload|preload)", re.IGNORECASE)
IN_STYLE = re.compile(r"(?:@import\s+(?:url\()?|url\()[\"']?([^\"')\s;]+)")


@dataclass(frozen=True)
class Part:
    """One thing loaded."""

    address: str
    size: int
    compressed: int


def first_page(server: Server) -> list[Part]:
    """The parts of the first page, itself included, redirections followed."""
    connection = server.connection()
    page = _fetch(connection, f"http://127.0.0.1:{server.port}{server.target.start}")
    parts, waiting = [_part(page)], _loaded(page.body.decode(), page.address)
    seen: set[str] = set()
    while waiting:
        address = waiting.pop()
        if address in seen or urlsplit(address).port != server.port:
            continue
        seen.add(address)
        reply = _fetch(connection, address)
        parts.append(_part(reply))
        if "css" in reply.headers.get("content-type", ""):
            named = IN_STYLE.findall(reply.body.decode())
            waiting += [urljoin(address, name) for name in named if not name.startswith("data:")]
    connection.close()
    return parts


def _loaded(page: str, base: str) -> list[str]:
    found = []
    for tag, raw in TAG.findall(page):
        address = ADDRESS.search(raw)
        if address and (tag.lower() != "link" or LOADED.search(raw)):
            found.append(urljoin(base, address[1].replace("&amp;", "&")))
    return [address for address in found if not address.startswith("data:")]


def _fetch(connection: Connection, address: str) -> Reply:
    reply = connection.get(address)
    while target := reply.target:
        reply = connection.get(target)
    return reply


def _part(reply: Reply) -> Part:
    if reply.status != 200:
        return Part(f"{reply.address} ({reply.status})", 0, 0)
    return Part(reply.address, len(reply.body), len(gzip.compress(reply.body, 9, mtime=0)))
