"""A change between two versions of a procedure, and all of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from engine.differences.words import HEADS, TOUCHES, Words
from engine.i18n import gettext
from engine.i18n import marked as _

Kind = Literal[
    "added", "removed", "moved", "renamed", "perhaps_renamed", "reworded", "type", "tightened",
    "loosened", "condition", "computed", "table", "legal", "changed",
]  # fmt: skip
# Answers that go; that may be refused; that are asked besides; that may be withdrawn.
Touch = Literal["lost", "again", "asked", "aside"]


@dataclass(frozen=True)
class Piece:
    """Some words of a text: kept (`=`), taken out (`-`) or put in (`+`)."""

    sign: Literal["=", "-", "+"]
    text: str


@dataclass(frozen=True)
class Change:
    """One change: of which kind, of what (`thing`, at the dotted `place`), in a sentence.

    `pieces` are the words of a text that changed, by language; `touches` is what it does to open
    drafts when the new version takes them over, `names` the answers that it touches.
    """

    kind: Kind
    thing: str
    place: str
    said: Words
    key: str = ""
    touches: tuple[Touch, ...] = ()
    names: tuple[str, ...] = ()
    pieces: Mapping[str, tuple[Piece, ...]] | None = None

    def head(self, language: str) -> str:
        """The word that says of which kind it is."""
        return gettext(language, HEADS[self.kind])

    def sentence(self, language: str) -> str:
        """The change in a sentence."""
        return gettext(
            language, _("{head}: {said}"), head=self.head(language), said=self.said[language]
        )

    def warning(self, language: str) -> str:
        """What it does to open drafts, empty when nothing."""
        return ", ".join(gettext(language, TOUCHES[one]) for one in self.touches)

    def record(self, language: str) -> dict[str, Any]:
        """The change for machines."""
        pieces = (self.pieces or {}).get(language, ())
        return {
            "kind": self.kind,
            "thing": self.thing,
            "place": self.place,
            "key": self.key,
            "sentence": self.sentence(language),
            "drafts": list(self.touches),
            "answers": list(self.names),
            "words": [[one.sign, one.text] for one in pieces],
        }


@dataclass(frozen=True)
class Difference:
    """Everything that changed; `takes_over` tells whether open drafts go to the new version."""

    changes: tuple[Change, ...]
    takes_over: bool

    def touching(self) -> tuple[Change, ...]:
        """The changes that touch open drafts."""
        return tuple(one for one in self.changes if one.touches)
