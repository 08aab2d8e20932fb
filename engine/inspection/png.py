"""Reads a PNG from end to end in bounded memory, to tell whether it is whole."""

import struct
import zlib
from collections.abc import Iterator
from typing import IO

SIGNATURE = b"\x89PNG\r\n\x1a\n"
CHUNK = 1 << 16
_SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}


def verify(stream: IO[bytes]) -> None:
    """Raise ValueError, zlib.error or struct.error when the picture is damaged or cut short."""
    if stream.read(len(SIGNATURE)) != SIGNATURE:
        raise ValueError("not a PNG")
    pixels = _Pixels()
    for kind, data in _chunks(stream):
        if kind == b"IHDR":
            pixels.expect(data)
        elif kind == b"IDAT":
            pixels.take(data)
    pixels.close()


class _Pixels:
    """Counts what the compressed rows unfold to, and keeps none of it."""

    def __init__(self) -> None:
        self.least = self.most = self.seen = 0
        self.unfolding = zlib.decompressobj()

    def expect(self, header: bytes) -> None:
        width, height, depth, colour = struct.unpack(">IIBB", header[:10])
        bits = width * height * depth * _SAMPLES.get(colour, 4)
        self.least = bits // 8
        # Filter bytes and padding of each row, in the eight passes at most of an interlaced one.
        self.most = self.least + 16 * height + 4096

    def take(self, data: bytes) -> None:
        while data and not self.unfolding.eof:
            self.seen += len(self.unfolding.decompress(data, CHUNK))
            data = self.unfolding.unconsumed_tail
            if self.seen > self.most:
                raise ValueError("more rows than the header says")

    def close(self) -> None:
        while not self.unfolding.eof and (more := self.unfolding.decompress(b"", CHUNK)):
            self.seen += len(more)
        if self.seen < self.least:
            raise ValueError("fewer rows than the header says")


def _chunks(stream: IO[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """Give each chunk by pieces, its kind with each piece, and check its sum at its end."""
    kind = b""
    while kind != b"IEND":
        length, kind = struct.unpack(">I4s", stream.read(8))
        sum_ = zlib.crc32(kind)
        while length:
            piece = stream.read(min(length, CHUNK))
            if not piece:
                raise ValueError("cut short")
            length -= len(piece)
            sum_ = zlib.crc32(piece, sum_)
            yield kind, piece
        if struct.unpack(">I", stream.read(4)) != (sum_,):
            raise ValueError("damaged")
