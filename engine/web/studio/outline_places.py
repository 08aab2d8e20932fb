"""Where the parts of a definition may go: up, down, out, into others, and where new ones stand."""

from collections.abc import Iterator
from dataclasses import dataclass

from engine.editing import Item
from engine.i18n import gettext
from engine.i18n import marked as _
from engine.services.studio.outlining import Spot, find
from engine.web.studio.outline_tree import plainly

PARTS = frozenset({"section", "step", "group", "exit", "use", "part"})
HOLDING = frozenset({"section", "group"})
AFTER, BEFORE = _("after “{title}”"), _("before “{title}”")
FIRST, LAST = _("first in “{title}”"), _("at the end of “{title}”")
MOST_PLACES = 400


@dataclass(frozen=True)
class PlaceChoice:
    """A place as a form offers it: its value, its words, how deep it stands."""

    value: str
    label: str
    depth: int = 0


def spot_value(spot: Spot) -> str:
    """A place as a form sends it."""
    return f"{spot.list_pointer}:{spot.index}"


def spot_of(text: str) -> Spot | None:
    """The place that a form sent, None when it is none."""
    pointer, _colon, index = text.rpartition(":")
    is_place = pointer.startswith("/") and index.isascii() and index.isdigit() and len(index) < 6
    return Spot(pointer, int(index)) if is_place else None


def list_of(pointer: str) -> str:
    """The list in which a part stands."""
    return pointer.rpartition("/")[0]


def index_of(pointer: str) -> int:
    """The place of a part in its list, -1 when it stands in none."""
    last = pointer.rpartition("/")[2]
    return int(last) if last.isdigit() else -1


def holder(root: Item, pointer: str) -> Item:
    """The part that holds another."""
    found = root
    for one in root.walk():
        inside = pointer.startswith(f"{one.pointer}/") and one.pointer != pointer
        if inside and len(one.pointer) >= len(found.pointer):
            found = one
    return found


def siblings(root: Item, pointer: str) -> list[Item]:
    """The parts of the list in which a part stands."""
    room = list_of(pointer)
    return [one for one in holder(root, pointer).children if list_of(one.pointer) == room]


def step_around(root: Item, pointer: str) -> Item | None:
    """The step that is a part, or that holds it."""
    around = [one for one in root.walk() if one.kind == "step"
              and (one.pointer == pointer or pointer.startswith(f"{one.pointer}/"))]  # fmt: skip
    return max(around, key=lambda one: len(one.pointer), default=None)


def part_around(root: Item, pointer: str) -> Item | None:
    """The part of the flow that is a part, or that holds it."""
    around = [one for one in root.walk() if one.kind in PARTS and one.pointer
              and list_of(one.pointer).endswith("/steps")
              and (one.pointer == pointer or pointer.startswith(f"{one.pointer}/"))]  # fmt: skip
    return max(around, key=lambda one: len(one.pointer), default=None)


def up(root: Item, pointer: str) -> Spot | None:
    """The place before: in its list, else out of what holds it, else in the step before."""
    index = index_of(pointer)
    if index > 0:
        return Spot(list_of(pointer), index - 1)
    around = holder(root, pointer)
    if index < 0 or not around.pointer:
        return None
    if around.kind in HOLDING:
        return Spot(list_of(around.pointer), index_of(around.pointer))
    return beside(root, around, -1) if list_of(pointer).endswith("/fields") else None


def down(root: Item, pointer: str) -> Spot | None:
    """The place after: in its list, else out of what holds it, else in the step after."""
    index, known = index_of(pointer), siblings(root, pointer)
    if 0 <= index < len(known) - 1:
        return Spot(list_of(pointer), index + 1)
    around = holder(root, pointer)
    if index < 0 or not around.pointer:
        return None
    if around.kind in HOLDING:
        return Spot(list_of(around.pointer), index_of(around.pointer) + 1)
    return beside(root, around, 1) if list_of(pointer).endswith("/fields") else None


def beside(root: Item, step: Item, way: int) -> Spot | None:
    """The nearest place for a question in the step before, or after."""
    steps = [one.pointer for one in root.walk() if one.kind == "step"]
    at = steps.index(step.pointer) + way if step.pointer in steps else -1
    if not 0 <= at < len(steps):
        return None
    target = find(root, steps[at])
    count = len(fields_of(target)) if target else 0
    return Spot(f"{steps[at]}/fields", count if way < 0 else 0)


def fields_of(step: Item) -> list[Item]:
    """The questions of a step, and the fragments used among them."""
    return [one for one in step.children if list_of(one.pointer) == f"{step.pointer}/fields"]


def parts_of(item: Item) -> list[Item]:
    """The parts of the flow directly in another."""
    return [one for one in item.children if list_of(one.pointer) == f"{item.pointer}/steps"]


def targets(root: Item, pointer: str, language: str) -> list[PlaceChoice]:
    """Where else a part may go; nothing inside itself."""
    if list_of(pointer).endswith("/fields"):
        found = _steps(root, pointer, language)
    elif list_of(pointer).endswith("/steps"):
        found = _rooms(root, pointer, language)
    else:
        return []
    return list(found)[:MOST_PLACES]


def _steps(root: Item, pointer: str, language: str) -> Iterator[PlaceChoice]:
    for one in root.walk():
        if one.kind == "step" and f"{one.pointer}/fields" != list_of(pointer):
            spot = Spot(f"{one.pointer}/fields", len(fields_of(one)))
            yield PlaceChoice(spot_value(spot), gettext(language, LAST, title=called(one)))


def _rooms(root: Item, pointer: str, language: str, depth: int = 0) -> Iterator[PlaceChoice]:
    """First in each room, and after each part: as the place that it has in the end."""
    room = f"{root.pointer}/steps"
    own = index_of(pointer) if list_of(pointer) == room else None
    if own != 0:
        said = gettext(language, FIRST, title=called(root))
        yield PlaceChoice(spot_value(Spot(room, 0)), said, depth)
    for number, one in enumerate(parts_of(root)):
        if one.pointer == pointer:
            continue
        index = number if own is not None and own < number else number + 1
        if own is None or index != own:
            said = gettext(language, AFTER, title=called(one))
            yield PlaceChoice(spot_value(Spot(room, index)), said, depth)
        if one.kind in HOLDING:
            yield from _rooms(one, pointer, language, depth + 1)


def called(item: Item) -> str:
    """What people call a part."""
    return plainly(item.title) or item.name


def for_question(root: Item, selected: str, language: str) -> list[PlaceChoice]:
    """Where a question may be added beside what is selected, the most likely first."""
    step = step_around(root, selected)
    if step is None:
        return []
    room, known = f"{step.pointer}/fields", fields_of(step)
    found: list[PlaceChoice] = []
    for one in known:
        if one.pointer == selected or selected.startswith(f"{one.pointer}/"):
            at = index_of(one.pointer)
            found = [
                place(room, at + 1, AFTER, one, language),
                place(room, at, BEFORE, one, language),
            ]
    end = place(room, len(known), LAST, step, language)
    return found + [one for one in (end,) if one.value not in {each.value for each in found}]


def for_part(root: Item, selected: str, language: str) -> list[PlaceChoice]:
    """Where a step may be added beside what is selected, the most likely first."""
    found: list[PlaceChoice] = []
    part = part_around(root, selected)
    if part is not None:
        room, at = list_of(part.pointer), index_of(part.pointer)
        if part.kind in HOLDING:
            inside = f"{part.pointer}/steps"
            found.append(place(inside, len(parts_of(part)), LAST, part, language))
        found.append(place(room, at + 1, AFTER, part, language))
        found.append(place(room, at, BEFORE, part, language))
        around = holder(root, part.pointer)
        if around.pointer:
            outer = list_of(around.pointer)
            found.append(place(outer, index_of(around.pointer) + 1, AFTER, around, language))
    end = place(f"{root.pointer}/steps", len(parts_of(root)), LAST, root, language)
    return found + [one for one in (end,) if one.value not in {each.value for each in found}]


def place(room: str, index: int, words: str, item: Item, language: str) -> PlaceChoice:
    """A place in words."""
    return PlaceChoice(spot_value(Spot(room, index)), gettext(language, words, title=called(item)))
