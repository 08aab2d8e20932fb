"""Definitions changed part by part: each change is a revision with a sentence that tells it."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from engine.checks import sentence
from engine.editing import CannotEditError, Item, add, move, moved_to, outline_of, remove
from engine.editing.new_parts import NewPart, data_of
from engine.i18n import gettext
from engine.i18n import marked as _
from engine.services.desk import Desk, Visitor
from engine.services.studio import copies
from engine.services.studio.copies import CannotKeepError, ChangedMeanwhileError, Copy
from engine.services.studio.standing import look
from engine.source import Severity

Edit = Callable[[str], tuple[str, str]]
LONGEST_TITLE = 200
# Families of mistakes that come of what reads a part: names, expressions, what the law wants.
READING = ("D1", "D2")
NAMED = ("step", "group", "section", "exit", "field")

ADDED, MOVED = _("“{title}” added"), _("“{title}” moved")
REMOVED = _("“{title}” taken away")


@dataclass(frozen=True)
class Outcome:
    """What a change led to: the working copy, the part to look at, what is wrong by control.

    Nothing was changed when something is wrong.
    """

    copy: Copy
    pointer: str
    errors: Mapping[str, str] = field(default_factory=dict)
    uses: tuple["Use", ...] = ()


@dataclass(frozen=True)
class Use:
    """A place that would not hold any more without a part: its line, what would be said of it."""

    line: int
    words: str


@dataclass(frozen=True)
class Spot:
    """A place in a list of parts, as the index that a part there will have."""

    list_pointer: str
    index: int


def opened_at(desk: Desk, who: Visitor, path: str, revision: int) -> Copy:
    """The working copy as the author read it; raises ChangedMeanwhileError, NotFoundError."""
    copy = copies.open_copy(desk, who, path)
    if copy.revision != revision:
        raise ChangedMeanwhileError(copy)
    return copy


def changed(
    desk: Desk, who: Visitor, copy: Copy, edit: Edit, what: str, now: datetime, control: str = ""
) -> Outcome:
    """Make a change and keep it; what cannot be done is told beside a control."""
    try:
        text, pointer = edit(copy.text)
        kept = copies.save(desk, who, copy.path, text, copy.revision, what, now)
    except CannotEditError as error:
        return Outcome(copy, "", {control: error.said(who.language)})
    except CannotKeepError as error:
        return Outcome(copy, "", {control: gettext(who.language, error.message, **error.values)})
    return Outcome(kept, pointer)


def add_part(
    desk: Desk, who: Visitor, path: str, revision: int, new: NewPart, spot: Spot, now: datetime
) -> Outcome:
    """Add a part at a place; a name for it is made of its title."""
    copy = opened_at(desk, who, path, revision)
    if not new.title and not new.kind.startswith("use:"):
        return Outcome(copy, "", {"title": gettext(who.language, _("Write something here."))})
    if len(new.title) > LONGEST_TITLE:
        message = _("This is too long: {most} characters at most")
        return Outcome(copy, "", {"title": gettext(who.language, message, most=LONGEST_TITLE)})

    def edit(text: str) -> tuple[str, str]:
        data = data_of(new, names_in(outline_of(text)), who.language)
        pointer = f"{spot.list_pointer}/{spot.index}"
        return add(text, spot.list_pointer, spot.index, data), pointer

    what = gettext(who.language, ADDED, title=new.title or new.kind.partition(":")[2])
    return changed(desk, who, copy, edit, what, now, "title")


def move_part(
    desk: Desk, who: Visitor, path: str, revision: int, pointer: str, spot: Spot, now: datetime
) -> Outcome:
    """Move a part to a place."""
    copy = opened_at(desk, who, path, revision)

    def edit(text: str) -> tuple[str, str]:
        after = move(text, pointer, spot.list_pointer, spot.index)
        return after, moved_to(pointer, spot.list_pointer, spot.index)

    return changed(desk, who, copy, edit, said(copy.text, pointer, MOVED, who), now)


def remove_part(
    desk: Desk,
    who: Visitor,
    path: str,
    revision: int,
    pointer: str,
    now: datetime,
    *,
    confirmed: bool,
) -> Outcome:
    """Take a part away; when others read it, only once that is `confirmed`."""
    copy = opened_at(desk, who, path, revision)
    try:
        after = remove(copy.text, pointer)
    except CannotEditError as error:
        return Outcome(copy, pointer, {"": error.said(who.language)})
    uses = () if confirmed else broken_by(desk, copy, after, who.language)
    if uses:
        return Outcome(copy, pointer, {}, uses)
    what = said(copy.text, pointer, REMOVED, who)
    around = around_of(pointer)
    return changed(desk, who, copy, lambda _text: (after, around), what, now)


def broken_by(desk: Desk, copy: Copy, after: str, language: str) -> tuple[Use, ...]:
    """What would be wrong after a change and is not now: what reads a part that goes away."""
    before = Counter(told_in(desk, copy.path, copy.text, language).values())
    found = []
    for (line, _number), said_there in told_in(desk, copy.path, after, language).items():
        if before[said_there]:
            before[said_there] -= 1
        else:
            found.append(Use(line, said_there))
    return tuple(found)


def told_in(desk: Desk, path: str, text: str, language: str) -> Mapping[tuple[int, int], str]:
    """The mistakes of a text that come of names and of expressions, by line and number."""
    told = [one for one in look(desk, path, text).diagnostics
            if one.severity is Severity.ERROR and one.code.startswith(READING)]  # fmt: skip
    return {(one.span.start.line, number): sentence(one, language)
            for number, one in enumerate(told)}  # fmt: skip


def said(text: str, pointer: str, message: str, who: Visitor) -> str:
    """What was done to a part, in a sentence."""
    return gettext(who.language, message, title=title_at(text, pointer))


def title_at(text: str, pointer: str) -> str:
    """What people call a part."""
    found = find(outline_of(text), pointer)
    return (found.title or found.name) if found else pointer


def find(root: Item, pointer: str) -> Item | None:
    """The part at a pointer, None when the tree has none there."""
    return next((one for one in root.walk() if one.pointer == pointer), None)


def names_in(root: Item) -> Collection[str]:
    """The names that parts have already."""
    found = set()
    for one in root.walk():
        if one.kind in NAMED:
            found.add(one.name)
        if one.notes.get("as"):
            found.add(one.notes["as"])
    return found


def around_of(pointer: str) -> str:
    """The part that holds another: `/steps/2` for `/steps/2/fields/1`, "" for `/steps/2`."""
    parts = pointer.split("/")[:-2]
    while parts and parts[-1] in {"choices", "always", "table"}:
        parts = parts[:-1]
    return "/".join(parts)
