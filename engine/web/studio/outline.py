"""The outline of a definition: its parts in a tree, the form of the one that is selected."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

from flask import Response, request

from engine.clock import now
from engine.editing import Item, outline_of
from engine.editing.filled import Typed
from engine.editing.kinds import PART_SIGNS, PARTS, SIGNS, families
from engine.editing.new_parts import NewPart
from engine.editing.records import NEW
from engine.errors import NotFoundError
from engine.i18n import gettext
from engine.services.desk import Visitor
from engine.services.studio import copies, outlining
from engine.services.studio.copies import Copy
from engine.services.studio.filling_in import Record, keep_record, record_of
from engine.services.studio.outlining import Outcome, Use, find
from engine.services.studio.standing import look
from engine.web.rendering import go_to
from engine.web.sessions import desk, visitor
from engine.web.studio import outline_places as places
from engine.web.studio.editor import revision_sent
from engine.web.studio.outline_form import Form, form_of
from engine.web.studio.outline_frame import ROOMS, address_in, path_in, show_frame
from engine.web.studio.outline_tree import address_at, tree_of
from engine.web.studio.showing import require_author

ELEMENT, FOCUS = "element", "sur"
SAVE = "save"
# Buttons that change what the form shows, and keep nothing.
REDRAWN = ("refresh", "text:", "rows:", "nest:")
LONGEST_POINTER = 300


@dataclass(frozen=True)
class Selected:
    """The part that is selected: its words, its form, what can be done with it."""

    pointer: str
    kind: str
    word: str
    sign: str
    title: str
    name: str
    form: Form | None
    up: str
    down: str
    targets: list[places.PlaceChoice]
    is_new: bool
    around: str
    uses: tuple[Use, ...] = ()
    error: str = ""


@dataclass(frozen=True)
class Said:
    """What came with a form that is drawn again: what was typed, what is wrong with it.

    `adding` is what was typed in the small form of a new part, `uses` what reads a part that is to
    go away.
    """

    status: int = 422
    given: Typed | None = None
    errors: Mapping[str, str] = field(default_factory=dict)
    adding: Mapping[str, str] = field(default_factory=dict)
    uses: tuple[Use, ...] = ()


@dataclass(frozen=True)
class Adding:
    """The small forms that add a question or a part beside what is selected."""

    step: str
    question: list[places.PlaceChoice]
    part: list[places.PlaceChoice]
    types: list[tuple[str, list[tuple[str, str]]]]
    fragments: list[str]
    title: str = ""
    kind: str = "step"
    type: str = "text"
    options: str = ""
    spot: str = ""
    error: str = ""


def show_procedure(name: str) -> Response:
    """The outline of a procedure."""
    return show(ROOMS["demarches"], name)


def show_fragment(name: str) -> Response:
    """The outline of a fragment."""
    return show(ROOMS["fragments"], name)


def show(room: str, name: str) -> Response:
    """The outline, with the part that the address names."""
    who = require_author()
    copy = copies.open_copy(desk(), who, path_in(room, name))
    pointer = element_asked(request.args.get(ELEMENT, ""))
    return drawn(room, name, copy, pointer, Said(200))


def element_asked(text: str) -> str:
    """The pointer that an address or a form names, "" for what is no pointer."""
    is_pointer = text.startswith("/") and len(text) <= LONGEST_POINTER and text.isprintable()
    return text if is_pointer else ""


def drawn(folder: str, name: str, copy: Copy, pointer: str, said: Said | None = None) -> Response:
    """The page: the tree, the part that is selected, with what was typed and what is wrong."""
    who, told = visitor(), said or Said()
    root, standing = outline_of(copy.text), look(desk(), copy.path, copy.text)
    record = record_of(desk(), copy.path, copy.text, pointer, told.given)
    if record is None and pointer:
        pointer = ""
        record = record_of(desk(), copy.path, copy.text, pointer)
    address = address_in(folder, name)
    return show_frame(
        "studio/outline.html",
        name,
        copy,
        standing,
        told.status,
        tree=tree_of(root, standing, address, pointer, who.language),
        selected=selected_of(root, record, pointer, address, told),
        adding=adding_of(root, pointer, who, copy.path, told.adding),
        focus=focus_of(told.adding),
    )


def focus_of(adding: Mapping[str, str]) -> str:
    """Where one goes on typing: `question`, `partie`, or "" where one was."""
    if adding:
        return "question" if adding.get("kind") == "field" else "partie"
    asked = request.args.get(FOCUS, "")
    return asked if asked in {"question", "partie", "fiche"} else ""


def selected_of(
    root: Item, record: Record | None, pointer: str, address: str, said: Said
) -> Selected:
    """What is shown of the part that is selected."""
    language = visitor().language
    item = find(root, pointer) or find(root, pointer.rpartition("/")[0])
    is_new = NEW in pointer.split("/")
    kind = kind_of(pointer, item, is_new)
    up, down = places.up(root, pointer), places.down(root, pointer)
    is_part = item is not None and item.pointer == pointer and not is_new
    return Selected(
        pointer=pointer,
        kind=kind,
        word=gettext(language, PARTS.get(kind, PARTS["part"])),
        sign=(SIGNS.get(item.notes.get("type", ""), "") if item and kind == "field" else "")
        or PART_SIGNS.get(kind, ""),
        title=places.called(item) if item and not is_new else "",
        name=item.name if item and is_part and kind not in {"action", "check", "use"} else "",
        form=form_of(record, address, language, said.given, said.errors) if record else None,
        up=places.spot_value(up) if up and is_part else "",
        down=places.spot_value(down) if down and is_part else "",
        targets=places.targets(root, pointer, language) if is_part else [],
        is_new=is_new,
        around=address_at(address, outlining.around_of(pointer)) if pointer else "",
        error=said.errors.get("", ""),
        uses=said.uses,
    )


# The kind of what has no part of its own in the tree, by the list in which it stands.
KIND_IN: Mapping[str, str] = {
    "checks": "check", "attestations": "attestation", "choices": "option", "always": "option",
    "one_of": "option", "rows": "option", "actions": "action", "links": "link",
    "columns": "column", "fields": "field", "steps": "step",
}  # fmt: skip


def kind_of(pointer: str, item: Item | None, is_new: bool) -> str:
    """What kind of part is selected."""
    if item is not None and item.pointer == pointer and not is_new:
        return item.kind
    parts: Sequence[str] = pointer.split("/")
    found = (KIND_IN[one] for one in reversed(parts) if one in KIND_IN)
    return next(found, item.kind if item and not pointer else "part")


def adding_of(root: Item, pointer: str, who: Visitor, path: str, sent: Mapping[str, str]) -> Adding:
    """The small forms, with what was typed in one of them."""
    own = path.rpartition("/")[2].removesuffix(".yaml")
    fragments = [one for one in desk().catalogue.library.fragments if one != own]
    step = places.step_around(root, pointer)
    return Adding(
        step=step.pointer if step else "",
        question=places.for_question(root, pointer, who.language),
        part=[] if is_of_fields(root) else places.for_part(root, pointer, who.language),
        types=list(families(who.language)),
        fragments=sorted(fragments),
        **sent,
    )


def is_of_fields(root: Item) -> bool:
    """Whether a file is a fragment of questions only."""
    return any(places.list_of(one.pointer) == "/fields" for one in root.children)


# --- changes ---------------------------------------------------------------------------------


def keep(room: str, name: str) -> Response:
    """Keep what was filled in of a part; or draw the form again as a button asks."""
    who, path, pointer = sent_of(room, name)
    given = request.form.to_dict(flat=False)
    if request.form.get("do", SAVE).startswith(REDRAWN):
        copy = outlining.opened_at(desk(), who, path, revision_sent())
        return drawn(ROOMS[room], name, copy, pointer, Said(200, given))
    outcome = keep_record(desk(), who, path, revision_sent(), pointer, given, now())
    if outcome.errors:
        said = Said(given=given, errors=outcome.errors)
        return drawn(ROOMS[room], name, outcome.copy, pointer, said)
    after = element_asked(request.form.get("next", "")) or outcome.pointer
    return to_part(room, name, after)


def sent_of(room: str, name: str) -> tuple[Visitor, str, str]:
    """Who sends a form, of which file and of which part."""
    who = require_author()
    if room not in ROOMS:
        raise NotFoundError(room)
    return who, path_in(ROOMS[room], name), element_asked(request.form.get(ELEMENT, ""))


def to_part(room: str, name: str, pointer: str, focus: str = "") -> Response:
    """Send the browser to a part."""
    more = f"&{FOCUS}={quote(focus)}" if focus else ""
    return go_to(address_at(address_in(ROOMS[room], name), pointer) + more)


def add(room: str, name: str) -> Response:
    """Add a part beside what is selected."""
    who, path, pointer = sent_of(room, name)
    sent = {key: request.form.get(key, "")[:2000] for key in
            ("title", "kind", "type", "options", "spot")}  # fmt: skip
    new, spot = new_part(sent), places.spot_of(sent["spot"])
    if spot is None:
        raise NotFoundError("spot")
    outcome = outlining.add_part(desk(), who, path, revision_sent(), new, spot, now())
    if outcome.errors:
        error = " ".join(outcome.errors.values())
        return drawn(
            ROOMS[room], name, outcome.copy, pointer, Said(adding={**sent, "error": error})
        )
    return to_part(room, name, first_inside(outcome, new), focus_after(new))


def new_part(sent: Mapping[str, str]) -> NewPart:
    """What somebody says of a part to add."""
    lines = sent["options"].replace(";", "\n").splitlines()
    options = tuple(" ".join(line.split()) for line in lines if line.strip())
    texts = desk().catalogue.library.texts
    title = " ".join(sent["title"].split())
    kind = sent["kind"] if sent["kind"] in KINDS or sent["kind"].startswith("use:") else "step"
    return NewPart(kind, title, sent["type"] or "text", options, next(iter(sorted(texts)), ""))


KINDS = ("step", "group", "section", "exit", "field")


def first_inside(outcome: Outcome, new: NewPart) -> str:
    """What is selected after something was added: the step of a new group, to fill it."""
    return f"{outcome.pointer}/steps/0" if new.kind == "group" else outcome.pointer


def focus_after(new: NewPart) -> str:
    """Where one goes on typing after something was added."""
    if new.kind in {"field", "step", "group"}:
        return "question"
    return "partie" if new.kind == "section" else "fiche"


def move(room: str, name: str) -> Response:
    """Move a part to a place."""
    who, path, pointer = sent_of(room, name)
    spot = places.spot_of(request.form.get("spot", ""))
    if spot is None:
        raise NotFoundError("spot")
    outcome = outlining.move_part(desk(), who, path, revision_sent(), pointer, spot, now())
    return after(room, name, outcome, pointer)


def remove(room: str, name: str) -> Response:
    """Take a part away; when others read it, they are told first."""
    who, path, pointer = sent_of(room, name)
    confirmed = request.form.get("confirmed") == "1"
    outcome = outlining.remove_part(
        desk(), who, path, revision_sent(), pointer, now(), confirmed=confirmed
    )
    if outcome.uses:
        return drawn(ROOMS[room], name, outcome.copy, pointer, Said(uses=outcome.uses))
    return after(room, name, outcome, pointer)


def after(room: str, name: str, outcome: Outcome, pointer: str) -> Response:
    """The part after a change, or why it could not be made."""
    if outcome.errors:
        return drawn(ROOMS[room], name, outcome.copy, pointer, Said(errors=outcome.errors))
    return to_part(room, name, outcome.pointer)
