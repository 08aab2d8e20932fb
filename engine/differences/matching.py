"""Which thing of a version is which of another: by name, by `renamed_from`, by likeness."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from engine.differences.meaning import key_of, meaning
from engine.differences.showing import own_words
from engine.differences.things import Thing
from engine.fields import Field

# From which likeness of their words on two things may be the same under another name.
LIKE = 0.82
# A kind of things is matched once those that hold it are.
ORDER = (
    frozenset({"section", "group"}), frozenset({"step", "exit"}), frozenset({"field"}),
    frozenset({"option", "row", "column"}), frozenset({"check"}),
    frozenset({"attestation", "action", "test"}),
)  # fmt: skip
GUESSED = frozenset({"section", "group", "step", "exit", "field", "option", "attestation"})


@dataclass
class Matches:
    """The pairs found, from the old to the new; which of them are declared or guessed renames."""

    new_of: dict[Thing, Thing] = field(default_factory=dict)
    old_of: dict[Thing, Thing] = field(default_factory=dict)
    guessed: set[Thing] = field(default_factory=set)

    def pair(self, old: Thing, new: Thing) -> None:
        """These two are the same."""
        self.new_of[old], self.old_of[new] = new, old

    def free(self, olds: Iterable[Thing], news: Iterable[Thing]) -> Any:
        """Those that have no match yet."""
        return (
            [one for one in olds if one not in self.new_of],
            [one for one in news if one not in self.old_of],
        )

    def home(self, old: Thing) -> Thing | None:
        """Where an old thing would stand in the new version if nothing had moved."""
        for one in reversed(old.around):
            if one in self.new_of:
                return self.new_of[one]
            if one.kind != "section":
                return one
        return None

    def room(self, new: Thing) -> Thing | None:
        """Where a new thing stands, out of the sections that are new."""
        for one in reversed(new.around):
            if one in self.old_of or one.kind != "section":
                return one
        return None


def matched(olds: Sequence[Thing], news: Sequence[Thing]) -> Matches:
    """The things of the new version that are those of the old one."""
    found = Matches()
    for kinds in ORDER:
        before, after = ([one for one in all_ if one.kind in kinds] for all_ in (olds, news))
        for way in (by_declaration, by_place, by_name, by_expression, by_position, by_likeness):
            for old, new in list(way(found, *found.free(before, after))):
                if old not in found.new_of and new not in found.old_of:
                    found.pair(old, new)
                    if way is by_likeness:
                        found.guessed.add(new)
    return found


Pairs = Iterator[tuple[Thing, Thing]]


def by_declaration(found: Matches, olds: list[Thing], news: list[Thing]) -> Pairs:
    """What the new version says itself by `renamed_from`."""
    for new in news:
        former = getattr(new.record, "renamed_from", "")
        for old in olds if former else ():
            same = old.kind == new.kind or {old.kind, new.kind} <= {"field", "column"}
            if same and old.name == former and may_be(found, old, new):
                yield old, new
                break


def by_place(found: Matches, olds: list[Thing], news: list[Thing]) -> Pairs:
    """The same name in the same place."""
    known = {(one.kind, one.name, found.room(one)): one for one in news if one.kind != "check"}
    for old in olds:
        new = known.get((old.kind, old.name, found.home(old)))
        if new is not None:
            yield old, new


def by_name(found: Matches, olds: list[Thing], news: list[Thing]) -> Pairs:
    """The same name in another place, when it is the only one."""
    for old in olds:
        same = [one for one in news if (one.kind, one.name) == (old.kind, old.name)]
        same = [one for one in same if may_be(found, old, one)]
        if len(same) == 1 and old.kind != "check":
            yield old, same[0]


def by_expression(found: Matches, olds: list[Thing], news: list[Thing]) -> Pairs:
    """Checks: the same condition, else the same words."""
    for key in (lambda one: key_of(one.check.tree), lambda one: meaning(one.message)):
        for old in olds:
            for new in news:
                same = old.kind == new.kind == "check" and found.home(old) is found.room(new)
                if same and key(old.record) == key(new.record):
                    yield old, new


def by_position(found: Matches, olds: list[Thing], news: list[Thing]) -> Pairs:
    """Checks: the same field beside which it is said, or the only one that is left."""
    for old in olds:
        rest = [one for one in news if one.kind == "check" and found.room(one) is found.home(old)]
        mine = [one for one in olds if one.kind == "check" and found.home(one) is found.home(old)]
        same = [one for one in rest if one.record.on == getattr(old.record, "on", None)]
        if old.kind == "check" and same and len(rest) == len(mine) == 1:
            yield old, same[0]


def by_likeness(found: Matches, olds: list[Thing], news: list[Thing]) -> Pairs:
    """Things of another name that say nearly the same, the most alike first."""
    pairs = [
        (likeness(old, new), -abs(old.index - new.index), old.index, old, new)
        for old in olds
        for new in news
        if old.kind == new.kind and old.kind in GUESSED and may_be(found, old, new)
    ]
    for score, *_order, old, new in sorted(pairs, key=lambda one: one[:3], reverse=True):
        if score >= LIKE:
            yield old, new


def may_be(found: Matches, old: Thing, new: Thing) -> bool:
    """Whether a thing could have come there: an option stays in its field."""
    if old.kind in ("option", "row", "column"):
        return found.home(old) is found.room(new)
    return True


def likeness(old: Thing, new: Thing) -> float:
    """How alike two things are, from 0 to 1."""
    if isinstance(old.record, Field) and old.record.type_name != new.record.type_name:
        return 0
    from rapidfuzz.fuzz import ratio  # noqa: PLC0415 - loaded when versions are compared

    one, other = own_words(old, "fr").casefold(), own_words(new, "fr").casefold()
    return float(ratio(one, other)) / 100 if one and other else 0
