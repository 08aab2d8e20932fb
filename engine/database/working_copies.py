"""Working copies: files as their authors have them now, with all that was ever changed.

A change is one replaced piece. Undoing and doing again are changes too: nothing is lost, and any
revision can be made again from the last one. `top` is the edit that would be undone next; an edit
says which one was on top `below` it, so that what was undone last is the last edit with the
present top below it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from engine.database.columns import time_kept, time_of
from engine.database.connection import Database

EDIT, UNDO, REDO = "edit", "undo", "redo"
COLUMNS = "path, text, revision, top, base_hash, site, created_at, changed_at, changed_by"
FIND = f"SELECT {COLUMNS} FROM working_copy WHERE path = ?"  # noqa: S608 - names of our own
LIST = f"SELECT {COLUMNS} FROM working_copy ORDER BY path"  # noqa: S608
INSERT = (
    f"INSERT INTO working_copy ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608
    " ON CONFLICT (path) DO NOTHING"
)
CHANGE = (
    "UPDATE working_copy SET text = ?, revision = ?, top = ?, base_hash = ?, changed_at = ?,"
    " changed_by = ? WHERE path = ? AND revision = ?"
)
REBASE = "UPDATE working_copy SET base_hash = ? WHERE path = ?"
EDITED = "path, revision, kind, below, start, removed, inserted, what, changed_at, changed_by"
ADD = f"INSERT INTO edit ({EDITED}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608
GET = f"SELECT {EDITED} FROM edit WHERE path = ? AND revision = ?"  # noqa: S608
NEXT = (
    f"SELECT {EDITED} FROM edit WHERE path = ? AND below = ? AND kind = 'edit'"  # noqa: S608
    " ORDER BY revision DESC LIMIT 1"
)
SINCE = f"SELECT {EDITED} FROM edit WHERE path = ? AND revision > ? ORDER BY revision DESC"  # noqa: S608
RECENT = f"SELECT {EDITED} FROM edit WHERE path = ? ORDER BY revision DESC LIMIT ?"  # noqa: S608


@dataclass(frozen=True, slots=True)
class WorkingCopy:
    """A file as its authors have it now, begun from the text whose hash is `base_hash`."""

    path: str
    text: str
    revision: int
    top: int
    base_hash: str
    site: str
    created_at: datetime
    changed_at: datetime
    changed_by: str


@dataclass(frozen=True, slots=True)
class Edit:
    """A change that made a revision: at `start`, `removed` gave way to `inserted`.

    `kind` is edit, undo or redo; for an edit, `below` is the one that was on top before it.
    """

    path: str
    revision: int
    kind: str
    below: int
    start: int
    removed: str
    inserted: str
    what: str
    changed_at: datetime
    changed_by: str

    def applied(self, text: str) -> str:
        """The text after it."""
        return text[: self.start] + self.inserted + text[self.start + len(self.removed) :]

    def taken_back(self, text: str) -> str:
        """The text before it."""
        return text[: self.start] + self.removed + text[self.start + len(self.inserted) :]


def find(database: Database, path: str) -> WorkingCopy | None:
    """The working copy of a file, if it has one."""
    rows = database.rows(FIND, path)
    return _copy(rows[0]) if rows else None


def list_all(database: Database) -> list[WorkingCopy]:
    """All the working copies, in the order of paths."""
    return [_copy(row) for row in database.rows(LIST)]


def create(database: Database, copy: WorkingCopy) -> bool:
    """Keep a working copy that is begun; False when the file has one already."""
    times = time_kept(copy.created_at), time_kept(copy.changed_at)
    said = copy.path, copy.text, copy.revision, copy.top, copy.base_hash, copy.site
    return database.change(INSERT, *said, *times, copy.changed_by) == 1


def change(database: Database, before: WorkingCopy, edit: Edit, top: int, base_hash: str) -> bool:
    """Keep a change; False when the copy is another by now. Inside a transaction."""
    at, by = time_kept(edit.changed_at), edit.changed_by
    text = edit.applied(before.text)
    keys = before.path, before.revision
    if not database.change(CHANGE, text, edit.revision, top, base_hash, at, by, *keys):
        return False
    _add(database, edit)
    return True


def rebase(database: Database, path: str, base_hash: str) -> None:
    """Note that what a copy began from is another text now: it was published."""
    database.change(REBASE, base_hash, path)


def edit_on_top(database: Database, copy: WorkingCopy) -> Edit | None:
    """The edit that would be undone next."""
    rows = database.rows(GET, copy.path, copy.top) if copy.top else []
    return _edit(rows[0]) if rows else None


def edit_undone(database: Database, copy: WorkingCopy) -> Edit | None:
    """The edit that would be done again next."""
    rows = database.rows(NEXT, copy.path, copy.top)
    return _edit(rows[0]) if rows else None


def edits_since(database: Database, path: str, revision: int) -> list[Edit]:
    """The changes that came after a revision, the last first."""
    return [_edit(row) for row in database.rows(SINCE, path, revision)]


def recent_edits(database: Database, path: str, most: int) -> list[Edit]:
    """The last changes of a file, the last first."""
    return [_edit(row) for row in database.rows(RECENT, path, most)]


def text_at(database: Database, copy: WorkingCopy, revision: int) -> str:
    """What a copy said at one of its revisions."""
    text = copy.text
    for edit in edits_since(database, copy.path, revision):
        text = edit.taken_back(text)
    return text


def delete(database: Database, path: str) -> None:
    """Forget a working copy and all its changes. Inside a transaction."""
    for table in ("edit", "working_copy", "presence"):
        database.change(f"DELETE FROM {table} WHERE path = ?", path)  # noqa: S608 - our own names


def _add(database: Database, edit: Edit) -> None:
    said = edit.path, edit.revision, edit.kind, edit.below, edit.start, edit.removed
    rest = edit.inserted, edit.what, time_kept(edit.changed_at), edit.changed_by
    database.change(ADD, *said, *rest)


def _copy(row: Sequence[Any]) -> WorkingCopy:
    path, text, revision, top, base, site, created, changed, by = row
    return WorkingCopy(
        path, text, revision, top, base, site, time_of(created), time_of(changed), by
    )


def _edit(row: Sequence[Any]) -> Edit:
    path, revision, kind, below, start, removed, inserted, what, at, by = row
    said = kind, below, start, removed, inserted, what
    return Edit(path, revision, *said, time_of(at), by)
