"""Two versions of a procedure beside each other: everything that changed, in sentences."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.definitions import Procedure
from engine.definitions.migrations import carrying_of
from engine.differences.attributes import ANSWERS, Pair, answer_of, changed_keys
from engine.differences.carrying import changed_moves
from engine.differences.changes import Change, Difference, Touch
from engine.differences.matching import Matches, matched
from engine.differences.meaning import meaning
from engine.differences.order import moved
from engine.differences.parameters import parameters
from engine.differences.showing import Speaking, name_of, short_name
from engine.differences.tables import changed_tables
from engine.differences.things import Thing
from engine.differences.words import Words, joined, say
from engine.fields import Field
from engine.i18n import marked as _
from engine.tables import Table

HOLDERS = frozenset({"step", "group", "section"})


@dataclass(frozen=True)
class Version:
    """A version of a procedure: what it says, and the tables as they are beside it."""

    procedure: Procedure
    tables: Mapping[str, Table] = field(default_factory=dict)


def difference(old: Version, new: Version) -> Difference:
    """Everything that changed from a version to another, in the order of the new text."""
    before = Speaking(old.procedure, old.tables)
    after = Speaking(new.procedure, new.tables)
    whole = Comparing(before, after, matched(before.things, after.things))
    changes = [*whole.procedure(), *whole.changes(), *changed_tables(before, after)]
    return Difference(tuple(changes), carrying_of(new.procedure) is not None)


class Comparing:
    """Tells the changes of everything, thing by thing."""

    def __init__(self, before: Speaking, after: Speaking, found: Matches) -> None:
        self.before = before
        self.after = after
        self.found = found
        self.moves = moved(after.things, found)

    def procedure(self) -> Iterator[Change]:
        """What changed of the procedure itself."""
        one, other = self.before.procedure, self.after.procedure
        old, new = (Thing("procedure", each.name, each.name, each) for each in (one, other))
        pair = Pair(old, new, self.before, self.after)
        if one.name != other.name:
            yield renamed(pair, "renamed")
        yield from changed_keys(pair)
        yield from parameters(one, other, pair)
        yield from changed_moves(one, other, pair)

    def changes(self) -> Iterator[Change]:
        """What changed of its things: a thing that is gone is told where it stood."""
        waiting = [one for one in self.before.things if self.is_gone(one)]
        for new in self.after.things:
            old = self.found.old_of.get(new)
            while old is not None and waiting and waiting[0].index < old.index:
                yield self.removed(waiting.pop(0))
            if old is not None:
                yield from self.kept(old, new)
            elif self.is_new(new):
                yield self.added(new)
        yield from map(self.removed, waiting)

    def is_new(self, thing: Thing) -> bool:
        """Whether an added thing is to be told: what is in another added one is told with it."""
        return thing not in self.found.old_of and self.is_top(thing, self.found.old_of)

    def is_gone(self, thing: Thing) -> bool:
        """Whether a removed thing is to be told."""
        return thing not in self.found.new_of and self.is_top(thing, self.found.new_of)

    def is_top(self, thing: Thing, known: Mapping[Thing, Thing]) -> bool:
        holder = thing.holder
        if holder is None or holder in known:
            return not (holder is not None and self.has_other_options(holder, known[holder]))
        things = self.after.things if known is self.found.old_of else self.before.things
        keeps = any(holder in one.around and one in known for one in things)
        return holder.kind == "section" and keeps

    def has_other_options(self, one: Thing, other: Thing) -> bool:
        """Whether a field is of another type, or has its options from elsewhere."""
        if not isinstance(one.record, Field):
            return False
        kinds = {type(each.record.choices) for each in (one, other)}
        return len(kinds) > 1

    def kept(self, old: Thing, new: Thing) -> Iterator[Change]:
        """What changed of a thing that is in both versions."""
        pair = Pair(old, new, self.before, self.after)
        is_named = old.kind not in ("check", "action")
        if is_named and old.name != new.name:
            yield renamed(pair, "perhaps_renamed" if new in self.found.guessed else "renamed")
        if new in self.moves:
            yield self.moved(pair)
        if old.kind == "test":
            if meaning(old.record) != meaning(new.record):
                yield pair.change("changed", say(_("says something else")))
            return
        yield from changed_keys(pair)

    def moved(self, pair: Pair) -> Change:
        """A thing that stands elsewhere."""
        where = self.after_what(pair.new)
        if self.moves[pair.new] and pair.new.holder is not None:
            holder = name_of(pair.new.holder)
            said = say(_("now in {holder}, {where}"), holder=holder, where=where)
        else:
            said = say(_("now {where}"), where=where)
        return pair.change("moved", said)

    def after_what(self, new: Thing) -> Words:
        """Where a thing stands among those beside it."""
        beside = [
            one
            for one in self.after.things
            if one.holder is new.holder and one.family == new.family and one.index < new.index
        ]
        if not beside:
            return say(_("first"))
        return say(_("after {other}"), other=short_name(beside[-1]))

    def added(self, new: Thing) -> Change:
        """A thing that was not there."""
        parts = [name_of(new), *self.where(new), *self.held(new, self.after)]
        when = getattr(new.record, "when", None)
        if when is not None:
            parts.append(say(_("only when: {new}"), new=self.after.condition(when)))
        touches = touches_of_added(new)
        return Change("added", new.kind, new.place, joined(parts), "", touches)

    def where(self, new: Thing) -> list[Words]:
        """Where an added thing stands, when it has an order."""
        return [] if new.kind in ("check", "action", "test") else [self.after_what(new)]

    def held(self, thing: Thing, speaking: Speaking) -> list[Words]:
        """What comes or goes with a thing."""
        if thing.kind not in HOLDERS:
            return []
        names = [
            short_name(one)
            for one in speaking.things
            if one.holder is thing and one.kind != "check"
        ]
        return [say(_("with {names}"), names=joined(names))] if names else []

    def removed(self, old: Thing) -> Change:
        """A thing that is no longer there; the answers that go with it."""
        names = tuple(self.answers_lost(old))
        parts = [name_of(old), *self.held(old, self.before)]
        touches: tuple[Touch, ...] = ("lost",) if names else ()
        said = joined(parts)
        return Change("removed", old.kind, old.place, said, "", touches, names)

    def answers_lost(self, old: Thing) -> Iterator[str]:
        """The fields and groups that nobody asks any more, once a thing is gone."""
        inside = [one for one in self.before.things if one is old or old in one.around]
        for one in inside:
            is_asked = not isinstance(one.record, Field) or one.record.is_asked
            if one.kind in ("field", "group") and is_asked and one not in self.found.new_of:
                yield one.name
        if old.kind in ("option", "row", "column") and old.holder is not None:
            yield answer_of(old)


def renamed(pair: Pair, kind: Any) -> Change:
    """A thing under another name; the answers of one that says nothing of it are lost."""
    said = say(_("was called “{name}”"), name=pair.old.name)
    has_answers = kind == "perhaps_renamed" and pair.old.kind in ANSWERS
    return pair.change(kind, said, "", ("lost",) if has_answers else ())


def touches_of_added(new: Thing) -> tuple[Touch, ...]:
    """What an added thing asks of those who have a draft."""
    record: Any = new.record
    if new.kind == "check":
        return ("again",)
    if new.kind == "field":
        return ("asked",) if record.is_asked and record.optional is not True else ()
    return ("asked",) if new.kind in ("step", "group", "attestation") else ()
