"""Looks at a received file before it is kept."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import IO

from engine.errors import InputError
from engine.inspection import documents, images, kinds
from engine.inspection.verdict import ACCEPTED, MEDIA_TYPES, Inspected


def inspect(stream: IO[bytes], name: str, accepted: frozenset[str] = ACCEPTED) -> Inspected:
    """Say what the file is, by its content alone, and leave the stream at its start.

    `accepted` names kinds as the definitions do: `pdf`, `jpeg`, `png`. Raises InputError with
    the key `empty`, `type`, `broken`, `encrypted` or `too_many_pixels`; `name` is in its values.
    """
    try:
        return _inspected(stream, accepted)
    except InputError as refused:
        raise InputError(refused.key, name=name, **refused.values) from refused
    finally:
        stream.seek(0)


def _inspected(stream: IO[bytes], accepted: frozenset[str]) -> Inspected:
    if not kinds.size(stream):
        raise InputError("empty")
    media_type = kinds.media_type(stream)
    if media_type is None or media_type not in {MEDIA_TYPES[kind] for kind in accepted}:
        raise InputError("type")
    stream.seek(0)
    return _LOOKS[media_type](stream)


def _pdf(stream: IO[bytes]) -> Inspected:
    return Inspected(media_type=kinds.PDF, pages=documents.pages(stream))


def _jpeg(stream: IO[bytes]) -> Inspected:
    width, height = images.jpeg_size(stream)
    return Inspected(media_type=kinds.JPEG, pages=1, width=width, height=height)


def _png(stream: IO[bytes]) -> Inspected:
    width, height = images.png_size(stream)
    return Inspected(media_type=kinds.PNG, pages=1, width=width, height=height)


_LOOKS: Mapping[str, Callable[[IO[bytes]], Inspected]] = MappingProxyType(
    {kinds.PDF: _pdf, kinds.JPEG: _jpeg, kinds.PNG: _png}
)
