"""A procedure begun in the studio: from nothing, from a skeleton, from one that is there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from engine.editing import CannotEditError, set_value
from engine.editing.drafting import Draft, Question, Repeated, text_of
from engine.editing.new_parts import LONGEST_LABEL
from engine.editing.proposing import slug
from engine.errors import ConflictError, NotFoundError
from engine.i18n import gettext
from engine.i18n import marked as _
from engine.services.desk import Desk, Visitor
from engine.services.studio import copies
from engine.services.studio.copies import CannotKeepError
from engine.services.studio.looking import path_of

SKELETONS: Mapping[str, str] = {
    "blank": _("Nothing: an empty first step"),
    "question": _("A first step with a question"),
    "group": _("A question, then a group that is asked several times"),
}
AUDIENCES: Mapping[str, str] = {
    "anyone": _("anybody, without account"),
    "account": _("whoever signed in"),
}
NATURES = ("depot", "declaration", "demande")
COPY = "copy:"
WRITE = _("Write something here.")
LONG = _("This is too long: {most} characters at most")
NAME = _("Write letters without accents, digits and -, at most 40 of them.")
TAKEN = _("The name “{name}” is taken: choose another.")


@dataclass(frozen=True)
class Wish:
    """What an author says of a procedure to begin; a name is made of its title when none is said.

    `begins` is a skeleton, or `copy:` and the name of another procedure.
    """

    title: str
    name: str = ""
    audience: str = "anyone"
    nature: str = "depot"
    begins: str = "blank"


def begin(desk: Desk, who: Visitor, wish: Wish, now: datetime) -> str | dict[str, str]:
    """The name of the procedure begun, or what is wrong by the name of a control."""
    language = who.language
    name = wish.name or slug(wish.title)
    errors = faults(desk, wish, name, language)
    if errors:
        return errors
    try:
        text = text_for(desk, who, wish, name)
        copies.create(desk, who, path_of(name), text, now)
    except ConflictError:
        return {"name": gettext(language, TAKEN, name=name)}
    except NotFoundError:
        return {"begins": gettext(language, _("This procedure is not there any more."))}
    except CannotEditError as error:
        return {"begins": error.said(language)}
    except CannotKeepError as error:
        return {"name": gettext(language, error.message, **error.values)}
    return name


def faults(desk: Desk, wish: Wish, name: str, language: str) -> dict[str, str]:
    """What is wrong with a wish."""
    found = {}
    if not wish.title:
        found["title"] = gettext(language, WRITE)
    elif len(wish.title) > LONGEST_LABEL:
        found["title"] = gettext(language, LONG, most=LONGEST_LABEL)
    elif not name or slug(name) != name:
        found["name"] = gettext(language, NAME)
    elif copies.exists(desk, path_of(name)) or name == "nouvelle":
        found["name"] = gettext(language, TAKEN, name=name)
    return found


def text_for(desk: Desk, who: Visitor, wish: Wish, name: str) -> str:
    """What the procedure says at first."""
    if wish.begins.startswith(COPY):
        other = copies.open_copy(desk, who, path_of(wish.begins.removeprefix(COPY)))
        text = set_value(other.text, "", "procedure", name)
        return set_value(text, "", "title", wish.title)
    say = who.language
    draft = Draft(
        name=name,
        title=wish.title,
        audience=(wish.audience,),
        nature=wish.nature if wish.nature in NATURES else NATURES[0],
        questions=(Question(gettext(say, _("What do you want to tell us?")), "textarea"),),
        repeated=repeated(say) if wish.begins == "group" else None,
        language="fr",
    )
    if wish.begins != "blank":
        return text_of(draft)
    text = set_value(text_of(draft), "/steps/0", "fields", None)
    return set_value(text, "", "tests", None)


def repeated(language: str) -> Repeated:
    """What the skeleton with a group asks several times."""
    return Repeated(
        gettext(language, _("person")), (Question(gettext(language, _("Their name")), "text"),)
    )
