"""Texts with expressions in them, between `{{` and `}}`."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from engine.expressions.compile import Closure, compiled
from engine.expressions.infer import infer
from engine.expressions.problems import Problem, _, place
from engine.expressions.scanning import characters
from engine.expressions.syntax import Syntax, parse
from engine.expressions.types import Scope, Type, item_of
from engine.expressions.values import Environment
from engine.expressions.words import show
from engine.source.positions import Span

LONGEST_TEMPLATE = 100_000
MOST_EXPRESSIONS = 200

Rendering = Callable[[Environment], str]


@dataclass(frozen=True)
class Template:
    """A text that was read: what is written as it stands, and expressions, in order."""

    text: str
    span: Span
    parts: tuple[str | Syntax, ...]
    renderings: dict[str, Rendering] = field(compare=False, repr=False, default_factory=dict)

    @cached_property
    def expressions(self) -> tuple[Syntax, ...]:
        """The expressions in the text."""
        return tuple(part for part in self.parts if isinstance(part, Syntax))

    @cached_property
    def names(self) -> frozenset[str]:
        """The dotted names that the expressions read."""
        return frozenset[str]().union(*(each.names for each in self.expressions))

    @cached_property
    def constant(self) -> str | None:
        """The whole text when no expression is in it, else None."""
        return None if self.expressions else "".join(str(part) for part in self.parts)


def parse_template(text: str, span: Span) -> tuple[Template | None, tuple[Problem, ...]]:
    """The parts of a text, or everything that is wrong with them."""
    if len(text) > LONGEST_TEMPLATE or text.count("{{") > MOST_EXPRESSIONS:
        message = _("This text is too long, or has more than {most} expressions")
        return None, (Problem("forbidden", span, message, {"most": MOST_EXPRESSIONS}),)
    parts: list[str | Syntax] = []
    problems: list[Problem] = []
    rest = 0
    while (opened := text.find("{{", rest)) >= 0:
        problems += _stray(text, span, rest, opened)
        closed = _closing(text, opened + 2)
        if closed is None:
            part = place(span, text, opened, opened + 2)
            message = _("“{sign}” is opened here and never closed")
            problems.append(Problem("syntax", part, message, {"sign": "{{"}))
            return None, tuple(problems)
        inside = text[opened + 2 : closed]
        syntax, wrong = parse(inside, place(span, text, opened + 2, closed))
        parts += [text[rest:opened], *([syntax] if syntax else [])]
        problems += wrong
        rest = closed + 2
    problems += _stray(text, span, rest, len(text))
    parts.append(text[rest:])
    if problems:
        return None, tuple(problems)
    return Template(text, span, tuple(part for part in parts if part != "")), ()


def infer_template(template: Template, scope: Scope) -> tuple[Problem, ...]:
    """Everything that is wrong with the expressions of a text where `scope` can be read."""
    problems: list[Problem] = []
    for syntax in template.expressions:
        kind, found = infer(syntax, scope)
        problems += found
        if not _can_be_shown(kind):
            message = _("A whole row cannot be shown: name one of its columns")
            problems.append(Problem("types", syntax.at(syntax.tree), message))
    return tuple(problems)


def render(template: Template, environment: Environment, language: str) -> str:
    """The text as people read it; “…” stands for what is not known yet."""
    constant = template.constant
    if constant is not None:
        return constant
    rendering = template.renderings.get(language)
    if rendering is None:
        rendering = template.renderings[language] = _rendering(template, language)
    return rendering(environment)


def _rendering(template: Template, language: str) -> Rendering:
    parts: tuple[str | Closure, ...] = tuple(
        compiled(part, language) if isinstance(part, Syntax) else part for part in template.parts
    )

    def rendering(environment: Environment) -> str:
        return "".join(
            part if isinstance(part, str) else show(part(environment), language) for part in parts
        )

    return rendering


def _closing(text: str, start: int) -> int | None:
    """Where the `}}` of an expression stands: those in quotes belong to its texts."""
    for offset, character, quoted in characters(text, start):
        if character == "}" and not quoted and text.startswith("}}", offset):
            return offset
    return None


def _stray(text: str, span: Span, first: int, last: int) -> list[Problem]:
    found = text.find("}}", first, last)
    if found < 0:
        return []
    message = _("“{sign}” stands here without an opening")
    return [Problem("syntax", place(span, text, found, found + 2), message, {"sign": "}}"})]


def _can_be_shown(kind: Type) -> bool:
    return (item_of(kind) or kind).family not in ("row", "list", "nothing")
