"""Filling a group from a register: a file is read, shown, then taken as a whole or not at all."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from engine.errors import InputError, NotFoundError
from engine.journeys import (
    KEY,
    CsvText,
    HubPlace,
    Register,
    last_key,
    read_csv,
    register_of,
)
from engine.journeys.changing import items_of
from engine.services import receiving
from engine.services.desk import Desk, Visitor
from engine.services.filling import Change, Opened, change

# Where the file waits in a draft, until the person has looked at what it brings.
WAITS = "-register"
NAME, CONTENT = "name", "content"
Mode = Literal["replace", "add"]
Columns = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Waiting:
    """A file that was read and is not taken yet, judged again now."""

    name: str
    register: Register


def group_at(opened: Opened, group: str) -> HubPlace:
    """The hub of a group that takes a register; raises NotFoundError."""
    hub = opened.journey.hub(group)
    if hub.plan.group.register is None:
        raise NotFoundError(group)
    return hub


def columns_of(hub: HubPlace) -> Columns:
    """The headings of each field."""
    register = hub.plan.group.register
    return register.columns if register is not None else {}


def read(
    desk: Desk, visitor: Visitor, opened: Opened, group: str, name: str, data: bytes, now: datetime
) -> tuple[Opened, Register]:
    """Read a file; when all of it is right it waits in the draft. Raises InputError."""
    hub = group_at(opened, group)
    columns = columns_of(hub)
    text = read_csv(data, [one for each in columns.values() for one in each], hub.most)
    register = register_of(hub, columns, text)
    if not register.is_right:
        return forget(desk, visitor, opened, group, now), register
    content = kept_text(text)

    def intent(now_open: Opened) -> Change:
        waits = {NAME: [receiving.shown_name(name)], CONTENT: [content]}
        typed = {**now_open.draft.typed, where(group): waits}
        return Change(now_open.draft.answers, typed)

    return change(desk, visitor, opened, intent, now), register


def where(group: str) -> str:
    """Under which name the file of a group waits."""
    return f"{group}/{WAITS}"


def kept_text(text: CsvText) -> str:
    """A file that was read, written again in our own way."""
    kept = io.StringIO()
    writer = csv.writer(kept, delimiter=";", lineterminator="\n")
    writer.writerow(text.headings)
    writer.writerows(line.cells for line in text.lines)
    return kept.getvalue()


def waiting(opened: Opened, group: str) -> Waiting | None:
    """The file that waits, judged on the answers as they are now; None when there is none."""
    kept = opened.draft.typed.get(where(group))
    if not kept:
        return None
    hub = group_at(opened, group)
    columns = columns_of(hub)
    try:
        text = read_csv(kept[CONTENT][0].encode(), list(flat(columns)), hub.most)
    except InputError:
        return None
    return Waiting(kept[NAME][0], register_of(hub, columns, text))


def flat(columns: Columns) -> list[str]:
    """All the headings."""
    return [one for each in columns.values() for one in each]


def forget(desk: Desk, visitor: Visitor, opened: Opened, group: str, now: datetime) -> Opened:
    """Let the file that waits go."""
    if where(group) not in opened.draft.typed:
        return opened

    def intent(now_open: Opened) -> Change:
        return Change(now_open.draft.answers, without_file(now_open, group))

    return change(desk, visitor, opened, intent, now)


def without_file(opened: Opened, group: str) -> dict[str, Any]:
    """What was typed in a draft, without the file that waits."""
    return {key: value for key, value in opened.draft.typed.items() if key != where(group)}


def take(
    desk: Desk, visitor: Visitor, opened: Opened, group: str, mode: Mode, now: datetime
) -> tuple[Opened, Register | None]:
    """Take the file that waits, whole; what is wrong with it when the answers changed meanwhile.

    Raises InputError when it waits no more, or when there would be too many items.
    """
    found: list[Register] = []
    before = {one["id"] for one in receiving.kept_files(opened.draft.answers)}

    def intent(now_open: Opened) -> Change:
        waits = waiting(now_open, group)
        if waits is None:
            raise InputError("gone")
        found[:] = [waits.register]
        if not waits.register.is_right:
            return Change(now_open.draft.answers, now_open.draft.typed)
        hub = group_at(now_open, group)
        answers = {**now_open.journey.answers, group: items_after(hub, waits.register, mode)}
        typed = {
            key: value
            for key, value in without_file(now_open, group).items()
            if mode == "add" or not key.startswith(f"{group}/")
        }
        return Change(answers, typed, group)

    after = change(desk, visitor, opened, intent, now)
    for upload in before - {one["id"] for one in receiving.kept_files(after.draft.answers)}:
        receiving.forget(desk, visitor, upload)
    (register,) = found
    return after, None if register.is_right else register


def items_after(hub: HubPlace, register: Register, mode: Mode) -> list[Mapping[str, Any]]:
    """The items of a group once a register is taken; a key is never given a second time."""
    stored = items_of(hub)
    kept = [item.stored for item in hub.items if not item.empty] if mode == "add" else []
    if len(kept) + len(register.items) > hub.most:
        count = len(kept) + len(register.items)
        raise InputError("too_many", count=count, most=hub.most)
    first = last_key(stored) + 1
    new = [{**item, KEY: str(key)} for key, item in enumerate(register.items, first)]
    return [*kept, *new]


__all__ = ["Mode", "Waiting", "forget", "group_at", "read", "take", "waiting"]
