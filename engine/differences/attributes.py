"""The keys of a thing that are not what they were."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from engine.differences.changes import Change, Kind, Touch
from engine.differences.meaning import bound_moved, implies, keys_in, meaning
from engine.differences.showing import Speaking, name_of, simple
from engine.differences.texts import excerpt, pieces_by_language, reworded_in
from engine.differences.things import Thing
from engine.differences.words import NOTHING, Words, joined, quoted, say
from engine.expressions import UNKNOWN, Syntax, compiled
from engine.fields import ANY, Field, ListedChoices, Text
from engine.i18n import marked as _

# What is told otherwise: names, and what a thing holds.
ELSEWHERE = frozenset({
    "procedure", "step", "section", "group", "exit", "field", "value", "type", "steps", "fields",
    "checks", "attestations", "actions", "tests", "renamed_from", "detail", "columns", "rows",
    "of", "always", "one_of", "parameters", "migrate",
})  # fmt: skip
LEGAL = frozenset({
    "nature", "silence", "delay", "delays", "appeal", "retention", "legal_basis", "recipients",
    "purpose", "sensitive", "legal",
})  # fmt: skip
TIGHTENS = frozenset({"pattern", "schema", "exclusive", "fresh", "unique_with"})
WIDENS = frozenset({"accept", "for", "languages", "later", "already"})
BOUNDS = frozenset({
    "min", "max", "min_length", "max_length", "words_max", "max_files", "max_total_size", "least",
    "most", "places",
})  # fmt: skip


ANSWERS = frozenset({"field", "group", "option", "row", "column"})


@dataclass(frozen=True)
class Pair:
    """A thing before and after, and how each version speaks."""

    old: Thing
    new: Thing
    before: Speaking
    after: Speaking

    def change(
        self, kind: Kind, said: Words, key: str = "", touches: tuple[Touch, ...] = (), **more: Any
    ) -> Change:
        """A change of this thing."""
        sentence = say(_("{thing}, {said}"), thing=name_of(self.new), said=said)
        names = (answer_of(self.old),) if touches and self.new.kind in ANSWERS else ()
        return Change(kind, self.new.kind, self.new.place, sentence, key, touches, names, **more)


def answer_of(thing: Thing) -> str:
    """The name of the answer that a thing is about: that of its field for an option, a column."""
    while thing.kind in ("option", "row", "column") and thing.holder is not None:
        thing = thing.holder
    return thing.name


def changed_keys(pair: Pair) -> Iterator[Change]:
    """The changes of the keys of a thing that is in both versions."""
    old, new = pair.old.record, pair.new.record
    if isinstance(old, Field) and isinstance(new, Field) and old.type_name != new.type_name:
        said = say(
            _("type: was {old}, is {new}"), old=quoted(old.type_name), new=quoted(new.type_name)
        )
        yield pair.change("type", said, "type", ("again",))
    yield from changed_in(pair, old, new)


def changed_in(pair: Pair, old: Any, new: Any, prefix: str = "") -> Iterator[Change]:
    """The changes between two records; `prefix` is the key under which they are written."""
    keys, others = keys_in(old), keys_in(new)
    for key, attribute in others.items():
        if key in keys and key not in ELSEWHERE:
            before, after = getattr(old, attribute.name), getattr(new, attribute.name)
            if meaning(before) != meaning(after):
                yield from changed(pair, prefix + key, before, after)


def changed(pair: Pair, key: str, old: Any, new: Any) -> Iterator[Change]:
    """What is said of one key."""
    way = BY_KEY.get(key)
    if way is not None:
        yield way(pair, key, old, new)
    elif key == "choices":
        yield from choices(pair, old, new)
    elif is_bound(pair.new, key.rpartition(".")[2]):
        yield bound(pair, key, old, new)
    elif isinstance(old, Text) and isinstance(new, Text):
        yield reworded(pair, key, old, new)
    elif isinstance(old, Mapping) and isinstance(new, Mapping):
        yield from entries(pair, key, old, new)
    elif is_record(old) and is_record(new):
        yield from changed_in(pair, old, new, f"{key}.")
    else:
        yield other(pair, key, old, new)


def entries(
    pair: Pair, key: str, old: Mapping[str, Any], new: Mapping[str, Any]
) -> Iterator[Change]:
    """The changes of what an author writes under names of their own: messages, keywords."""
    for name in dict.fromkeys([*old, *new]):
        if meaning(old.get(name)) != meaning(new.get(name)):
            yield from changed(pair, f"{key}.{name}", old.get(name), new.get(name))


def is_bound(thing: Thing, key: str) -> bool:
    """Whether a key is a limit of a thing, that can be higher or lower."""
    return key in BOUNDS and thing.kind in ("group", "field", "column")


def is_record(value: Any) -> bool:
    """Whether a value is a record with keys of its own."""
    return bool(keys_in(value))


def condition(pair: Pair, key: str, old: Syntax | None, new: Syntax | None) -> Change:
    """A condition that was added, removed or changed."""
    if new is None:
        said = say(_("always, was only when: {old}"), old=words_of(pair.before, old))
        return pair.change("condition", said, key, ("asked",))
    if old is None:
        said = say(_("only when: {new}; was always"), new=words_of(pair.after, new))
        return pair.change("condition", said, key, ("aside",))
    values = {"old": words_of(pair.before, old), "new": words_of(pair.after, new)}
    if implies(new.tree, old.tree):
        said = say(_("less often: now when: {new}; was when: {old}"), **values)
        return pair.change("condition", said, key, ("aside",))
    if implies(old.tree, new.tree):
        said = say(_("more often: now when: {new}; was when: {old}"), **values)
        return pair.change("condition", said, key, ("asked",))
    said = say(_("when: {new}; was when: {old}"), **values)
    return pair.change("condition", said, key, ("asked", "aside"))


def words_of(speaking: Speaking, syntax: Syntax | None) -> Words:
    """A condition in words, nothing when there is none."""
    return speaking.condition(syntax) if syntax else NOTHING


def bound(pair: Pair, key: str, old: Any, new: Any) -> Change:
    """A limit that is now another one."""
    before, after = limit_of(pair.before, old), limit_of(pair.after, new)
    moved: Any = bound_moved(key.rpartition(".")[2], before, after)
    known = {one: simple(value, key) if not isinstance(value, Syntax | None) else None
             for one, value in (("old", before), ("new", after))}  # fmt: skip
    said = say(
        _("`{key}`: was {old}, is {new}"),
        key=key,
        old=known["old"] or pair.before.value(old, key),
        new=known["new"] or pair.after.value(new, key),
    )
    return pair.change(moved, said, key, () if moved == "loosened" else ("again",))


def limit_of(speaking: Speaking, limit: Any) -> Any:
    """A limit as a number when it is one beforehand, else as it is written."""
    if not isinstance(limit, Syntax):
        return limit
    found = compiled(limit)({"parameters": dict(speaking.procedure.parameters)})
    return limit if found is UNKNOWN else found


def optional(pair: Pair, key: str, old: Any, new: Any) -> Change:
    """An answer that may be left empty, or may no longer."""
    if isinstance(new, Syntax):
        said = say(_("may be left empty when: {new}"), new=pair.after.condition(new))
        is_more = old is False
        touches: tuple[Touch, ...] = () if is_more else ("asked",)
        return pair.change("loosened" if is_more else "changed", said, key, touches)
    if new:
        return pair.change("loosened", say(_("may be left empty")), key)
    return pair.change("tightened", say(_("must be answered")), key, ("asked",))


def rule(pair: Pair, key: str, old: Any, new: Any) -> Change:
    """A rule: of a computed value, of a check, of how many items there are."""
    values = {
        name: speaking.condition(one) if key == "check" else speaking.value(one)
        for name, speaking, one in (("old", pair.before, old), ("new", pair.after, new))
    }
    said = say(_("`{key}`: was: {old}; is: {new}"), key=key, **values)
    if key == "compute":
        return pair.change("computed", said, key)
    if key == "check" and implies(old.tree, new.tree):
        return pair.change("loosened", said, key)
    if key == "check" and implies(new.tree, old.tree):
        return pair.change("tightened", said, key, ("again",))
    return pair.change("changed", said, key, ("again",))


def reworded(pair: Pair, key: str, old: Text, new: Text) -> Change:
    """A text in other words."""
    languages = reworded_in(old, new)
    part = NOTHING if languages == (ANY,) or len(languages) > 1 else say(f"({languages[0]})")
    pieces = pieces_by_language(old, new)
    values = {
        name: quoted({language: excerpt(one, sign) for language, one in pieces.items()})
        for name, sign in (("old", "-"), ("new", "+"))
    }
    said = say(_("`{key}`: {old} becomes {new}"), key=key, **values)
    kind: Kind = "legal" if key.partition(".")[0] in LEGAL else "reworded"
    whole = joined((said, part), " ")
    return pair.change(kind, whole, key, pieces=pieces)


# The keys of which more can be said than what they were and are.
BY_KEY: Mapping[str, Callable[[Pair, str, Any, Any], Change]] = {
    "when": condition,
    "optional": optional,
    "compute": rule,
    "check": rule,
    "count": rule,
}


def choices(pair: Pair, old: Any, new: Any) -> Iterator[Change]:
    """Where the options come from; the listed ones are things of their own."""
    if type(old) is type(new):
        if not isinstance(new, ListedChoices):
            yield from changed_in(pair, old, new, "choices.")
        return
    said = say(_("its options now come from elsewhere: {new}"), new=source_of(pair.after, new))
    yield pair.change("changed", said, "choices", ("again",))


def source_of(speaking: Speaking, source: Any) -> Words:
    """Where options come from."""
    if isinstance(source, ListedChoices):
        return say(_("the list in the definition"))
    name = getattr(source, "table", "") or getattr(source, "path", "")
    table = speaking.tables.get(name)
    return quoted(table.title if table else name)


def other(pair: Pair, key: str, old: Any, new: Any) -> Change:
    """A key for which no more can be said than what it was and is."""
    root, last = key.partition(".")[0], key.rpartition(".")[2]
    said = say(
        _("`{key}`: was {old}, is {new}"),
        key=key,
        old=pair.before.value(old, key),
        new=pair.after.value(new, key),
    )
    kind: Kind = "legal" if root in LEGAL else "changed"
    if root in TIGHTENS and bool(old) != bool(new):
        kind = "tightened" if new else "loosened"
    if root in WIDENS and isinstance(new, tuple):
        kind = "loosened" if set(old) < set(new) else kind
        kind = "tightened" if set(new) < set(old) else kind
    refuses = root in {"pattern", "schema", "accept"} and kind != "loosened"
    touches: tuple[Touch, ...] = ("again",) if refuses or last in {"where", "table"} else ()
    return pair.change(kind, said, key, touches)
