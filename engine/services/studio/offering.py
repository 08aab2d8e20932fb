"""Having a site offer a procedure: a line more in the list of its file."""

import yaml

from engine.services.desk import Desk, Visitor
from engine.services.studio.copies import published_text
from engine.services.studio.subjects import SITES
from engine.services.studio.versions import name_of


def site_file(desk: Desk, who: Visitor, path: str) -> dict[str, str]:
    """The file of the author's site with a procedure in its list; nothing when it is offered."""
    name = name_of(desk, path)
    site = desk.catalogue.site(who.site)
    if site.offers(name):
        return {}
    place = desk.catalogue.files.name_of(site.source.span.path)
    text = published_text(desk, place)
    if text is None or not place.startswith(f"{SITES}/"):
        return {}
    return {place: with_procedure(text, name)}


def with_procedure(text: str, name: str) -> str:
    """The text of a site with a procedure at the end of its list; no other line changes."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    entries = root.value if isinstance(root, yaml.MappingNode) else []
    for key, listed in entries:
        if key.value != "procedures" or not getattr(listed, "value", None):
            continue
        last = listed.value[-1]
        end = last.end_mark.index
        if listed.flow_style:
            return f"{text[:end]}, {name}{text[end:]}"
        line = text.find("\n", end)
        after = len(text) if line < 0 else line
        dash = " " * (last.start_mark.column - 2)
        return f"{text[:after]}\n{dash}- {name}{text[after:]}"
    return text
