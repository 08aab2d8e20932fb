"""The frame around an outline: that of a procedure, or one like it for a fragment."""

from collections.abc import Mapping
from typing import Any

from flask import Response

from engine.clock import now
from engine.i18n import gettext
from engine.i18n import marked as _
from engine.services.studio import copies
from engine.services.studio.copies import Copy
from engine.services.studio.looking import Judged
from engine.services.studio.standing import Standing
from engine.web.rendering import go_to
from engine.web.sessions import desk, visitor
from engine.web.studio.editor import (
    Frame,
    Tab,
    revision_sent,
    show_editor,
    state_of,
    summary_of,
    told_of,
)
from engine.web.studio.showing import ADDRESS, require_author
from engine.web.studio.showing import show as show_page

# The rooms of the address, and the folders in which their files stand.
ROOMS: Mapping[str, str] = {"demarches": "procedures", "fragments": "fragments"}
PROCEDURES = "procedures"


def path_in(folder: str, name: str) -> str:
    """The file of a procedure or of a fragment."""
    return f"{folder}/{name}.yaml"


def address_in(folder: str, name: str) -> str:
    """The address of its outline."""
    room = next(one for one, at in ROOMS.items() if at == folder)
    return f"{ADDRESS}/{room}/{name}"


def show_frame(
    template: str, name: str, copy: Copy, standing: Standing, status: int, **more: Any
) -> Response:
    """A page in the frame of its file."""
    folder = copy.path.partition("/")[0]
    more |= {"address": address_in(folder, name), "is_fragment": folder != PROCEDURES}
    if folder == PROCEDURES:
        return show_editor(template, name, "", copy, status, **more)
    return show_page(template, fragment_frame(name, copy, standing), status, **more)


def fragment_frame(name: str, copy: Copy, standing: Standing) -> Frame:
    """What is shown around a fragment."""
    language = visitor().language
    address = address_in("fragments", name)
    definition: Any = standing.definition
    judged = Judged(definition, standing.diagnostics, standing.library)
    told = tuple(told_of(name, judged, language))
    return Frame(
        name=name,
        title=gettext(language, _("Fragment {name}"), name=name),
        address=address,
        view="",
        tabs=(Tab(gettext(language, _("Plan")), address, is_here=True),),
        copy=copy,
        state=state_of(copy, language),
        told=told,
        summary=summary_of(told, language),
        has_errors=judged.has_errors,
    )


def undo_fragment(name: str) -> Response:
    """Take the last change of a fragment back."""
    return moved(name, copies.undo)


def redo_fragment(name: str) -> Response:
    """Do again what was undone."""
    return moved(name, copies.redo)


def moved(name: str, move: Any) -> Response:
    """Move along the changes of a fragment."""
    who = require_author()
    move(desk(), who, path_in("fragments", name), revision_sent(), now())
    return go_to(address_in("fragments", name))
