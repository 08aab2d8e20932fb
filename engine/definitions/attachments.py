"""Files of which one document among several is sent, or that are sent later.

A field `files` with `one_of`, `later` or `already` is two questions: which document, and its files.
They are made of the one that is written, before anything is read; what is wrong in it is told where
it is.
"""

from collections.abc import Iterator

from engine.i18n import LANGUAGES, gettext
from engine.i18n import marked as _
from engine.source.nodes import Mapping as MappingNode
from engine.source.nodes import Node, Scalar
from engine.source.nodes import Sequence as SequenceNode
from engine.source.positions import Span

SUFFIX = "_piece"
NOW, LATER, ALREADY = "now", "later", "already"
STATES = {
    NOW: _("I send it now"),
    LATER: _("I will send it later"),
    ALREADY: _("I have already sent it"),
}
KEYS = frozenset({"one_of", LATER, ALREADY})
# What the question « which document » takes from the field that is written.
ASKED = ("label", "help", "optional", "when", "purpose", "sensitive")
MOVED = frozenset({*KEYS, "label", "help", "when", "optional"})


def with_attachments(node: Node) -> Node:
    """The same text, in which each such field is two."""
    if isinstance(node, SequenceNode):
        items = tuple(one for item in node.items for one in _parts(item))
        same = len(items) == len(node.items) and all(map(_is, items, node.items))
        return node if same else SequenceNode(node.span, items)
    if isinstance(node, MappingNode):
        entries = tuple((key, with_attachments(value)) for key, value in node.entries)
        same = all(new[1] is old[1] for new, old in zip(entries, node.entries, strict=True))
        return node if same else MappingNode(node.span, entries)
    return node


def _is(one: object, other: object) -> bool:
    return one is other


def _parts(node: Node) -> Iterator[Node]:
    """A field as it is written, or the two that it is."""
    name = node.get("field") if isinstance(node, MappingNode) else None
    if not isinstance(node, MappingNode) or not isinstance(name, Scalar) or not _is_one(node):
        yield with_attachments(node)
        return
    options = list(_options(node))
    yield _choice(node, name, options)
    yield _files(node, name, options)


def _is_one(node: MappingNode) -> bool:
    """Whether a field asks which document is sent, in a way that can be read."""
    kind, listed = node.get("type"), node.get("one_of")
    if not isinstance(kind, Scalar) or kind.value != "files":
        return False
    is_listed = listed is None or bool(_listed(listed))
    states = [node.get(key) for key in (LATER, ALREADY)]
    are_right = all(
        one is None or (isinstance(one, Scalar) and one.value in {"true", "false"})
        for one in states
    )
    return is_listed and are_right and (listed is not None or any(map(_is_true, states)))


def _listed(node: Node) -> tuple[Node, ...]:
    """The documents that are listed; a single one counts as a list of one."""
    if isinstance(node, SequenceNode):
        return node.items
    return (node,) if isinstance(node, Scalar) else ()


def _is_true(node: Node | None) -> bool:
    return isinstance(node, Scalar) and node.value == "true"


def _options(node: MappingNode) -> Iterator[Node]:
    """The documents among which one is chosen, then the two that call for no files."""
    listed = node.get("one_of")
    if listed is None:
        yield _state(NOW, node.span)
    else:
        yield from _listed(listed)
    for key in (LATER, ALREADY):
        state = node.get(key)
        if state is not None and _is_true(state):
            yield _state(key, state.span)


def _state(name: str, span: Span) -> Node:
    labels = tuple(
        (_text(language, span), _text(gettext(language, STATES[name]), span))
        for language in LANGUAGES
    )
    value = (_text("value", span), _text(name, span))
    return MappingNode(span, (value, (_text("label", span), MappingNode(span, labels))))


def _text(text: str, span: Span) -> Scalar:
    return Scalar(span, text, quoted=True)


def _choice(node: MappingNode, name: Scalar, options: list[Node]) -> Node:
    """The question that asks which document is sent."""
    span = name.span
    kept = tuple((key, value) for key, value in node.entries if key.value in ASKED)
    return MappingNode(
        node.span,
        (
            (_text("field", span), Scalar(span, name.value + SUFFIX)),
            (_text("type", span), _text("choice", span)),
            (_text("choices", span), SequenceNode(span, tuple(options))),
            *kept,
        ),
    )


def _files(node: MappingNode, name: Scalar, options: list[Node]) -> Node:
    """The question that takes the files, once it is said which document they are."""
    span, asked = name.span, name.value + SUFFIX
    values = [f'"{value}"' for one in options if (value := _value(one)) not in {LATER, ALREADY}]
    kept = tuple((key, value) for key, value in node.entries if key.value not in MOVED)
    is_some = bool(values) and len(values) < len(options)
    when = f"{asked} in [{', '.join(values)}]" if is_some else f"answered({asked})"
    listed = node.get("one_of")
    label = node.get("label") if listed is None else _text(f"{{{{ {asked}.label }}}}", span)
    labelled = () if label is None else ((_text("label", span), label),)
    return MappingNode(node.span, (*kept, *labelled, (_text("when", span), _text(when, span))))


def _value(option: Node) -> str:
    value = option.get("value") if isinstance(option, MappingNode) else option
    return value.value if isinstance(value, Scalar) and '"' not in value.value else ""
