"""A file of the studio and its frame: that of a procedure, or that of any other file."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import Response, request

from engine.clock import now
from engine.errors import NotFoundError
from engine.i18n import gettext
from engine.i18n import marked as _
from engine.services.desk import Visitor
from engine.services.studio import copies
from engine.services.studio.copies import Copy
from engine.services.studio.looking import path_of
from engine.web.rendering import go_to
from engine.web.sessions import desk, visitor
from engine.web.studio.editor import address_of, revision_sent, show_editor, state_of
from engine.web.studio.showing import ADDRESS, require_author, require_right, show

FILES = f"{ADDRESS}/fichiers"
VIEWS = (("/versions", _("Versions")), ("/publication", _("Publication")))
# The pages of the rooms, by the folder.
ROOMS = {
    "fragments": ("/fragments", _("Fragments")),
    "tables": ("/tables", _("Tables")),
    "texts": ("/textes", _("Texts")),
    "sites": ("/sites", _("Site")),
}


@dataclass(frozen=True)
class Tab:
    """One of the views of a file."""

    label: str
    url: str
    is_here: bool


@dataclass(frozen=True)
class FileFrame:
    """What the views of a file that is no procedure show around them."""

    title: str
    name: str
    address: str
    view: str
    tabs: tuple[Tab, ...]
    copy: Copy
    state: str
    room_url: str
    room: str


@dataclass(frozen=True)
class Place:
    """A file that an author looks at: who, where, as it is written now."""

    who: Visitor
    path: str
    name: str
    copy: Copy

    @property
    def address(self) -> str:
        """The address below which its views are."""
        return address_of(self.name) if self.name else f"{FILES}/{self.path}"

    def url(self, view: str = "", **asked: object) -> str:
        """The address of one of its views."""
        query = urlencode({name: one for name, one in asked.items() if one != ""}, doseq=True)
        return f"{self.address}{view}{f'?{query}' if query else ''}"

    def show(self, template: str, view: str, status: int = 200, **more: Any) -> Response:
        """A view of it in its frame."""
        if self.name:
            layout = "studio/editor.html"
            return show_editor(
                template, self.name, view, self.copy, status, layout=layout, place=self, **more
            )
        frame = self.frame(view)
        return show(template, frame, status, layout="studio/file.html", place=self, **more)

    def frame(self, view: str) -> FileFrame:
        """What is shown around a view of a file that is no procedure."""
        language = visitor().language
        url, label = ROOMS.get(self.path.partition("/")[0], ("", _("Procedures")))
        return FileFrame(
            title=self.path.rpartition("/")[2],
            name=self.path,
            address=self.address,
            view=view,
            tabs=tuple(
                Tab(gettext(language, one), self.url(path), path == view) for path, one in VIEWS
            ),
            copy=self.copy,
            state=state_of(self.copy, language),
            room_url=f"{ADDRESS}{url}",
            room=gettext(language, label),
        )


def opened(name: str = "", path: str = "", right: str = "") -> Place:
    """The file of an address; raises NotFoundError for who may not, or has no such file."""
    who = require_right(right) if right else require_author()
    if not name and path.startswith("procedures/"):
        raise NotFoundError(path)
    where = path_of(name) if name else path
    return Place(who, where, name, copies.open_copy(desk(), who, where))


def undo(path: str) -> Response:
    """Take the last change of a file back."""
    place = opened(path=path)
    copies.undo(desk(), place.who, path, revision_sent(), now())
    return go_to(place.url(view_sent()))


def redo(path: str) -> Response:
    """Do again what was undone of a file."""
    place = opened(path=path)
    copies.redo(desk(), place.who, path, revision_sent(), now())
    return go_to(place.url(view_sent()))


def view_sent() -> str:
    """The view that a form was sent from."""
    view = request.form.get("view", "")
    return view if view in dict(VIEWS) else "/versions"
