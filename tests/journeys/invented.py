"""Procedures and answers made by chance, and what the language says should become of them.

The second half is the semantics written again, as plainly as can be: the values that count are
worked out from nothing, over and over, until they stop moving. It shares no code with the engine.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

Value = Any
UNKNOWN = "?unknown?"
OPTIONS = ["a", "b", "c"]


@dataclass(frozen=True)
class Asked:
    """A field: its condition is a tuple, as ("is", "f0", "a") or ("and", left, right)."""

    name: str
    kind: str
    optional: bool
    when: tuple[Any, ...] | None
    closed_option: tuple[Any, ...] | None = None


@dataclass(frozen=True)
class Page:
    """A step; with `alias`, its conditions read the fields of their item through it."""

    name: str
    fields: tuple[Asked, ...]
    when: tuple[Any, ...] | None
    checked: bool = False


@dataclass(frozen=True)
class Several:
    """A group: counted by an answer, or of a number of items that the person chose."""

    name: str
    pages: tuple[Page, ...]
    when: tuple[Any, ...] | None
    count: str | None
    by_alias: bool = False


@dataclass
class Naming:
    """Which names were given, and what may be read."""

    number: int = 0
    known: list[Asked] = field(default_factory=list)

    def next(self, letter: str) -> str:
        """A new name."""
        self.number += 1
        return f"{letter}{self.number}"


# --- chance ------------------------------------------------------------------------------------


@st.composite
def conditions(draw: st.DrawFn, known: list[Asked], depth: int = 1) -> tuple[Any, ...]:
    """A condition over fields asked before."""
    if depth and draw(st.integers(0, 3)) == 0:
        left = draw(conditions(known, depth - 1))
        if draw(st.booleans()):
            return ("not", left)
        return (draw(st.sampled_from(["and", "or"])), left, draw(conditions(known, depth - 1)))
    one = draw(st.sampled_from(known))
    signs = {
        "choice": ["is", "isnot"],
        "text": ["is", "isnot"],
        "integer": ["over"],
        "yes_no": ["yes"],
    }
    sign = draw(st.sampled_from([*signs[one.kind] * 3, "answered"]))
    return (sign, one.name, draw(st.sampled_from(OPTIONS) if sign != "over" else st.integers(0, 2)))


def perhaps(draw: st.DrawFn, known: list[Asked]) -> tuple[Any, ...] | None:
    """A condition, half of the time."""
    return draw(conditions(known)) if known and draw(st.booleans()) else None


@st.composite
def pages(draw: st.DrawFn, naming: Naming) -> Page:
    """A step, its fields declared in any order."""
    when = perhaps(draw, naming.known)
    name, asked = naming.next("s"), []
    for _ in range(draw(st.integers(0, 3))):
        kind = draw(st.sampled_from(["choice", "choice", "integer", "text", "yes_no"]))
        optional = draw(st.integers(0, 3)) == 0
        closed = perhaps(draw, naming.known) if kind == "choice" and draw(st.booleans()) else None
        one = Asked(naming.next("f"), kind, optional, perhaps(draw, naming.known), closed)
        asked.append(one)
        naming.known.append(one)
    return Page(name, tuple(draw(st.permutations(asked))), when, draw(st.integers(0, 4)) == 0)


@st.composite
def groups(draw: st.DrawFn, naming: Naming) -> Several:
    """A group; what is asked in it is read by nothing after it."""
    counts = [one.name for one in naming.known if one.kind == "integer"]
    count = draw(st.sampled_from(counts)) if counts and draw(st.booleans()) else None
    when, outside = perhaps(draw, naming.known), list(naming.known)
    name = naming.next("g")
    inside = tuple(draw(pages(naming)) for _ in range(draw(st.integers(1, 3))))
    naming.known[:] = outside
    return Several(name, inside, when, count, draw(st.booleans()))


@st.composite
def procedures(draw: st.DrawFn) -> tuple[Page | Several, ...]:
    """A procedure of a few parts."""
    naming = Naming()
    return tuple(
        draw(groups(naming) if draw(st.integers(0, 3)) == 0 else pages(naming))
        for _ in range(draw(st.integers(1, 5)))
    )


VALUES: Mapping[str, st.SearchStrategy[Any]] = {
    "choice": st.sampled_from(OPTIONS),
    "text": st.sampled_from(OPTIONS),
    "integer": st.integers(0, 3),
    "yes_no": st.booleans(),
}


@st.composite
def answers_to(draw: st.DrawFn, asked_on: tuple[Page, ...]) -> dict[str, Any]:
    """Answers to most of the questions of some steps, asked or not."""
    found: dict[str, Any] = {}
    for page in asked_on:
        if not page.fields and draw(st.integers(0, 5)):
            found[f"#{page.name}"] = True
        for one in page.fields:
            if draw(st.integers(0, 9)) == 0:
                continue
            empty = one.optional and draw(st.booleans())
            found[one.name] = None if empty else draw(VALUES[one.kind])
    return found


@st.composite
def drafts(draw: st.DrawFn, parts: tuple[Page | Several, ...]) -> dict[str, Any]:
    """A draft, in which anything may be answered, reached or not."""
    found = draw(answers_to(tuple(part for part in parts if isinstance(part, Page))))
    for part in parts:
        if isinstance(part, Several):
            items = draw(st.integers(0, 3))
            found[part.name] = [
                {"_key": str(key), **draw(answers_to(part.pages))} for key in range(1, items + 1)
            ]
    return found


# --- in words ----------------------------------------------------------------------------------


def written(parts: tuple[Page | Several, ...]) -> str:
    """The steps of the procedure, as an author writes them."""
    return "".join(f"  - {words_of(part)}\n" for part in parts) or "  []\n"


def words_of(part: Page | Several, aliased: frozenset[str] = frozenset()) -> str:
    """A step or a group; the fields `aliased` are read through the alias of their item."""
    when = f', when: "{said(part.when, aliased)}"' if part.when else ""
    if isinstance(part, Several):
        inside = frozenset(one.name for page in part.pages for one in page.fields)
        steps = ", ".join(
            words_of(page, inside if part.by_alias else frozenset()) for page in part.pages
        )
        count = f", count: {part.count}" if part.count else ""
        return f"{{group: {part.name}, title: T, as: one{when}{count}, steps: [{steps}]}}"
    fields = ", ".join(field_words(one, aliased) for one in part.fields)
    check = ", checks: [{check: 1 == 1, message: Non}]" if part.checked else ""
    return f"{{step: {part.name}, title: T{when}, fields: [{fields}]{check}}}"


def field_words(one: Asked, aliased: frozenset[str]) -> str:
    """A field."""
    when = f', when: "{said(one.when, aliased)}"' if one.when else ""
    closed = f', when: "{said(one.closed_option, aliased)}"' if one.closed_option else ""
    choices = f", choices: [{{value: a, label: A{closed}}}, b, c]" if one.kind == "choice" else ""
    optional = ", optional: true" if one.optional else ""
    return f"{{field: {one.name}, type: {one.kind}{choices}{optional}{when}}}"


def said(condition: tuple[Any, ...], aliased: frozenset[str]) -> str:
    """A condition, between quotes of YAML."""
    sign, *rest = condition
    if sign == "not":
        return f"not ({said(rest[0], aliased)})"
    if sign in {"and", "or"}:
        return f"({said(rest[0], aliased)}) {sign} ({said(rest[1], aliased)})"
    name, value = rest
    name = f"one.{name}" if name in aliased else name
    return {
        "is": f"{name} == '{value}'",
        "isnot": f"{name} != '{value}'",
        "over": f"{name} > {value}",
        "yes": name,
        "answered": f"answered({name})",
    }[sign]


# --- what should become of it ------------------------------------------------------------------


def holds(condition: tuple[Any, ...] | None, known: Mapping[str, Value]) -> Value:
    """True, False or UNKNOWN."""
    if condition is None:
        return True
    sign, *rest = condition
    if sign == "not":
        inner = holds(rest[0], known)
        return UNKNOWN if inner == UNKNOWN else not inner
    if sign in {"and", "or"}:
        sides = {str(holds(one, known)) for one in rest}
        deciding = str(sign == "or")
        if deciding in sides:
            return sign == "or"
        return UNKNOWN if UNKNOWN in sides else sign == "and"
    value = known.get(rest[0], UNKNOWN)
    if sign == "answered":
        return value not in {UNKNOWN, ""}
    if value == UNKNOWN:
        return UNKNOWN
    compared = {"is": value == rest[1], "isnot": value != rest[1], "yes": value}
    return value > rest[1] if sign == "over" else compared[sign]


@dataclass
class Outcome:
    """What the route reaches for some answers."""

    paths: list[tuple[str, ...]] = field(default_factory=list)
    sent: dict[str, Any] = field(default_factory=dict)
    complete: bool = True


def settled(
    asked_on: tuple[Page, ...], answers: Mapping[str, Any], outside: Mapping[str, Value]
) -> tuple[dict[str, Value], list[tuple[Page, bool, list[Asked]]]]:
    """The values that count among steps in a row, and the steps open: complete or not, fields."""
    known: dict[str, Value] = {}
    while True:
        walked = list(walk(asked_on, answers, {**outside, **known}))
        reached = {
            one.name: answers[one.name]
            for _, _, fields in walked
            for one in fields
            if right(one, answers, {**outside, **known}) and answers[one.name] is not None
        }
        if reached == known:
            return known, walked
        known = reached


def walk(
    asked_on: tuple[Page, ...], answers: Mapping[str, Any], known: Mapping[str, Value]
) -> Iterator[tuple[Page, bool, list[Asked]]]:
    """The steps open under some values."""
    for page in asked_on:
        if holds(page.when, known) is not True:
            continue
        fields = [one for one in page.fields if holds(one.when, known) is True]
        if page.fields and not fields:
            continue
        complete = all(right(one, answers, known) for one in fields)
        if not page.fields:
            complete = f"#{page.name}" in answers
        yield page, complete, fields
        if not complete:
            return


def right(one: Asked, answers: Mapping[str, Any], known: Mapping[str, Value]) -> bool:
    """Whether a field has an answer that would be accepted."""
    if one.name not in answers:
        return False
    if one.closed_option and answers[one.name] == "a":
        return holds(one.closed_option, known) is True
    return True


def expected(parts: tuple[Page | Several, ...], answers: Mapping[str, Any]) -> Outcome:
    """What the route reaches: pages in a row first, then groups with what is known before them."""
    outcome, row = Outcome(), []
    for part in parts:
        if isinstance(part, Page):
            row.append(part)
        known, walked = settled(tuple(row), answers, {})
        if not all(complete for _, complete, _ in walked):
            outcome.complete = False
        if isinstance(part, Several) and outcome.complete and holds(part.when, known) is True:
            add_group(outcome, part, answers.get(part.name, []), known)
        elif isinstance(part, Page) and any(page is part for page, _, _ in walked):
            add_page(outcome, walked[-1], answers)
        if not outcome.complete:
            return outcome
    return outcome


def add_page(
    outcome: Outcome, place: tuple[Page, bool, list[Asked]], answers: Mapping[str, Any]
) -> None:
    """A step that is open."""
    page, _, fields = place
    outcome.paths.append((page.name,))
    outcome.sent |= sent_of(fields, answers)


def sent_of(fields: list[Asked], answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers to the fields that are asked."""
    found = {one.name: answers.get(one.name) for one in fields}
    return {name: value for name, value in found.items() if value is not None}


def add_group(
    outcome: Outcome, group: Several, items: list[Mapping[str, Any]], known: Mapping[str, Value]
) -> None:
    """A group that is open, with its items."""
    outcome.paths.append((group.name,))
    wanted = known.get(group.count, UNKNOWN) if group.count else None
    kept = fitted(items, 0 if wanted == UNKNOWN else wanted)
    rows = []
    for item in kept:
        _, walked = settled(group.pages, item, known)
        fields = [one for _, _, asked in walked for one in asked]
        rows.append(sent_of(fields, item))
        if not all(complete for _, complete, _ in walked):
            outcome.complete = False
    if group.count and len(kept) != wanted:
        outcome.complete = False
    outcome.sent[group.name] = rows


def fitted(items: list[Mapping[str, Any]], wanted: int | None) -> list[Mapping[str, Any]]:
    """As many items as are wanted, none of which is lost when it holds something."""
    least = 1 if wanted is None else wanted
    kept = list(items)
    for item in reversed(items):
        holds_nothing = all(name == "_key" or value is None for name, value in item.items())
        if wanted is not None and len(kept) > wanted and holds_nothing:
            kept.remove(item)
    return kept + [{"_key": "new"}] * (least - len(kept))
