"""What is said to a person whose draft was carried over to another version of its procedure."""

from markupsafe import escape

from engine.i18n import gettext
from engine.i18n import marked as _
from engine.pages.messages import label_text
from engine.services.carrying import lost_names
from engine.services.filling import Opened

CHANGED = _("This procedure has changed since you began. Your answers are kept: check them.")
AGAIN = _(
    "This procedure has changed since you began. Your answers are kept, but for these, to be given"
    " again if they are asked: {names}."
)


def change_text(opened: Opened, language: str) -> str | None:
    """What is said until the person changes something, None when nothing was carried over."""
    lost = lost_names(opened.draft)
    if lost is None:
        return None
    fields, known = opened.served.plan.fields, opened.journey.environment
    names = [label_text(fields[one].field, known, language) for one in lost if one in fields]
    return gettext(language, AGAIN, names=", ".join(names)) if names else gettext(language, CHANGED)


def change_notice(opened: Opened, language: str) -> str:
    """The same as HTML, before what a step says."""
    text = change_text(opened, language)
    return f'<div class="notice"><p>{escape(text)}</p></div>' if text else ""
