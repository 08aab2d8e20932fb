"""Puts the parts of fragments where they are used.

They are put there as nodes, before anything is read: what is wrong in a fragment is told where
the fragment says it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from engine.definitions.borrowing import Binding, Borrowed, alone
from engine.definitions.fragments import (
    AROUND,
    NOT_GIVEN,
    UNKNOWN_FRAGMENT,
    UNKNOWN_PARAMETER,
    WRONG_ROOM,
    Fragment,
    Fragments,
    fault,
    near,
    scalars_of,
)
from engine.definitions.reading import Reader
from engine.i18n import marked as _
from engine.source.diagnostics import Diagnostic
from engine.source.nodes import Mapping as MappingNode
from engine.source.nodes import Node, Scalar
from engine.source.nodes import Sequence as SequenceNode
from engine.source.spec import Written, spec, written

DEEPEST = 5
MOST_USES = 300
ROOMS = ("steps", "fields")
NAMING = ("section", "step", "exit", "group", "field")
DEFAULT_ALIAS = "item"


@dataclass(frozen=True, kw_only=True)
class Use:
    """The parts of a fragment, at the place where it stands."""

    name: str = spec("The name of a file of `forms/fragments/`", key="use")
    given: Mapping[str, Node] = spec("The values of its parameters", key="with", default={})
    prefix: str = spec(
        "What comes before the names of its fields, groups and steps, so that it can be used twice",
        key="as",
        default="",
    )
    source: Written = written()


@dataclass(frozen=True)
class Expanded:
    """A text with the fragments that it uses; `whole` tells that none of them is missing."""

    node: Node | None
    diagnostics: tuple[Diagnostic, ...]
    used: tuple[Fragment, ...]
    whole: bool


def expand(node: Node | None, fragments: Fragments) -> Expanded:
    """A text with the parts of its fragments in their places."""
    expander = _Expander(fragments)
    return Expanded(
        None if node is None else expander.inside(node, ()),
        tuple(expander.told),
        tuple(expander.used.values()),
        expander.whole,
    )


class _Expander:
    """Puts fragments where they are used, those that they use first."""

    def __init__(self, fragments: Fragments) -> None:
        self.fragments = fragments
        self.told: list[Diagnostic] = []
        self.used: dict[str, Fragment] = {}
        self.uses = 0
        self.whole = True

    def inside(self, node: Node, chain: tuple[str, ...]) -> Node:
        """A node with what is used in it."""
        if isinstance(node, SequenceNode):
            return self.sequence(node, "", chain)
        if not isinstance(node, MappingNode):
            return node
        entries = tuple(
            (
                key,
                self.sequence(value, key.value, chain)
                if isinstance(value, SequenceNode)
                else self.inside(value, chain),
            )
            for key, value in node.entries
        )
        same = all(new[1] is old[1] for new, old in zip(entries, node.entries, strict=True))
        return node if same else MappingNode(node.span, entries)

    def sequence(self, node: SequenceNode, key: str, chain: tuple[str, ...]) -> Node:
        """A list with, in the place of each use, what its fragment holds."""
        items: list[Node] = []
        for item in node.items:
            if key in ROOMS and isinstance(item, MappingNode) and item.get("use") is not None:
                items.extend(self.use(item, key, chain))
            else:
                items.append(self.inside(item, chain))
        same = len(items) == len(node.items) and all(map(_is, items, node.items))
        return node if same else SequenceNode(node.span, tuple(items))

    def use(self, node: MappingNode, room: str, chain: tuple[str, ...]) -> tuple[Node, ...]:
        """The parts of the fragment that is used at a place."""
        reader = Reader({})
        use = reader.record(Use, node)
        self.told.extend(reader.diagnostics)
        before = len(self.told)
        fragment = self.found(use, room, chain) if isinstance(use, Use) else None
        if fragment is None or not isinstance(use, Use):
            self.whole = False
            return ()
        given = self.given(use, fragment)
        if len(self.told) > before or not isinstance(fragment.nodes, SequenceNode):
            self.whole = False
            return ()
        self.used[fragment.name] = fragment
        return self.parts(use, fragment, given, (*chain, fragment.name))

    def found(self, use: Use, room: str, chain: tuple[str, ...]) -> Fragment | None:
        """The fragment that is named, None when it cannot stand here."""
        span = use.source.at("use")
        self.uses += 1
        fragment = self.fragments.get(use.name)
        if fragment is None:
            message = _("No fragment is named “{name}”")
            self.told.append(near(UNKNOWN_FRAGMENT, span, message, use.name, self.fragments))
            return None
        if use.name in chain:
            message = _("The fragment “{name}” uses itself: {path}")
            path = " → ".join((*chain[chain.index(use.name) :], use.name))
            self.told.append(fault(AROUND, span, message, use.name, path))
            return None
        if len(chain) >= DEEPEST or self.uses > MOST_USES:
            message = _("Fragments are used too deep in each other, or too often")
            self.told.append(fault(AROUND, span, message))
            return None
        if fragment.room != room:
            message = _("The fragment “{name}” holds “{path}”: use it there")
            self.told.append(fault(WRONG_ROOM, span, message, use.name, fragment.room))
            return None
        return fragment

    def given(self, use: Use, fragment: Fragment) -> dict[str, Node]:
        """The values of the parameters of a fragment for one use."""
        values = {name: one for name, one in fragment.parameters.items() if not is_empty(one)}
        for name, value in use.given.items():
            if name not in fragment.parameters:
                message = _("The fragment has no parameter “{name}”")
                known = fragment.parameters
                self.told.append(near(UNKNOWN_PARAMETER, value.span, message, name, known))
            values[name] = value
        for name in fragment.parameters:
            if name not in values:
                message = _("The parameter “{name}” must be given, under “with”")
                self.told.append(fault(NOT_GIVEN, use.source.at("use"), message, name))
        return values

    def parts(
        self, use: Use, fragment: Fragment, given: Mapping[str, Node], chain: tuple[str, ...]
    ) -> tuple[Node, ...]:
        """What a fragment holds, with what is given and its prefix."""
        binding = Binding(given)
        foreign = {id(one) for value in given.values() for one in scalars_of(value)}
        node = _bound(fragment.nodes, binding)
        if not isinstance(node, SequenceNode):
            return ()
        node = self.sequence(node, fragment.room, chain)
        if use.prefix and isinstance(node, SequenceNode):
            learn_names(node, f"{use.prefix}_", foreign, binding)
            node = _named(node, binding, foreign)
        return node.items if isinstance(node, SequenceNode) else ()


def _is(one: object, other: object) -> bool:
    return one is other


def is_empty(node: Node) -> bool:
    """Whether a parameter has no value of its own: it must be given."""
    return isinstance(node, Scalar) and not node.quoted and node.value in {"", "~", "null"}


def _bound(node: Node, binding: Binding) -> Node:
    """The nodes of a fragment, with what is given in the place of parameters that stand alone."""
    if isinstance(node, SequenceNode):
        return SequenceNode(node.span, tuple(_bound(one, binding) for one in node.items))
    if isinstance(node, MappingNode):
        entries = ((key, _bound(value, binding)) for key, value in node.entries)
        return MappingNode(node.span, tuple(entries))
    name = alone(node.value)
    if name is not None and name in binding.given:
        return binding.given[name]
    return Borrowed(node.span, node.value, node.quoted, (binding,))


def learn_names(node: Node, prefix: str, foreign: set[int], binding: Binding) -> None:
    """Note the names that parts of a fragment have, with those they get from a prefix."""
    if isinstance(node, SequenceNode):
        for item in node.items:
            learn_names(item, prefix, foreign, binding)
    if not isinstance(node, MappingNode):
        return
    for key, value in node.entries:
        if _names(node, key.value) and isinstance(value, Scalar) and id(value) not in foreign:
            binding.names[value.value] = f"{prefix}{value.value}"
            if key.value in {"group", "as"} or node.get("columns") is not None:
                binding.rows.update((value.value, DEFAULT_ALIAS))
        else:
            learn_names(value, prefix, foreign, binding)


def _named(node: Node, binding: Binding, foreign: set[int]) -> Node:
    """The parts of a fragment with the names that a prefix gives them."""
    if isinstance(node, SequenceNode):
        return SequenceNode(node.span, tuple(_named(one, binding, foreign) for one in node.items))
    if isinstance(node, MappingNode):
        return MappingNode(
            node.span,
            tuple(
                (key, _renamed(value, binding, foreign))
                if _names(node, key.value) or key.value == "on"
                else (key, _named(value, binding, foreign))
                for key, value in node.entries
            ),
        )
    if id(node) in foreign or not isinstance(node, Borrowed) or binding in node.bindings:
        return node
    return Borrowed(node.span, node.value, node.quoted, (*node.bindings, binding))


def _renamed(value: Node, binding: Binding, foreign: set[int]) -> Node:
    if not isinstance(value, Scalar) or id(value) in foreign:
        return _named(value, binding, foreign)
    return replace(value, value=binding.names.get(value.value, value.value))


def _names(node: MappingNode, key: str) -> bool:
    """Whether the value of a key of a part is a name: `as` is that of an item in a group only."""
    return key in NAMING or (key == "as" and node.get("group") is not None)
