"""Files: receiving them, putting them in order, taking them away."""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import file_digest
from io import BytesIO
from typing import IO, Any

from engine.database import events, uploads
from engine.database.uploads import Upload
from engine.errors import InputError, NotFoundError, SeveralInputErrors
from engine.fields import MOST_FILES, Files
from engine.i18n import marked as _
from engine.inspection import Inspected, ScannerError, inspect, thumbnail, virus_in
from engine.journeys import FieldPlan, Path, StepPlace
from engine.journeys.changing import with_answers
from engine.services import filling
from engine.services.desk import Desk, Visitor
from engine.services.filling import Change, Opened, change, step_at

LOG = logging.getLogger("guichet")
NAME_MOST = 120
SEEN_TWICE = _("You have already added this file. Do you really want to send it twice?")
FAINT = _("This picture may be hard to read. Check it before you go on.")
LEAST_SIDE = 800
REMEMBERED = timedelta(days=30)


@dataclass(frozen=True)
class Sent:
    """A file as the door received it: its name, and a stream that can be read again."""

    name: str
    stream: IO[bytes]


@dataclass(frozen=True)
class Aim:
    """Where files go: the step, its field, and perhaps the file whose place the first takes."""

    path: Path
    field: str
    replaced: str | None = None


def receive(
    desk: Desk, visitor: Visitor, opened: Opened, aim: Aim, sent: Sequence[Sent], now: datetime
) -> tuple[Opened, InputError | None]:
    """Receive files at a step, each judged by itself: those refused are said, the others kept."""
    refused: list[InputError] = []
    for one in sent:
        try:
            opened = _receive_one(desk, visitor, opened, aim, one, now)
            aim = Aim(aim.path, aim.field)
        except InputError as error:
            refused.append(error)
    return opened, SeveralInputErrors(refused) if refused else None


def files_plan(place: StepPlace, field: str) -> FieldPlan:
    """The field that takes files at a step; raises NotFoundError.

    What is typed beside it may open it before it is accepted: what stays closed is never sent.
    """
    plan = place.plan.by_name.get(field)
    if plan is None or not isinstance(plan.field, Files):
        raise NotFoundError(field)
    return plan


def _receive_one(
    desk: Desk, visitor: Visitor, opened: Opened, aim: Aim, sent: Sent, now: datetime
) -> Opened:
    path, replaced = aim.path, aim.replaced
    plan = files_plan(step_at(opened, path), aim.field)
    name = shown_name(sent.name)
    size = size_of(sent.stream)
    check_room(plan, listed(step_at(opened, path), plan), name, size, replaced)
    inspected = look_into(plan, sent, name)
    refuse_virus(desk, visitor, opened, Sent(name, sent.stream), now)
    entry, upload = _store(desk, opened, plan.name, Sent(name, sent.stream), inspected, now)
    gone = False

    def intent(now_open: Opened) -> Change:
        nonlocal gone
        files = listed(step_at(now_open, path), plan)
        gone = any(one["id"] == replaced for one in files)
        check_room(plan, files, name, size, replaced)
        placed = place_file(files, entry, replaced)
        return _changed(now_open, path, plan, placed)

    try:
        with desk.database.transaction():
            uploads.add(desk.database, upload)
            after = change(desk, visitor, opened, intent, now)
    except BaseException:
        # Whatever happens, a file that no draft names is not left behind.
        for key in (upload.storage_key, upload.thumbnail_key):
            if key:
                desk.storage.delete(key)
        raise
    if replaced and gone:
        forget(desk, visitor, replaced)
    return after


def refuse_virus(desk: Desk, visitor: Visitor, opened: Opened, sent: Sent, now: datetime) -> None:
    """Have the scanner look at a file, where there is one: InputError unless it finds nothing.

    What it finds is kept in the journal by its fingerprint; nothing of the file is.
    """
    if not desk.settings.scanner_url:
        return
    try:
        found = virus_in(sent.stream, desk.settings.scanner_url)
    except ScannerError as error:
        LOG.error("virus scanner: %s", error)
        raise InputError("unscanned", name=sent.name) from error
    if found is None:
        return
    sha256 = file_digest(sent.stream, "sha256").hexdigest()  # type: ignore[arg-type]
    details = {"virus": found, "sha256": sha256, "draft": opened.draft.key}
    account = visitor.account.id if visitor.account else None
    events.append(desk.database, visitor.site, account, "file_quarantined", now, details=details)
    LOG.warning("virus scanner: %s found, nothing was kept", found)
    raise InputError("virus", name=sent.name)


def _store(
    desk: Desk, opened: Opened, field: str, sent: Sent, inspected: Inspected, now: datetime
) -> tuple[dict[str, Any], Upload]:
    sent.stream.seek(0)
    small = thumbnail(sent.stream, inspected.media_type)
    # The small picture first: it is the one that can be made again.
    picture = desk.storage.save(BytesIO(small)).key if small else None
    sent.stream.seek(0)
    try:
        stored = desk.storage.save(sent.stream)
    except BaseException:
        if picture:
            desk.storage.delete(picture)
        raise
    upload = Upload(
        id=uploads.new_id(),
        draft=opened.draft.key,
        owner=opened.draft.owner,
        field=field,
        name=sent.name,
        media_type=inspected.media_type,
        size=stored.size,
        sha256=stored.sha256,
        storage_key=stored.key,
        received_at=now,
        pages=inspected.pages,
        width=inspected.width,
        height=inspected.height,
        thumbnail_key=picture,
    )
    known = uploads.find_same(desk.database, stored.sha256, upload.owner, now - REMEMBERED)
    entry = {
        "id": upload.id,
        "name": sent.name,
        "media_type": upload.media_type,
        "size": upload.size,
        "sha256": upload.sha256,
        "thumbnail": picture is not None,
    }
    warning = SEEN_TWICE if known else FAINT if is_small(inspected) else None
    more = {"pages": upload.pages, "warning": warning}
    return entry | {name: value for name, value in more.items() if value}, upload


def is_small(inspected: Inspected) -> bool:
    """Whether an image has so few pixels that it may be hard to read."""
    sides = [side for side in (inspected.width, inspected.height) if side]
    return bool(sides) and max(sides) < LEAST_SIDE


def shown_name(name: str) -> str:
    """The name of a file without its folders, its controls, and what passes 120 characters."""
    last = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(one for one in last if one.isprintable()).strip() or "fichier"
    if len(kept) <= NAME_MOST:
        return kept
    stem, dot, suffix = kept.rpartition(".")
    ending = f"{dot}{suffix}"[:12] if stem else ""
    return kept[: NAME_MOST - len(ending) - 1] + "…" + ending


def size_of(stream: IO[bytes]) -> int:
    """How many bytes a stream holds."""
    stream.seek(0, 2)
    size = stream.tell()
    stream.seek(0)
    return size


def look_into(plan: FieldPlan, sent: Sent, name: str) -> Inspected:
    """What the file is; raises InputError with its name and the formats that are accepted."""
    field = plan.field
    accepted, formats = (field.accept, field.formats) if isinstance(field, Files) else ((), "")
    try:
        return inspect(sent.stream, name, frozenset(accepted))
    except InputError as error:
        raise InputError(error.key, **{**error.values, "name": name, "formats": formats}) from error


def listed(place: StepPlace, plan: FieldPlan) -> list[Mapping[str, Any]]:
    """The files of a field now."""
    return list(place.answers.get(plan.name) or ())


def check_room(
    plan: FieldPlan, files: Sequence[Mapping[str, Any]], name: str, size: int, replaced: str | None
) -> None:
    """Raise InputError unless there is room for one more file of that size."""
    if size == 0:
        raise InputError("empty", name=name)
    others = [one for one in files if one["id"] != replaced]
    most = plan.limits.get("max_files", MOST_FILES)
    if len(others) >= most:
        raise InputError("max_files", name=name, limit=most)
    limit = plan.limits.get("max_total_size")
    left = None if limit is None else limit - sum(one["size"] for one in others)
    if left is not None and size > left:
        raise InputError("max_total_size", name=name, size=size, left=left, over=size - left)


def place_file(
    files: list[Mapping[str, Any]], entry: Mapping[str, Any], replaced: str | None
) -> list[Mapping[str, Any]]:
    """The files with one more, last or in the place of another."""
    if replaced and any(one["id"] == replaced for one in files):
        return [entry if one["id"] == replaced else one for one in files]
    return [*files, entry]


def move(
    desk: Desk, visitor: Visitor, opened: Opened, path: Path, upload: str, by: int, now: datetime
) -> Opened:
    """Move a file up (by -1) or down (by 1) in its list."""

    def moved(files: list[Mapping[str, Any]], position: int) -> list[Mapping[str, Any]]:
        target = min(max(position + by, 0), len(files) - 1)
        files.insert(target, files.pop(position))
        return files

    return _rearrange(desk, visitor, opened, path, upload, moved, now)


def remove(
    desk: Desk, visitor: Visitor, opened: Opened, path: Path, upload: str, now: datetime
) -> Opened:
    """Take a file away, and delete it."""

    def removed(files: list[Mapping[str, Any]], position: int) -> list[Mapping[str, Any]]:
        del files[position]
        return files

    after = _rearrange(desk, visitor, opened, path, upload, removed, now)
    forget(desk, visitor, upload)
    return after


def _rearrange(
    desk: Desk,
    visitor: Visitor,
    opened: Opened,
    path: Path,
    upload: str,
    arrange: Callable[[list[Mapping[str, Any]], int], list[Mapping[str, Any]]],
    now: datetime,
) -> Opened:
    def intent(now_open: Opened) -> Change:
        place = step_at(now_open, path)
        for plan in place.plan.fields:
            if not isinstance(plan.field, Files):
                continue
            files = listed(place, plan)
            for position, one in enumerate(files):
                if one["id"] == upload:
                    return _changed(now_open, path, plan, arrange(files, position))
        raise InputError("gone")

    return change(desk, visitor, opened, intent, now)


def _changed(
    opened: Opened, path: Path, plan: FieldPlan, files: Sequence[Mapping[str, Any]]
) -> Change:
    """The draft with the files of one field; an empty list is no answer.

    The step bears no new stamp: nothing that is typed in it was changed.
    """
    answers = with_answers(opened.journey, path, {plan.name: list(files)})
    return Change(answers, opened.draft.typed)


def remove_item(
    desk: Desk, visitor: Visitor, opened: Opened, path: Path, key: str, now: datetime
) -> Opened:
    """A group without one of its items, whose files are deleted."""
    before = {one["id"] for one in kept_files(opened.draft.answers)}
    after = filling.remove_item(desk, visitor, opened, path, key, now)
    for upload in before - {one["id"] for one in kept_files(after.draft.answers)}:
        forget(desk, visitor, upload)
    return after


def kept_files(answers: Any) -> Iterator[Mapping[str, Any]]:
    """Every file among answers, those withdrawn included."""
    if isinstance(answers, Mapping) and "sha256" in answers:
        yield answers
        return
    inside = answers.values() if isinstance(answers, Mapping) else answers
    for one in inside if isinstance(answers, Mapping | list) else ():
        yield from kept_files(one)


def forget(desk: Desk, visitor: Visitor, upload: str) -> None:
    """Delete an upload and its bytes; one already gone is no fault."""
    try:
        gone = uploads.delete(desk.database, upload, visitor.owner)
    except NotFoundError:
        return
    for key in (gone.storage_key, gone.thumbnail_key):
        if key:
            desk.storage.delete(key)
