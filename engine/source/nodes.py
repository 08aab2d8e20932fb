"""What a text is made of: scalars, sequences and mappings, each with its place."""

from dataclasses import dataclass
from typing import Union

from engine.source.positions import Span


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text as it was written; `quoted` tells that it can be nothing but a text."""

    span: Span
    value: str
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Sequence:
    """Nodes in order."""

    span: Span
    items: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with their values, in order; a key written twice is there twice."""

    span: Span
    entries: tuple[tuple[Scalar, "Node"], ...]

    def get(self, name: str) -> "Node | None":
        """The value of the key `name`, the first when it is written twice, else None."""
        return next((value for key, value in self.entries if key.value == name), None)


Node = Union[Scalar, Sequence, Mapping]  # noqa: UP007 - the names in quotes need it
