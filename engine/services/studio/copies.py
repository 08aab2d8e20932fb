"""Working copies: the files of the site as their authors have them now.

Nothing is ever written over unseen: whoever saves says which revision they read. Each change can
be undone, in any number; undoing is a change too.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from engine.database import Database, documents, working_copies
from engine.database.documents import Document, hash_of
from engine.database.working_copies import EDIT, REDO, UNDO, Edit, WorkingCopy
from engine.definitions.folder import is_name
from engine.errors import ConflictError, GuichetError, NotFoundError
from engine.i18n import gettext
from engine.i18n import marked as _
from engine.services.desk import Desk, Visitor
from engine.services.studio.patches import patch_between

MOST_CHARACTERS = 1_000_000  # as many as can be read: `engine.source.reader`
WHAT_MOST = 200


class CannotKeepError(GuichetError):
    """A text cannot be kept; `message` says why, to be translated."""

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.values = values


class ChangedMeanwhileError(ConflictError):
    """Somebody else saved since: `copy` is what there is now."""

    def __init__(self, copy: "Copy") -> None:
        super().__init__(copy.path)
        self.copy = copy


@dataclass(frozen=True)
class Copy:
    """A file as its authors have it now.

    `published` is what is served, None when nothing is; `revision` is 0 while nobody changed it.
    `is_kept` tells that it is kept in the database; `changed_by` is a name. `undo` and `redo` say
    what would be undone and done again, "" when nothing would.
    """

    path: str
    text: str
    revision: int
    published: str | None
    is_kept: bool = False
    changed_at: datetime | None = None
    changed_by: str = ""
    undo: str = ""
    redo: str = ""
    site: str = ""

    @property
    def differs(self) -> bool:
        """Whether it says anything else than what is served."""
        return self.text != self.published

    @property
    def base_hash(self) -> str:
        """What tells the text that is served from any other."""
        return hash_of(self.published)


def published_text(desk: Desk, path: str) -> str | None:
    """What a file of the site says for everybody; None when there is none."""
    try:
        return desk.catalogue.files.read(path).decode("utf-8", "replace")
    except (FileNotFoundError, NotADirectoryError):
        return None


def open_copy(desk: Desk, who: Visitor, path: str) -> Copy:
    """The working copy of a file, else what is published of it.

    Raises NotFoundError when there is none, or when it is not of the author's site.
    """
    copy = _open(desk, path)
    if not is_of(desk, who.site, copy):
        raise NotFoundError(path)
    return copy


def is_of(desk: Desk, site: str, copy: Copy) -> bool:
    """Whether the authors of a site may write a file.

    They write their own site; the procedures that it offers, that they began, or that no site
    offers; and what all the sites share: fragments, tables, texts, the profile.
    """
    room, _stroke, file = copy.path.partition("/")
    stem = file.rpartition(".")[0]
    if room == "sites":
        return site_in(desk, copy.path) == site or (not copy.published and copy.site == site)
    if room != "procedures":
        return True
    offering = [one.name for one in desk.catalogue.sites.values() if one.offers(stem)]
    return site in offering or copy.site == site or not offering


def is_reached(desk: Desk, who: Visitor, path: str) -> bool:
    """Whether a file is there for an author."""
    try:
        open_copy(desk, who, path)
    except NotFoundError:
        return False
    return True


def site_in(desk: Desk, path: str) -> str:
    """The name of the site that a file says, "" when none is served from it."""
    place = str(desk.catalogue.files.path(path))
    found = (one for one in desk.catalogue.sites.values() if one.source.span.path == place)
    return next((one.name for one in found), "")


def _open(desk: Desk, path: str) -> Copy:
    kept = working_copies.find(desk.database, path) if is_name(path) else None
    published = published_text(desk, path) if is_name(path) else None
    if kept is None:
        if published is None:
            raise NotFoundError(path)
        return Copy(path, published, 0, published)
    return _shown(desk.database, kept, published)


def exists(desk: Desk, path: str) -> bool:
    """Whether a file is there, published or as a working copy only, whoever's it is."""
    try:
        _open(desk, path)
    except NotFoundError:
        return False
    return True


def list_copies(desk: Desk, who: Visitor) -> list[Copy]:
    """The working copies that the authors of a site see, and that say other than what is served."""
    found = []
    for kept in working_copies.list_all(desk.database):
        copy = _shown(desk.database, kept, published_text(desk, kept.path))
        if copy.differs and is_of(desk, who.site, copy):
            found.append(copy)
    return found


def save(
    desk: Desk, who: Visitor, path: str, text: str, revision: int, what: str, now: datetime
) -> Copy:
    """Make a text what a working copy says; `what` tells what was done, in a few words.

    `revision` is the one that the author read. Raises ChangedMeanwhileError when it is not the
    last one, CannotKeepError for a text that cannot be kept, NotFoundError.
    """
    check_text(text)
    with desk.database.transaction(durable=True):
        current = open_copy(desk, who, path)
        if current.revision != revision:
            raise ChangedMeanwhileError(current)
        if text == current.text:
            return current
        return _changed(desk, who, current, text, what, now)


def undo(desk: Desk, who: Visitor, path: str, revision: int, now: datetime) -> Copy:
    """Take the last change back; nothing when there is none. Raises as `save`."""
    return _moved(desk, who, path, revision, UNDO, now)


def redo(desk: Desk, who: Visitor, path: str, revision: int, now: datetime) -> Copy:
    """Do again what was undone last; nothing when there is none. Raises as `save`."""
    return _moved(desk, who, path, revision, REDO, now)


def create(desk: Desk, who: Visitor, path: str, text: str, now: datetime) -> Copy:
    """Begin a file that is not there; raises ConflictError when it is, CannotKeepError."""
    check_text(text)
    if not is_name(path):
        raise CannotKeepError(_("This is no name for a file: a-z, 0-9, - and ."))
    with desk.database.transaction(durable=True):
        if published_text(desk, path) is not None:
            raise ConflictError(path)
        begun = WorkingCopy(path, text, 1, 0, "", who.site, now, now, name_of(who))
        if not working_copies.create(desk.database, begun):
            raise ConflictError(path)
        return _shown(desk.database, begun, None)


def discard(desk: Desk, who: Visitor, path: str, revision: int, now: datetime) -> Copy | None:
    """Go back to what is published, as a change that can be undone.

    A file that was never published is forgotten: None. Raises as `save`.
    """
    with desk.database.transaction(durable=True):
        current = open_copy(desk, who, path)
        if current.published is not None:
            what = gettext(who.language, "Back to the published version")
            return save(desk, who, path, current.published, revision, what, now)
        if current.revision != revision:
            raise ChangedMeanwhileError(current)
        working_copies.delete(desk.database, path)
        return None


def check_text(text: str) -> None:
    """Raise CannotKeepError for a text that no file can hold."""
    if len(text.encode("utf-8", "surrogatepass")) > MOST_CHARACTERS:
        message = _("This text is too long to be kept: {most} bytes at most")
        raise CannotKeepError(message, most=MOST_CHARACTERS)
    if "\0" in text or any("\ud800" <= one <= "\udfff" for one in text):
        raise CannotKeepError(_("This text holds a character that cannot be kept: remove it"))


def name_of(who: Visitor) -> str:
    """The name under which somebody's work is shown to the other authors."""
    return who.account.name if who.account else ""


def document_of(desk: Desk, path: str) -> Document | None:
    """What was published of a file in the site, None when the file of the disk counts."""
    return documents.find(desk.database, path)


def _changed(desk: Desk, who: Visitor, current: Copy, text: str, what: str, now: datetime) -> Copy:
    """The copy after an edit."""
    kept = _kept(desk, who, current, now)
    patch = patch_between(kept.text, text)
    revision, said = kept.revision + 1, what[:WHAT_MOST]
    edit = Edit(kept.path, revision, EDIT, kept.top, *patch, said, now, name_of(who))
    return _keep(desk, current, kept, edit, revision)


def _moved(desk: Desk, who: Visitor, path: str, revision: int, kind: str, now: datetime) -> Copy:
    with desk.database.transaction(durable=True):
        current = open_copy(desk, who, path)
        if current.revision != revision:
            raise ChangedMeanwhileError(current)
        kept = working_copies.find(desk.database, path)
        find = working_copies.edit_on_top if kind == UNDO else working_copies.edit_undone
        edit = find(desk.database, kept) if kept is not None else None
        if kept is None or edit is None:
            return current
        text = edit.taken_back(kept.text) if kind == UNDO else edit.applied(kept.text)
        top = edit.below if kind == UNDO else edit.revision
        patch = patch_between(kept.text, text)
        number, by = kept.revision + 1, name_of(who)
        made = Edit(path, number, kind, edit.revision, *patch, edit.what, now, by)
        return _keep(desk, current, kept, made, top)


def _kept(desk: Desk, who: Visitor, current: Copy, now: datetime) -> WorkingCopy:
    """What is kept of a copy, begun when nothing is yet."""
    kept = working_copies.find(desk.database, current.path)
    if kept is not None:
        return kept
    base = current.base_hash
    begun = WorkingCopy(current.path, current.text, 0, 0, base, who.site, now, now, name_of(who))
    if not working_copies.create(desk.database, begun):
        raise ChangedMeanwhileError(_open(desk, current.path))
    return begun


def _keep(desk: Desk, current: Copy, kept: WorkingCopy, edit: Edit, top: int) -> Copy:
    base = current.base_hash if kept.revision == 0 else kept.base_hash
    if not working_copies.change(desk.database, kept, edit, top, base):
        raise ChangedMeanwhileError(_open(desk, kept.path))
    after = replace(
        kept, text=edit.applied(kept.text), revision=edit.revision, top=top, base_hash=base,
        changed_at=edit.changed_at, changed_by=edit.changed_by,
    )  # fmt: skip
    return _shown(desk.database, after, current.published)


def _shown(database: Database, kept: WorkingCopy, published: str | None) -> Copy:
    """A copy as authors see it; one that was never changed since follows what is published."""
    follows = published is not None and hash_of(kept.text) == kept.base_hash
    on_top = working_copies.edit_on_top(database, kept)
    undone = working_copies.edit_undone(database, kept)
    return Copy(
        path=kept.path,
        text=published if follows and published is not None else kept.text,
        revision=kept.revision,
        published=published,
        is_kept=True,
        changed_at=kept.changed_at,
        changed_by=kept.changed_by,
        undo=on_top.what if on_top else "",
        redo=undone.what if undone else "",
        site=kept.site,
    )
