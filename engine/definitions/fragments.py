"""Fragments: steps or fields under a name, written once and used by several procedures."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from engine.definitions.attachments import with_attachments
from engine.definitions.borrowing import parameters_in
from engine.definitions.reading import Reader
from engine.expressions.problems import place
from engine.i18n import marked as _
from engine.source import read
from engine.source.diagnostics import Diagnostic, Severity
from engine.source.files import Readable
from engine.source.names import nearest
from engine.source.nodes import Mapping as MappingNode
from engine.source.nodes import Node, Scalar
from engine.source.nodes import Sequence as SequenceNode
from engine.source.positions import NOWHERE, Span
from engine.source.spec import Written, spec, written

UNKNOWN_FRAGMENT, UNKNOWN_PARAMETER, NOT_GIVEN = "D140", "D141", "D142"
UNUSED_PARAMETER, AROUND, WRONG_ROOM, SAME_FRAGMENT = "D143", "D144", "D145", "D146"

NOTHING = Scalar(NOWHERE, "")


@dataclass(frozen=True, kw_only=True)
class Fragment:
    """Steps or fields under a name, written once and used by several procedures."""

    name: str = spec("The name of the fragment, as `use` names it", key="fragment")
    parameters: Mapping[str, Node] = spec(
        "What may be given to it, with the value it has when nothing is given; a parameter without"
        " value must be given",
        default={},
    )
    steps: Node = spec("Its steps, groups and sections", default=NOTHING)
    fields: Node = spec("Its fields", default=NOTHING)
    source: Written = written()
    text: str = ""

    @property
    def room(self) -> str:
        """Where it may be used: in `steps` or in `fields`."""
        return "fields" if self.steps is NOTHING else "steps"

    @property
    def nodes(self) -> Node:
        """What it puts there."""
        return self.fields if self.steps is NOTHING else self.steps


Fragments = Mapping[str, Fragment]
NONE: Fragments = {}


def load_fragments(files: Sequence[Readable], told: list[Diagnostic]) -> Fragments:
    """The fragments of some files by name; everything wrong with them goes to `told`."""
    found: dict[str, Fragment] = {}
    for file in files:
        one = read_fragment(str(file), file.read_bytes(), told)
        if one is None:
            continue
        if one.name in found:
            message = _("The fragment “{name}” is already defined in {path}")
            other = found[one.name].source.span.path
            told.append(fault(SAME_FRAGMENT, one.source.at("fragment"), message, one.name, other))
            continue
        found[one.name] = one
    return found


def read_fragment(path: str, data: bytes, told: list[Diagnostic]) -> Fragment | None:
    """The fragment in `data`, None when it cannot serve; what is wrong goes to `told`."""
    node, diagnostics = read(path, data)
    told.extend(diagnostics)
    reader = Reader({})
    found = None if node is None else reader.record(Fragment, with_attachments(node))
    told.extend(reader.diagnostics)
    if not isinstance(found, Fragment):
        return None
    fragment = replace(found, text=data.decode("utf-8", "replace"))
    if (fragment.steps is NOTHING) == (fragment.fields is NOTHING):
        message = _("A fragment holds either “steps” or “fields”")
        told.append(fault(WRONG_ROOM, fragment.source.at("fragment"), message))
        return None
    told.extend(wrong_parameters(fragment))
    return fragment


def wrong_parameters(fragment: Fragment) -> Iterator[Diagnostic]:
    """The parameters that a fragment reads and does not have, and those it never reads."""
    read_in: set[str] = set()
    for scalar in scalars_of(fragment.nodes):
        for name, first, last in parameters_in(scalar.value):
            read_in.add(name)
            if name not in fragment.parameters:
                span = place(scalar.span, scalar.value, first, last)
                message = _("The fragment has no parameter “{name}”")
                yield near(UNKNOWN_PARAMETER, span, message, name, fragment.parameters)
    for name, value in fragment.parameters.items():
        if name not in read_in:
            message = _("The parameter “{name}” is never read: write “fragment.{name}” somewhere")
            yield replace(
                fault(UNUSED_PARAMETER, value.span, message, name), severity=Severity.WARNING
            )


def scalars_of(node: Node) -> Iterator[Scalar]:
    """Every text of a node, keys left out."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, SequenceNode):
        for item in node.items:
            yield from scalars_of(item)
    elif isinstance(node, MappingNode):
        for _key, value in node.entries:
            yield from scalars_of(value)


def fault(code: str, span: Span, message: str, name: str = "", path: str = "") -> Diagnostic:
    """An error of a fragment, or of a use of one."""
    return Diagnostic(code, Severity.ERROR, span, message, {"name": name, "path": path})


def near(code: str, span: Span, message: str, name: str, known: Mapping[str, object]) -> Diagnostic:
    """A wrong name, with the nearest right one."""
    suggestion = nearest(name, known)
    return Diagnostic(code, Severity.ERROR, span, message, {"name": name}, suggestion)
